"""A folder of Papis is dropped on the window: what it has is seen before, and its PDFs come."""

import pytest

from tests.support.foreign_files import papis_with_pdfs
from tests.support.window import running, write_lists


@pytest.fixture
def person(qtbot, tmp_path):
    (tmp_path / "lists").mkdir()
    with running(
        qtbot, tmp_path / "library", sources=write_lists(tmp_path / "lists")[:1]
    ) as person:
        person.window.notices.clear()
        yield person


@pytest.fixture
def papers(tmp_path):
    return papis_with_pdfs(tmp_path / "papers")


def rows(person):
    found = person.find("import_rows")
    return [found.item(row).text() for row in range(found.count())]


def cached(person):
    return person.desk.session.library.database.value("SELECT count(*) FROM work_pdfs")


def test_it_becomes_a_list_with_its_pdfs(person, papers):
    person.drop(papers)
    person.wait()
    dialog = person.find("import_dialog")
    assert person.find("import_told").text() == (
        "Papis: 2 new · 2 works with status, tags or notes · 2 PDFs"
    )
    assert rows(person) == [
        "Paper one",
        "Paper two",
        "one.pdf — a PDF that comes along",
        "two.pdf — a PDF that comes along",
    ]
    assert len(person.bench.outline.lists) == 1
    person.click("Import", inside=dialog)
    person.wait()
    assert person.titles() == ["Paper one", "Paper two"]
    assert cached(person) == 1
    told = person.notices()
    assert any("1 PDF came along" in one for one in told)
    assert any("two.pdf is no PDF" in one for one in told)


def test_it_comes_into_a_section_with_its_pdfs(person, papers):
    person.drop(papers)
    person.wait()
    dialog = person.find("import_dialog")
    person.click("A section:", inside=dialog)
    person.wait()
    person.click("Import", inside=dialog)
    person.wait()
    assert "Paper one" in person.titles()
    assert cached(person) == 1
    assert any("two.pdf is no PDF" in one for one in person.notices())
    person.choose("Edit", "Undo add 2 entries")
    person.wait()
    assert "Paper one" not in person.titles()
