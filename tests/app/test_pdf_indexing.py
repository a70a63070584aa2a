"""The text of PDFs is taken once, whatever kind of files they are, and found again."""

import pytest

from effllm_desktop.app.downloading.attaching import attach, copied
from effllm_desktop.app.jobs import InlineProgress
from effllm_desktop.app.pdf_indexing import (
    Indexed,
    index_cache,
    index_pdfs,
    is_index_whole,
)
from effllm_desktop.app.pdf_reading import pages_of
from effllm_desktop.app.readmodels.inside import count_inside, find_inside
from effllm_desktop.domain.errors import Cancelled
from effllm_desktop.domain.queries import parse
from effllm_desktop.pdf.extracting import Extractor
from effllm_desktop.store import pdf_cache, pdf_text
from tests.support.builders import take
from tests.support.pdfs import Pdf, cjk_line, endless, lines, locked, papers


@pytest.fixture
def paper(tmp_path):
    pdf = Pdf()
    pdf.page(lines(["We com-", "pile models"]))
    pdf.page(cjk_line("深度学习", 40, 300))
    return pdf.write(tmp_path / "paper.pdf")


def found(library, words):
    return [(hit.sha256, hit.page) for hit in pdf_text.find(library.database, words, 10)]


def test_the_text_is_taken_once(library, folder, paper):
    said = []
    progress = InlineProgress(lambda fraction, message: said.append((fraction, message)))
    assert index_pdfs(folder, [("a", paper)], progress) == Indexed(1, 0)
    assert said == [(0.0, "Reading paper.pdf")]
    assert found(library, "compile") == [("a", 1)]
    assert found(library, "深度") == [("a", 2)]
    paper.unlink()
    assert index_pdfs(folder, [("a", paper)], progress) == Indexed(0, 0)
    assert len(said) == 1


def test_files_that_cannot_be_read(library, folder, paper, tmp_path):
    (tmp_path / "bad.pdf").write_bytes(b"no PDF")
    pdfs = [
        ("bad", tmp_path / "bad.pdf"),
        ("locked", locked(tmp_path / "locked.pdf", "x")),
        ("missing", tmp_path / "missing.pdf"),
        ("good", paper),
    ]
    assert index_pdfs(folder, pdfs, InlineProgress()) == Indexed(1, 2)
    assert found(library, "models") == [("good", 1)]
    known = library.database.rows("SELECT sha256, pages FROM pdf_texts")
    assert known == [("bad", 0), ("locked", 0), ("good", 2)]


def test_a_page_that_never_ends_costs_that_page(tmp_path):
    path = endless(tmp_path / "endless.pdf")
    with Extractor(timeout=0.5) as extractor:
        assert list(extractor.pages(path)) == ["This is fine", None, "This is fine, too"]


def test_after_some_of_them_the_rest_is_left_alone(tmp_path):
    pdf = Pdf()
    pdf.page(lines(["First"]))
    number = len(pdf.objects) + 1
    calls, resources = b"/X Do /X Do", f"/XObject << /X {number} 0 R >>"
    pdf.stream(f"/Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << {resources} >>", calls)
    for _ in range(5):
        pdf.page(calls, resources=resources)
    pdf.page(lines(["Last"]))
    path = pdf.write(tmp_path / "endless.pdf")
    with Extractor(timeout=0.9) as extractor:
        assert list(extractor.pages(path)) == ["First", *[None] * 6]


def test_cancelling_keeps_what_was_done(library, folder, paper, tmp_path):
    long = papers(tmp_path / "long.pdf", 10)
    progress = InlineProgress(lambda fraction, _: fraction and progress.cancel())
    with pytest.raises(Cancelled):
        index_pdfs(folder, [("a", paper), ("b", long)], progress)
    assert found(library, "models") == [("a", 1)]
    assert index_pdfs(folder, [("a", paper), ("b", long)], InlineProgress()) == Indexed(1, 0)
    assert len(found(library, "long paper")) == 10


def test_the_index_follows_the_files_on_this_machine(library, folder, paper):
    take(folder, "# L\n\n- [A](https://arxiv.org/abs/2401.00001)\n")
    work = library.works.find("arxiv:2401.00001")
    assert is_index_whole(library.database)
    attach(library, work, copied(folder, paper, pages_of, lambda: None))
    assert not is_index_whole(library.database)
    assert index_cache(folder, InlineProgress()) == Indexed(1, 0)
    assert is_index_whole(library.database)
    (hit,) = find_inside(library.database, "compile", 5)
    assert (hit.work, hit.title, hit.page) == (work, "A", 1)
    with library.database.transaction():
        pdf_cache.forget(library.database, pdf_cache.known(library.database))
    assert find_inside(library.database, "compile", 5) == []
    assert not is_index_whole(library.database)
    index_cache(folder, InlineProgress())
    assert pdf_text.find(library.database, "compile", 5) == []


@pytest.mark.parametrize(
    ("query", "pages"),
    [
        ("models", 2),
        ("compile models", 1),
        ('"compile models"', 1),
        ("models or compile", 0),  # that is for the dialog
        ("is:unread models", 0),
        ("is:nothing", 0),
        ("gone", 0),
        ("…", 0),
        ("", 0),
    ],
)
def test_the_search_box_counts_pages_that_hold_all_words(library, folder, tmp_path, query, pages):
    pdf = Pdf()
    pdf.page(lines(["We compile models"]))
    pdf.page(lines(["More models"]))
    index_pdfs(folder, [("a", pdf.write(tmp_path / "two.pdf"))], InlineProgress())
    assert count_inside(library.database, parse(query), 9) == pages
    assert count_inside(library.database, parse("models"), 1) == 1
