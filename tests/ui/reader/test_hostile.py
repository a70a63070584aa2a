"""Files that are locked, damaged or hostile cost a sentence, never the window."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit

from effllm_desktop.ui.reader.locked_page import LockedPage
from tests.support.pdfs import endless, locked


def test_a_password_is_asked_for_until_it_is_right(open_paper, tmp_path):
    sitting = open_paper(locked(tmp_path / "locked.pdf", "secret"), wait=False)
    sitting.wait(lambda: sitting.pane.findChild(LockedPage) is not None)
    page = sitting.pane.findChild(LockedPage)
    assert "locked.pdf" in page.said.text()
    field = sitting.pane.findChild(QLineEdit, "pdf_password")
    for words in ("wrong", "secret"):
        sitting.wait(lambda: field.text() == "")
        sitting.qtbot.keyClicks(field, words)
        sitting.qtbot.keyClick(field, Qt.Key.Key_Return)
    sitting.wait(lambda: sitting.pane.page is not None)
    assert not page.isVisible()
    sitting.wait(lambda: not sitting.view.is_waiting)


def test_a_page_that_never_ends_costs_one_notice(open_paper, tmp_path):
    sitting = open_paper(endless(tmp_path / "endless.pdf"), wait=False, timeout=1)
    sitting.wait(lambda: sitting.pane.page is not None)
    sitting.wait(lambda: sitting.page.pictures.is_refused(2))
    sitting.view.go_to_page(2)
    sitting.act("zoom_in")
    sitting.wait(lambda: not sitting.view.is_waiting)
    assert len(sitting.problems) == 1
    sitting.view.go_to_page(sitting.page.facts.pages)
    sitting.wait(lambda: not sitting.view.is_waiting)
    assert sitting.pane.grab().width() == sitting.pane.width()
