"""Bad files cost one clear error or make a document: never a hang, never a traceback."""

import random
import re

import pytest

from effllm_desktop.app.pdf_reading import check_whole
from effllm_desktop.domain.errors import AppError, BadPdf, PdfLocked, PdfStopped, StorageFailed
from effllm_desktop.pdf.client import PdfWorker
from tests.support.pdfs import Pdf, endless, lines, locked, papers

SECONDS = 60


def sentence(problem):
    """What people are told is a sentence, and says nothing of our insides."""
    assert re.fullmatch(r"\S.*\.", problem.what)
    assert "Error" not in str(problem)
    assert problem.what.count(". ") == 0
    return problem.what


@pytest.fixture
def quick():
    """A worker that does not wait long for what never ends."""
    worker = PdfWorker(timeout=2)
    yield worker
    worker.close()


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "The file is empty."),
        (b"\n<!DOCTYPE html><html><p>Are you a robot?", "The file is a web page and no PDF."),
        (b"<html>%PDF", "The file is a web page and no PDF."),
        (b"\x1f\x8b\x08\0\0\0", "The file is packed with gzip and no PDF."),
        (b"just text", "The file is no PDF."),
        (b"\0" * 2000 + b"%PDF-1.7 %%EOF", "The file is no PDF."),
        (b"%PDF-1.7\n" + b"x" * 3000, "The file is cut off: its end is missing."),
        (
            b"%PDF-1.7\n" + b"x" * 3000 + b"%%EOF",
            "a.pdf cannot be opened: it is damaged, or it has no pages.",
        ),
        (Pdf().bytes(), "a.pdf cannot be opened: it is damaged, or it has no pages."),
    ],
)
def test_what_is_no_whole_pdf_is_named(tmp_path, data, said):
    path = tmp_path / "a.pdf"
    path.write_bytes(data)
    with pytest.raises(BadPdf) as caught:
        check_whole(path)
    assert sentence(caught.value) == said
    assert caught.value.hint


def test_whole_ones_have_pages(tmp_path):
    path = papers(tmp_path / "a.pdf", 7)
    assert check_whole(path).pages == 7
    path.write_bytes(b"junk before\n" + path.read_bytes() + b"\n\n")
    assert check_whole(path).pages == 7


def test_a_locked_one_says_so(tmp_path):
    with pytest.raises(PdfLocked, match="password"):
        check_whole(locked(tmp_path / "a.pdf", "x"))


def test_files_that_cannot_be_read(tmp_path):
    with pytest.raises(StorageFailed, match="could not be read"):
        check_whole(tmp_path / "missing.pdf")
    with pytest.raises(StorageFailed, match="could not be read"):
        check_whole(tmp_path)


def looked_through(worker, path):
    """Everything that the reader asks of a document's first pages; the problems that came."""
    problems = []

    def answer(future):
        try:
            return future.result(SECONDS)
        except AppError as problem:
            problems.append(sentence(problem))
            return None

    facts = answer(worker.open(path))
    if facts:
        answer(worker.outline())
        for page in range(1, min(facts.pages, 2) + 1):
            answer(worker.render(page, 1, dark=True))
            for ask in (worker.text, worker.links, worker.annotations):
                answer(ask(page))
        answer(worker.find("a", 1, lambda _: None))
    return facts, problems


def test_cut_at_every_tenth(tmp_path, quick):
    data = papers(tmp_path / "whole.pdf", 5).read_bytes()
    path = tmp_path / "cut.pdf"
    for tenth in range(10):
        path.write_bytes(data[: len(data) * tenth // 10])
        with pytest.raises(BadPdf) as caught:
            check_whole(path)
        assert sentence(caught.value) in (
            "The file is empty.",
            "The file is cut off: its end is missing.",
        )
        looked_through(quick, path)


def test_bits_turned_over(tmp_path, quick):
    data = papers(tmp_path / "whole.pdf", 3).read_bytes()
    path = tmp_path / "flipped.pdf"
    chance = random.Random(4)
    for flips in (1, 1, 1, 5, 5, 20, 100, 1000):
        damaged = bytearray(data)
        for _ in range(flips):
            damaged[chance.randrange(len(damaged))] ^= 1 << chance.randrange(8)
        path.write_bytes(damaged)
        looked_through(quick, path)
    assert looked_through(quick, tmp_path / "whole.pdf")[1] == []


def test_two_million_drawing_operators(tmp_path, quick):
    pdf = Pdf()
    pdf.page(b"0 0 m 9 9 l S\n" * 1_000_000, packed=True)
    pdf.page(lines(["after it"]))
    path = pdf.write(tmp_path / "many.pdf")
    assert path.stat().st_size < 200_000
    facts, problems = looked_through(quick, path)
    assert facts.pages == 2
    assert len(set(problems)) <= 2
    assert quick.text(2).result(SECONDS).text == "after it"


def test_twenty_thousand_pages(tmp_path, quick):
    pdf = Pdf()
    for page in range(20_000):
        pdf.page(f"BT /F 9 Tf 9 9 Td ({page + 1}) Tj ET")
    facts = quick.open(pdf.write(tmp_path / "long.pdf")).result(SECONDS)
    assert facts.pages == len(facts.sizes) == 20_000
    assert quick.text(20_000).result(SECONDS).text == "20000"


def test_a_page_larger_than_memory(tmp_path, quick):
    pdf = Pdf()
    pdf.page(box=(0, 0, 10_000_000, 10_000_000))
    pdf.page(box=(0, 0, 0, 0))
    quick.open(pdf.write(tmp_path / "large.pdf"))
    with pytest.raises(BadPdf, match="too large"):
        quick.render(1, 1).result(SECONDS)
    assert quick.render(2, 1).result(SECONDS).width > 0


def test_a_picture_that_unpacks_to_gigabytes(tmp_path, quick):
    pdf = Pdf()
    image = pdf.stream(
        "/Type /XObject /Subtype /Image /Width 60000 /Height 60000 /ColorSpace /DeviceRGB "
        "/BitsPerComponent 8",
        bytes(10_000_000),
        packed=True,
    )
    pdf.page("q 400 0 0 600 0 0 cm /I Do Q", resources=f"/XObject << /I {image} 0 R >>")
    facts, problems = looked_through(quick, pdf.write(tmp_path / "bomb.pdf"))
    assert facts.pages == 1
    assert len(set(problems)) <= 1


def test_one_notice_for_a_drawing_that_never_ends(tmp_path, quick):
    facts, problems = looked_through(quick, endless(tmp_path / "a.pdf"))
    assert facts.pages == 3
    assert set(problems) == {"This PDF took longer than 2 seconds."}
    with pytest.raises(PdfStopped):
        quick.render(2, 1).result(SECONDS)
