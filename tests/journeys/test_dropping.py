"""PDFs are dropped on the window: they find their works, become new ones, or ask."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QPushButton

from effllm_desktop.app.settings import Settings
from tests.support.misbehaving_server import MisbehavingServer
from tests.support.pdfs import Pdf, lines
from tests.support.service_answers import Paper, atom, feed
from tests.support.window import running, write_lists

PATIENCE = 20_000
LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def person(qtbot, tmp_path):
    folder = tmp_path / "lists"
    folder.mkdir()
    lists = write_lists(folder)
    offline = Settings(theme="light", offline=True)
    with running(qtbot, tmp_path / "library", sources=lists[:1], settings=offline) as person:
        person.window.notices.clear()
        person.wait()
        yield person


@pytest.fixture
def paper(tmp_path):
    def make(*texts, name="paper.pdf"):
        pdf = Pdf()
        pdf.page(lines(texts))
        return pdf.write(tmp_path / name)

    return make


def has_pdf(person, key) -> bool:
    library = person.desk.session.library
    found = library.works.find(key)
    pdf = library.works.details(found).pdf if found is not None else None
    return pdf is not None and pdf.status.value == "cached"


def test_a_pdf_of_a_work_that_is_here_is_attached_to_it_whatever_is_chosen(person, paper, qtbot):
    person.click_row(2)
    person.drop(paper("arXiv:2306.11695v1 [cs.CL] 20 Jun 2023"))
    qtbot.waitUntil(lambda: has_pdf(person, "arxiv:2306.11695"), timeout=PATIENCE)
    assert any("is the PDF of" in said for said in person.notices())


def test_a_pdf_of_a_new_work_becomes_an_entry_with_it(person, paper, qtbot):
    person.drop(paper("A new paper", "arXiv:2404.00001v1 [cs.CL] 1 Apr 2024"))
    there = lambda: person.window.findChild(QDialog, "add_dialog") is not None  # noqa: E731
    qtbot.waitUntil(there, timeout=PATIENCE)
    shown = person.window.findChild(QDialog, "add_dialog")
    assert shown.input.toPlainText() == "arXiv:2404.00001"
    qtbot.waitUntil(shown.add_button.isEnabled, timeout=PATIENCE)
    qtbot.mouseClick(shown.add_button, LEFT)
    qtbot.waitUntil(lambda: has_pdf(person, "arxiv:2404.00001"), timeout=PATIENCE)
    person.wait()


def test_a_pdf_with_the_title_of_a_work_asks(person, paper, qtbot):
    person.click_row(0)
    person.drop(paper("Notes on serving"))
    qtbot.waitUntil(
        lambda: any("seems to be a paper that is here" in said for said in person.notices()),
        timeout=PATIENCE,
    )
    names = [one.text() for one in person.window.notices.findChildren(QPushButton)]
    assert "Attach to “Wanda”" in names
    (button,) = (
        one
        for one in person.window.notices.findChildren(QPushButton)
        if one.text() == "Attach to “Notes on serving”"
    )
    qtbot.mouseClick(button, LEFT)
    qtbot.waitUntil(lambda: has_pdf(person, "url:example.org/serving"), timeout=PATIENCE)
    assert not has_pdf(person, "arxiv:2306.11695")


def test_a_pdf_that_bears_nothing_needs_a_chosen_entry(person, paper, qtbot):
    person.go("Starred")  # nothing is
    person.drop(paper("words"))
    qtbot.waitUntil(
        lambda: any("bears no id of a paper" in said for said in person.notices()),
        timeout=PATIENCE,
    )
    names = [one.text() for one in person.window.notices.findChildren(QPushButton)]
    assert "Search arXiv" not in names


@pytest.mark.loopback
def test_what_has_a_title_alone_is_looked_for_on_arxiv(qtbot, tmp_path, paper):
    with MisbehavingServer() as server:
        server.on("*", atom(feed([Paper("2404.00009", "New: things, re-made").entry()])))
        settings = Settings(theme="light", arxiv_api_url=server.base, arxiv_interval=0)
        lists = write_lists(tmp_path)
        with running(qtbot, tmp_path / "library", sources=lists, settings=settings) as person:
            person.window.notices.clear()
            person.go("Starred")
            person.drop(paper("New: things, re-made"))
            qtbot.waitUntil(lambda: bool(person.notices()), timeout=PATIENCE)
            assert server.requests() == []
            person.click("Search arXiv")
            dialog = person.window.findChild(QDialog, "arxiv_search")
            assert dialog.words.text() == "New things re-made"
            qtbot.waitUntil(lambda: dialog.list.count() == 1)
            dialog.close()
