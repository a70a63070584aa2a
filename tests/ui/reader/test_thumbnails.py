"""Small pictures of the pages: painted when seen, kept within bounds, gone to by key and click."""

import time

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible

from effllm_desktop.ui.reader.thumbnails import STOPS
from tests.support.pdfs import Pdf, endless, lines, papers

LEFT = Qt.MouseButton.LeftButton


def shown(sitting):
    """The panel, once what is in sight of it is painted."""
    panel = sitting.page.thumbnails
    if panel.isHidden():
        sitting.act("toggle_thumbnails")
    sitting.wait(lambda: not panel.is_waiting)
    return panel


def middle(panel, page):
    return panel.visualRect(panel.model().index(page - 1, 0)).center()


def painted(panel):
    return {key.page for key in panel._pictures._kept}


def test_the_panel_comes_and_goes_with_its_button(sitting):
    header = sitting.page.header
    assert not sitting.page.side.isVisible()
    panel = shown(sitting)
    assert panel.isVisible()
    assert header.thumbnails.isChecked()
    sitting.act("toggle_outline")
    assert not panel.isVisible()
    assert (header.thumbnails.isChecked(), header.outline.isChecked()) == (False, True)
    sitting.qtbot.mouseClick(header.thumbnails, LEFT)
    assert panel.isVisible()
    assert not sitting.page.outline.isVisible()
    sitting.act("toggle_thumbnails")
    assert not sitting.page.side.isVisible()


def test_the_pages_keep_the_rules_of_qt(open_paper, tmp_path, qtmodeltester):
    panel = open_paper(papers(tmp_path / "long.pdf", 7)).page.thumbnails
    qtmodeltester.check(panel.model())
    assert panel.model().rowCount() == 7


def test_only_what_is_in_sight_is_painted(open_paper, tmp_path):
    sitting = open_paper(papers(tmp_path / "long.pdf", 60))
    assert painted(sitting.page.thumbnails) == set()
    panel = shown(sitting)
    assert painted(panel) == set(panel.pages_seen())
    assert len(painted(panel)) < 8
    panel.verticalScrollBar().setValue(panel.verticalScrollBar().maximum())
    shown(sitting)
    assert 60 in painted(panel)
    assert 30 not in painted(panel)


def test_what_is_scrolled_past_is_cancelled(open_paper, tmp_path):
    sitting = open_paper(papers(tmp_path / "long.pdf", 60))
    panel = shown(sitting)
    for page in range(0, 60, 6):
        panel.scrollTo(panel.model().index(page, 0))
        panel._want()
    assert panel._pictures.waiting <= len(panel.pages_seen())
    sitting.act("toggle_thumbnails")
    assert panel._pictures.waiting == 0


def test_what_is_kept_is_bounded(open_paper, tmp_path):
    sitting = open_paper(papers(tmp_path / "long.pdf", 60))
    panel = shown(sitting)
    panel._pictures._budget = 10 * 140 * 200 * 4
    for page in range(0, 60, 4):
        panel.scrollTo(panel.model().index(page, 0))
        shown(sitting)
        assert panel._pictures.bytes <= panel._pictures._budget
    assert len(painted(panel)) <= 12


def test_a_click_goes_there_and_the_way_back_leads_back(sitting):
    panel = shown(sitting)
    sitting.qtbot.mouseClick(panel.viewport(), LEFT, pos=middle(panel, 2))
    assert sitting.view.page == 2
    assert panel.looks.page == 2
    sitting.act("jump_back")
    assert sitting.view.page == 1


def test_keys_go_through_the_panel_and_enter_goes_there(sitting):
    panel = shown(sitting)
    panel.setFocus()
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Down):
        sitting.qtbot.keyClick(panel, key)
    assert panel.currentIndex().row() == 2
    assert sitting.view.page == 1
    sitting.qtbot.keyClick(panel, Qt.Key.Key_Return)
    assert sitting.view.page == 3
    sitting.qtbot.keyClick(panel, Qt.Key.Key_End)
    assert panel.currentIndex().row() == 4
    sitting.view.go_to_page(2)  # whoever is in the panel is left there
    assert panel.currentIndex().row() == 4
    sitting.qtbot.keyClick(panel, Qt.Key.Key_Home)
    assert panel.currentIndex().row() == 0


def test_the_page_that_is_read_is_marked_and_in_sight(open_paper, tmp_path):
    sitting = open_paper(papers(tmp_path / "long.pdf", 60))
    sitting.page.jump_to(40)
    panel = shown(sitting)
    assert panel.looks.page == 40
    assert 40 in panel.pages_seen()
    sitting.view.go_to_page(10)
    shown(sitting)
    assert panel.currentIndex().row() == 9
    assert 10 in panel.pages_seen()


def test_they_are_dark_and_turned_as_the_pages_are(sitting):
    panel = shown(sitting)
    sitting.act("toggle_dark_pages")
    sitting.act("turn_pages", 1)
    shown(sitting)
    key = panel._picture_keys(1)
    assert (key.dark, key.quarters) == (True, 1)
    picture = panel._pictures.get(key)
    assert picture.width() > picture.height()
    assert picture.toImage().pixelColor(2, 2).lightness() < 60


def test_landscape_pages_leave_no_gaps(open_paper, tmp_path):
    pdf = Pdf()
    for number in range(6):
        pdf.page(lines([f"Slide {number}"], top=200), box=(0, 0, 480, 270))
    panel = shown(open_paper(pdf.write(tmp_path / "slides.pdf")))
    assert panel.looks.row_height() < 140
    assert len(panel.pages_seen()) > 4


def test_twenty_thousand_pages_are_there_at_once(open_paper, tmp_path):
    pdf = Pdf()
    for _ in range(20_000):
        pdf.page()
    sitting = open_paper(pdf.write(tmp_path / "huge.pdf"))
    start = time.perf_counter()
    sitting.act("toggle_thumbnails")
    took = time.perf_counter() - start
    panel = shown(sitting)
    assert panel.model().rowCount() == 20_000
    panel.scrollToBottom()
    shown(sitting)
    assert 20_000 in painted(panel)
    assert len(painted(panel)) < 30
    assert took < 1


def test_a_page_that_never_ends_is_told_by_the_page_alone(open_paper, tmp_path):
    sitting = open_paper(endless(tmp_path / "endless.pdf"), wait=False, timeout=1)
    sitting.wait(lambda: sitting.pane.page is not None)
    panel = sitting.page.thumbnails
    sitting.act("toggle_thumbnails")
    sitting.wait(lambda: not panel.is_waiting and not sitting.view.is_waiting)
    assert len(sitting.problems) <= 1
    assert panel._stops <= STOPS
    assert {1, 3} <= painted(panel)


@pytest.mark.parametrize("page", [1, 5])
def test_a_screen_reader_says_which_page_it_is(sitting, page):
    panel = shown(sitting)
    index = panel.model().index(page - 1, 0)
    assert index.data(Qt.ItemDataRole.AccessibleTextRole) == f"Page {page}"
    assert QAccessible.queryAccessibleInterface(panel).text(QAccessible.Text.Name) == (
        "Pages of the paper"
    )
