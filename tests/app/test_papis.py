"""Folders of Papis come in as one list, with notes, tags and PDFs; nothing elsewhere is touched."""

import os
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from effllm_desktop.app import carried_pdfs
from effllm_desktop.app.carried_pdfs import TakenPdfs
from effllm_desktop.app.folders import may_hold_records
from effllm_desktop.app.foreign_formats import papis, yaml_mapping
from effllm_desktop.app.foreign_formats.entries import ForeignEntry
from effllm_desktop.app.foreign_formats.yaml_mapping import NotMapping
from effllm_desktop.app.import_reports import ImportRequest
from effllm_desktop.app.importing import preview
from effllm_desktop.app.into_section import coming
from effllm_desktop.app.jobs import InlineProgress
from effllm_desktop.app.library import Library
from effllm_desktop.app.making_lists import is_foreign
from effllm_desktop.app.sources import FileSource
from effllm_desktop.domain.errors import BadInput, Cancelled
from effllm_desktop.domain.ids import ListId
from effllm_desktop.domain.state import State
from effllm_desktop.store import pdf_cache
from tests.support.builders import take_all
from tests.support.foreign_files import one_page
from tests.support.soundness import assert_sound

ONE = """\
author: Müller, Ana and others
author_list:
- {family: 'Müller, Sr', given: Ana}
- family: OpenAI
- no mapping
doi: 10.1000/182
eprint: '2404.14897'
archivePrefix: arXiv
files: [one.pdf, one.epub, ../../secret.pdf]
journal: Nature
notes: notes.md
papis_id: 0123
ref: one
tags: [a b, yes, '1984', a b]
title: "One: of
  them"
url: https://example.org/1
year: 2020-13-45
"""
TWO = """\
author: Russell, Bertrand and Ana B
tags: logic  ontology
title: 1984
type: article
date: 1903
eprint: 2404.14897
eprinttype: hal
files: two.pdf
"""


@pytest.fixture
def papers(tmp_path: Path) -> Path:
    """A library of Papis with two documents, one of them in a folder of folders."""
    place = tmp_path / "papers"
    one, two = place / "one", place / "logic" / "two"
    for document, text in ((one, ONE), (two, TWO)):
        document.mkdir(parents=True)
        (document / "info.yaml").write_text(text, encoding="utf-8")
    (one / "notes.md").write_text("# Mine\n\n- [no entry](https://example.org/none)\n")
    (one / "one.pdf").write_bytes(one_page("One"))
    (tmp_path / "secret.pdf").write_bytes(one_page("Secret"))
    (place / ".git" / "hidden").mkdir(parents=True)
    (place / ".git" / "hidden" / "info.yaml").write_text(TWO)
    return place


def test_documents(papers: Path) -> None:
    assert papis.is_library(papers)
    assert is_foreign(papers)
    found = papis.read(papers)
    two, one = found.entries
    assert one == ForeignEntry(
        title="One: of them",
        line=1,
        url="https://example.org/1",
        arxiv="2404.14897",
        doi="10.1000/182",
        authors=("Ana Müller Sr", "OpenAI"),
        venue="Nature",
        year=2020,
        state=State(
            tags=("a b", "yes", "1984"), note="# Mine\n\n- [no entry](https://example.org/none)"
        ),
        files=(str(Path("one", "one.pdf")), str(Path("one", "../../secret.pdf"))),
    )
    assert (two.title, two.year, two.section, two.arxiv) == ("1984", 1903, ("logic",), None)
    assert two.authors == ("Bertrand Russell", "Ana B")
    assert two.state.tags == ("logic", "ontology")
    assert [one.reason for one in found.problems] == ["one/one.epub: no PDF; it stays where it is"]


def test_the_folder_becomes_a_list_with_its_pdfs(papers: Path, library: Library) -> None:
    (papers / "README.md").write_text("# Others\n\n- [a](https://a.example)\n")
    foreseen = preview(library.folder, ImportRequest((FileSource(papers),)))
    assert [(one.name, one.form, one.pdfs) for one in foreseen.lists] == [
        ("papers", "Papis", ("one.pdf",)),
        ("Others", None, ()),
    ]
    assert library.outlines.read().lists == ()
    summary = take_all(library.folder, papers)
    made, other = summary.lists
    assert summary.failures == ()
    assert (made.name, made.entries, made.brought, made.pdfs) == ("papers", 2, 2, ("one.pdf",))
    assert (other.name, other.entries) == ("Others", 1)
    assert pdfs_of(library) == {"arxiv:2404.14897"}
    assert (papers / "one" / "one.pdf").exists()
    again = take_all(library.folder, papers)
    assert [(one.outcome, one.brought, one.pdfs) for one in again.lists] == [
        ("unchanged", 0, ()),
        ("unchanged", 0, ()),
    ]
    unchanged = preview(library.folder, ImportRequest((FileSource(papers),))).lists[0]
    assert (unchanged.outcome, unchanged.pdfs) == ("unchanged", ())
    assert_sound(library.database)


def pdfs_of(library: Library) -> set[str]:
    """The keys of works whose PDF is here."""
    every = [work for (work,) in library.database.rows("SELECT id FROM works")]
    return {library.works.keys([one])[one] for one in pdf_cache.of_works(library.database, every)}


def test_a_damaged_pdf_is_told_and_the_rest_comes(papers: Path, library: Library) -> None:
    (papers / "one" / "one.pdf").write_bytes(b"<html>")
    summary = take_all(library.folder, papers)
    (failure,) = summary.failures
    assert "one.pdf is no PDF" in failure.problem.what
    assert [(one.entries, one.pdfs) for one in summary.lists] == [(2, ())]
    assert pdfs_of(library) == set()


def test_it_goes_into_a_section_too(papers: Path, library: Library, tmp_path: Path) -> None:
    take_all(library.folder, "# L\n\n- **x**, [arxiv](https://arxiv.org/abs/2404.14897)\n")
    (papers / "more.md").write_text("# Others\n\n- [a](https://a.example)\n")
    found = coming(library.database, FileSource(papers), ListId(1))
    assert (found.form, [one.title for one in found.fresh]) == ("Papis", ["1984"])
    assert [one.path.name for one in found.pdfs] == ["one.pdf"]
    (tmp_path / "empty").mkdir()
    with pytest.raises(BadInput, match="is a folder"):
        coming(library.database, FileSource(tmp_path / "empty"), ListId(1))


class Impatient:
    """Waits until something is being copied for the second time."""

    def __init__(self) -> None:
        self.copied: list[str] = []

    def report(self, fraction: float | None, message: str) -> None:
        self.copied.append(message)

    def checkpoint(self) -> None:
        if len(self.copied) > 1:
            raise Cancelled


def test_what_came_before_it_was_cancelled_stays(papers: Path, library: Library) -> None:
    (papers / "logic" / "two" / "two.pdf").write_bytes(one_page("Two"))
    pdfs = coming(library.database, FileSource(papers), None).pdfs
    assert carried_pdfs.take_in(library.folder, pdfs, InlineProgress()) == TakenPdfs()
    (papers / "logic" / "two" / "two.pdf").unlink()
    (papers / "one" / "one.pdf").rename(papers / "one" / "kept.pdf")
    take_all(library.folder, papers)
    (papers / "one" / "kept.pdf").rename(papers / "one" / "one.pdf")
    (papers / "logic" / "two" / "two.pdf").write_bytes(one_page("Two"))
    progress = Impatient()
    with pytest.raises(Cancelled):
        carried_pdfs.take_in(library.folder, pdfs, progress)
    assert progress.copied == ["Copying one.pdf", "Copying two.pdf"]
    assert len(pdfs_of(library)) == 1


def document(folder: Path, name: str, data: str | bytes) -> Path:
    place = folder / name
    place.mkdir(parents=True)
    (place / "info.yml").write_bytes(data if isinstance(data, bytes) else data.encode())
    return place


BOMB = "a: &a [x, x]\n" + "".join(
    f"{chr(98 + n)}: &{chr(98 + n)} [*{chr(97 + n)}, *{chr(97 + n)}]\n" for n in range(20)
)
DAMAGED = {
    "no mapping": ("- x\n", 1, "no mapping"),
    "no title": ("author: x\n", 1, "without a title"),
    "a list as title": ("title: [x]\n", 1, "without a title"),
    "no yaml": ("title: x\nauthor: 'y\n", 3, "no YAML"),
    "tabs": ("title: x\n\tauthor: y\n", 2, "no YAML"),
    "control signs": ("title: \x01\n", 1, "no YAML"),
    "no text": (b"title: \xff\xfe\n", 1, "UTF-8"),
    "depth": ("title: x\na: " + "[" * 30 + "]" * 30, 2, "without an end"),
    "depth that nothing ends": ("title: x\na: " + "[" * 100_000, 2, "no YAML"),
    "a bomb": (BOMB + "title: x\n", 2, "stands for another"),
    "merges": ("a: &a {x: y}\ntitle: x\nb:\n  <<: [*a, *a]\n", 4, "stands for another"),
    "too much": ("title: x\nabstract: " + "x" * 2**20, 1, "larger"),
    "far too much": ("title: " + "x" * 2**23, 1, "larger than any record"),
    "a list as name": ("? [x]\n: y\ntitle: z\n", 1, "no YAML"),
    "nothing": ("", 1, "no mapping"),
}


@pytest.mark.parametrize("name", DAMAGED)
def test_a_damaged_document_is_told_and_others_come(papers: Path, name: str) -> None:
    data, number, words = DAMAGED[name]
    document(papers, "bad", data)
    found = papis.read(papers)
    assert len(found.entries) == 2
    problem = next(one for one in found.problems if one.reason.startswith("bad/info.yml: "))
    assert words in problem.reason
    assert problem.first_line == number


def test_objects_are_words_and_a_value_may_stand_for_another(papers: Path) -> None:
    said = (
        "title: &t !!python/object/apply:os.system [x]\nother: &o Word\nauthor: *o\nnul: !!null x\n"
    )
    found = yaml_mapping.mapping(said)
    assert found == {"title": ["x"], "other": "Word", "author": "Word", "nul": "x"}


@pytest.mark.parametrize(
    "notes", ["../../secret.md", "/etc/passwd", '"\\0"', "gone.md", "sub", "x" * 5000, "link.md"]
)
def test_notes_elsewhere_are_not_read(papers: Path, tmp_path: Path, notes: str) -> None:
    (tmp_path / "secret.md").write_text("secret")
    place = document(papers, "bad", f"title: x\nref: x\nnotes: {notes}\n")
    (place / "sub").mkdir()
    (place / "link.md").symlink_to(tmp_path / "secret.md")
    found = papis.read(papers)
    (one,) = (one for one in found.entries if one.title == "x")
    assert one.state.note == ""
    assert any("notes that are not in the folder" in one.reason for one in found.problems)


def test_notes_that_are_no_text_are_told(papers: Path) -> None:
    place = document(papers, "bad", "title: x\nref: x\nnotes: n.md\n")
    (place / "n.md").write_bytes(b"\xff\xfe\x81")
    found = papis.read(papers)
    assert "bad/n.md: no text in UTF-8" in [one.reason for one in found.problems]


def test_what_is_no_file_is_told(papers: Path) -> None:
    place = document(papers, "bad", "")
    (place / "info.yml").unlink()
    os.mkfifo(place / "info.yml")
    assert "bad/info.yaml: no file" in [one.reason for one in papis.read(papers).problems]


@pytest.mark.skipif(not Path("/proc/self/mem").exists(), reason="no file that fails to be read")
def test_what_cannot_be_read_is_told(papers: Path) -> None:
    place = document(papers, "bad", "")
    (place / "info.yml").unlink()
    (place / "info.yaml").symlink_to("/proc/self/mem")
    assert not papis.is_library(place)
    reasons = [one.reason for one in papis.read(papers).problems]
    assert "bad/info.yaml: cannot be read: Input/output error" in reasons


def test_a_folder_that_cannot_be_read_is_told(tmp_path: Path) -> None:
    (problem,) = papis.read(tmp_path / "gone").problems
    assert "gone cannot be read: No such file" in problem.reason
    assert not may_hold_records(tmp_path / "gone")


def test_it_is_the_same_where_yaml_is_read_in_python(monkeypatch: pytest.MonkeyPatch) -> None:
    in_c = yaml_mapping.mapping(ONE)
    monkeypatch.delattr(yaml, "CBaseLoader", raising=False)
    assert yaml_mapping.mapping(ONE) == in_c
    with pytest.raises(NotMapping, match="stands for another"):
        yaml_mapping.mapping(BOMB)
    with pytest.raises(NotMapping, match="no YAML"):
        yaml_mapping.mapping("title: \x01")


def test_folders_are_looked_at_in_a_moment(papers: Path, tmp_path: Path) -> None:
    assert may_hold_records(papers)
    assert may_hold_records(papers / "one")
    assert not may_hold_records(tmp_path / "papers" / "logic" / "two" / "none")
    (tmp_path / "others").mkdir()
    assert not may_hold_records(tmp_path / "others")


def test_too_many_documents_are_refused(papers: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(papis, "_LARGEST", 100)
    with pytest.raises(BadInput, match="more than"):
        papis.read(papers)


@pytest.mark.parametrize(
    "said", ["", "title: x\n", "ref: x\n", "- title\n", "title: [", "name: x\nversion: 1\n"]
)
def test_other_folders_are_lists(tmp_path: Path, said: str) -> None:
    document(tmp_path, "other", said)
    assert not papis.is_library(tmp_path)


@given(st.integers(0, len(ONE)), st.integers(0, 30), st.text("-:'\"x \n[]{}*&!?|>%@`", max_size=4))
def test_damage_anywhere_is_read_or_refused(start: int, length: int, instead: str) -> None:
    try:
        found = yaml_mapping.mapping(ONE[:start] + instead + ONE[start + length :])
    except NotMapping as problem:
        assert problem.line > 0  # noqa: PT017 - one clear error is as good as a reading
    else:
        assert all(isinstance(value, str | list | dict) for value in found.values())
