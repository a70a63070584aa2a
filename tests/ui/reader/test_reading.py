"""A paper is opened, looked at, gone through."""

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QGuiApplication, QWheelEvent
from PySide6.QtWidgets import QApplication

from effllm_desktop.app.operations.highlighting import SetLastPlace
from effllm_desktop.app.operations.marking import SetStatus
from effllm_desktop.domain.highlights import LastPlace
from effllm_desktop.domain.state import Status
from effllm_desktop.ui.reader.zoom import LARGEST, Fit
from effllm_desktop.ui.widgets.empty_state import EmptyState
from tests.support.papers import paper
from tests.support.pdfs import papers

ENTER = Qt.Key.Key_Return


def status(sitting):
    return sitting.library.works.details(sitting.work).state.status


def colours(sitting):
    image = sitting.view.viewport().grab().toImage()
    step = range(0, image.height(), 7)
    return {image.pixelColor(x, y).name() for y in step for x in range(0, image.width(), 7)}


def test_opening_says_reading_and_shows_the_first_page(sitting):
    assert status(sitting) is Status.READING
    assert sitting.library.workspace.undo_label == "mark 1 work as reading"
    assert sitting.page.header.page.text() == "1"
    assert sitting.view.fit is Fit.WIDTH
    assert sitting.view.horizontalScrollBar().maximum() == 0
    assert sitting.pane.objectName() == "reader"
    assert "Decoding is slow" in sitting.view.accessibleDescription()
    assert {"#ffffff"} < colours(sitting)


def test_what_is_read_or_put_aside_stays_so(open_paper, library):
    work = library.works.find("arxiv:2404.00001")
    library.workspace.run(SetStatus([work], Status.READ))
    assert status(open_paper()) is Status.READ


def test_one_goes_on_where_one_left_off(open_paper):
    first = open_paper()
    first.view.go_to_page(4)
    first.pane.close_document()
    place = first.library.highlights.last_place(first.work)
    assert (place.page, place.pages) == (4, 5)  # the gap above it belongs to it
    assert place.offset == 0
    again = open_paper()
    assert again.view.page == 4


def test_a_place_behind_the_last_page_is_the_last_page(open_paper, library):
    work = library.works.find("arxiv:2404.00001")
    library.workspace.run(SetLastPlace(work, LastPlace(40, 60, 0.5)))
    assert open_paper().view.page == 5


def test_the_place_is_kept_while_one_reads(sitting):
    sitting.qtbot.keyClick(sitting.view, Qt.Key.Key_End)
    sitting.wait(lambda: sitting.library.highlights.last_place(sitting.work) is not None)
    assert sitting.library.workspace.undo_label == "mark 1 work as reading"


def test_the_end_is_told_once(sitting):
    told = []
    sitting.pane.finished.connect(told.append)
    for key in (Qt.Key.Key_End, Qt.Key.Key_Home, Qt.Key.Key_End):
        sitting.qtbot.keyClick(sitting.view, key)
    assert told == [sitting.pane.paper]


def test_another_size_is_no_end(sitting):
    """While pages become smaller the bars pass the end, and nobody read it."""
    told = []
    sitting.pane.finished.connect(told.append)
    sitting.view.go_to_page(4)
    for act in ("zoom_in", "zoom_out", "toggle_two_pages", "toggle_two_pages", "fit_page"):
        sitting.act(act)
        assert not sitting.view.is_at_end, act
        assert told == [], act
    sitting.pane.resize(600, 900)
    sitting.settle()
    assert not sitting.view.is_at_end
    assert told == []


def test_keys_go_through_the_pages(sitting):
    view = sitting.view
    sitting.qtbot.keyClick(view, Qt.Key.Key_Space)
    moved = view.verticalScrollBar().value()
    assert moved > 500
    sitting.qtbot.keyClick(view, Qt.Key.Key_Space, Qt.KeyboardModifier.ShiftModifier)
    assert view.verticalScrollBar().value() == 0
    sitting.qtbot.keyClick(view, Qt.Key.Key_PageDown)
    assert view.verticalScrollBar().value() == moved
    sitting.qtbot.keyClick(view, Qt.Key.Key_Down)
    assert view.verticalScrollBar().value() > moved


def test_a_page_is_gone_to_by_its_number_and_the_way_back_leads_back(sitting):
    sitting.act("go_to_page")
    field = sitting.page.header.page
    assert field.hasFocus()
    sitting.qtbot.keyClicks(field, "4")
    sitting.qtbot.keyClick(field, ENTER)
    assert sitting.view.page == 4
    assert sitting.view.hasFocus()
    assert field.text() == "4"
    sitting.act("jump_back")
    assert sitting.view.page == 1
    sitting.act("jump_back")
    sitting.act("jump_forward")
    assert sitting.view.page == 4
    sitting.act("jump_forward")
    assert sitting.view.page == 4


def test_a_page_behind_the_last_is_the_last(sitting):
    sitting.act("go_to_page")
    field = sitting.page.header.page
    sitting.qtbot.keyClicks(field, "9")
    sitting.qtbot.keyClick(field, ENTER)
    assert (sitting.view.page, field.text()) == (5, "5")
    sitting.act("go_to_page")
    sitting.qtbot.keyClick(field, Qt.Key.Key_Delete)
    sitting.qtbot.keyClick(field, ENTER)
    assert sitting.view.page == 5


def test_the_contents_lead_to_pages_and_show_where_one_is(sitting):
    sitting.act("toggle_outline")
    outline = sitting.page.outline
    sitting.wait(lambda: not outline.is_empty)
    lines = [outline.topLevelItem(row) for row in range(outline.topLevelItemCount())]
    assert [line.text(0) for line in lines][:3] == [
        "A paper with a telling title",
        "Related work",
        "Method",
    ]
    sitting.wait(lambda: outline.width() > 100)
    place = outline.visualItemRect(lines[3]).center()
    sitting.qtbot.mouseClick(outline.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert sitting.view.page == 4
    sitting.view.setFocus()
    sitting.view.go_to_page(2)
    assert outline.currentItem() is lines[1]
    sitting.act("toggle_outline")
    assert not outline.isVisible()


def test_links_inside_are_followed_and_those_outside_are_told(sitting):
    told = []
    sitting.pane.address_pressed.connect(told.append)
    sitting.click(sitting.point(1, 60, 190))
    assert told == ["https://example.org/code"]
    assert sitting.view.page == 1
    sitting.click(sitting.point(1, 60, 230))
    assert sitting.view.page == 3
    sitting.act("jump_back")
    assert sitting.view.page == 1


def test_zoom_keeps_what_is_under_the_pointer(sitting):
    view = sitting.view
    view.go_to_page(2)
    place = QPointF(300, 250)
    before = view.spot_at(place)
    event = QWheelEvent(
        place,
        view.mapToGlobal(place),
        QPoint(),
        QPoint(0, 240),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.ControlModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    scale = view.scale
    QApplication.sendEvent(view.viewport(), event)
    assert view.scale == pytest.approx(scale * 1.44)
    after = view.spot_at(place)
    assert (after.page, after.x, after.y) == pytest.approx((before.page, before.x, before.y), abs=1)
    assert view.fit is Fit.NOTHING


def test_while_it_is_painted_anew_the_old_picture_is_there(sitting):
    sitting.act("zoom_in")
    assert sitting.page.pictures.get(sitting.view._sight.whole(1)) is None
    assert "#000000" in colours(sitting) or len(colours(sitting)) > 3  # letters, not a blank page
    sitting.settle()
    assert sitting.page.pictures.get(sitting.view._sight.whole(1)) is not None


def test_sizes_and_turns(sitting):
    view = sitting.view
    sitting.act("fit_page")
    assert view.fit is Fit.PAGE
    assert list(view.pages_in_sight) == [1]
    sitting.act("actual_size")
    assert view.percent == 100
    sitting.act("zoom_out")
    assert view.percent < 100
    sitting.act("fit_width")
    width = view.scale
    sitting.act("turn_pages", 1)
    assert view.scale < width
    sitting.settle()
    sitting.act("turn_pages", -1)
    assert view.scale == width
    for _ in range(40):
        sitting.act("zoom_in")
    assert view.scale == LARGEST
    sitting.settle()


def test_on_a_denser_screen_the_pages_are_painted_anew(sitting, monkeypatch):
    monkeypatch.setattr(sitting.view, "devicePixelRatioF", lambda: 2.0)
    assert sitting.page.pictures.get(sitting.view._sight.whole(1)) is None
    sitting.view.viewport().update()
    sitting.wait(lambda: sitting.page.pictures.get(sitting.view._sight.whole(1)) is not None)
    sitting.settle()


def test_a_large_zoom_stays_within_the_budget(sitting):
    sitting.view.zoom_by(6)
    sitting.settle()
    for _ in range(6):
        sitting.qtbot.keyClick(sitting.view, Qt.Key.Key_Space)
        sitting.settle()
    assert sitting.page.pictures.bytes <= 96 * 2**20


def test_memory_is_bounded_over_many_pages(open_paper, tmp_path):
    sitting = open_paper(papers(tmp_path / "long.pdf", 40))
    pictures = sitting.page.pictures
    pictures._budget = 8 * 2**20
    for page in range(1, 41):
        sitting.view.go_to_page(page)
        sitting.settle()
        assert pictures.bytes <= 8 * 2**20 + 3 * 4 * 900 * 1400


def test_pages_that_are_scrolled_past_are_not_painted(open_paper, tmp_path):
    sitting = open_paper(papers(tmp_path / "long.pdf", 60))
    for page in range(2, 60):
        sitting.view.go_to_page(page)
    assert sitting.page.pictures.waiting <= 4
    sitting.settle()


def test_dark_pages(sitting):
    sitting.act("toggle_dark_pages")
    sitting.settle()
    assert sitting.page.header.dark.isChecked()
    assert "#ffffff" not in colours(sitting)
    sitting.act("toggle_dark_pages")
    assert "#ffffff" in colours(sitting)


def test_finding_counts_and_goes_from_hit_to_hit(sitting):
    sitting.find("several tokens")
    bar, field = sitting.page.find_bar, sitting.page.find_bar.field
    assert bar.said == "1 of 3 hits"
    assert sitting.view.selection.words() == "several tokens"
    assert sitting.view.page == 2
    sitting.qtbot.keyClick(field, ENTER)
    assert (bar.said, sitting.view.page) == ("2 of 3 hits", 3)
    sitting.act("find_next")
    sitting.act("find_next")
    assert bar.said == "1 of 3 hits"
    sitting.qtbot.keyClick(field, ENTER, Qt.KeyboardModifier.ShiftModifier)
    assert bar.said == "3 of 3 hits"
    sitting.act("leave_reader_mode")
    assert not bar.isVisible()
    assert sitting.page.finds.count == 0
    assert sitting.view.hasFocus()
    assert sitting.view.selection.words() == "several tokens"
    sitting.act("leave_reader_mode")
    assert sitting.view.selection.is_empty


def test_what_is_not_there_is_said(sitting):
    sitting.find("wombat")
    assert sitting.page.find_bar.said == "Not in this paper"
    assert not sitting.page.find_bar.next.isEnabled()
    sitting.act("find_next")
    sitting.find("")
    assert sitting.page.find_bar.said == ""


def test_text_is_selected_by_pointer_and_copied(sitting):
    text = sitting.page.texts.text(1)
    first, last = text.box(0), text.box(6)
    start = sitting.point(1, first.left + 0.5, (first.top + first.bottom) / 2)
    sitting.drag(start, sitting.point(1, last.right - 0.5, (last.top + last.bottom) / 2))
    assert sitting.view.selection.words() == "A paper"
    sitting.act("copy_text")
    assert QGuiApplication.clipboard().text() == "A paper"
    assert sitting.said == ["Copied 2 words."]
    sitting.click(sitting.point(1, 200, 120))
    assert sitting.view.selection.is_empty
    sitting.act("copy_text")
    assert "Select some text first" in sitting.said[-1]


def test_two_clicks_take_a_word_three_a_line(sitting):
    text = sitting.page.texts.text(1)
    box = text.box(text.text.index("telling") + 2)
    place = sitting.point(1, box.left + 1, (box.top + box.bottom) / 2)
    viewport, left = sitting.view.viewport(), Qt.MouseButton.LeftButton
    sitting.qtbot.mouseDClick(viewport, left, pos=place)
    assert sitting.view.selection.words() == "telling"
    sitting.qtbot.mousePress(viewport, left, pos=place)
    sitting.qtbot.mouseRelease(viewport, left, pos=place)
    assert sitting.view.selection.words() == "A paper with a telling title"


def test_the_selection_grows_by_keys(sitting):
    sitting.find("accepted")
    sitting.act("leave_reader_mode")
    shift, control = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier
    sitting.qtbot.keyClick(sitting.view, Qt.Key.Key_Right, shift | control)
    assert sitting.view.selection.words() == "accepted, and"
    sitting.qtbot.keyClick(sitting.view, Qt.Key.Key_Left, shift)
    assert sitting.view.selection.words() == "accepted, an"
    sitting.act("select_page_text")
    assert sitting.view.selection.words().startswith("Results")


def test_a_file_that_is_no_pdf_says_so(open_paper, tmp_path):
    file = tmp_path / "page.pdf"
    file.write_bytes(b"<html>Please log in</html>")
    sitting = open_paper(file, wait=False)
    empty = sitting.pane.findChild(EmptyState)
    sitting.wait(lambda: empty.shown.title != "Opening …")
    assert "page.pdf" in empty.shown.title
    sitting.act("zoom_in")
    assert sitting.pane.page is None


def test_a_reader_that_is_closed_at_once_leaves_nothing(open_paper):
    open_paper(wait=False).pane.close_document()


def test_a_paper_of_one_page(open_paper, tmp_path):
    sitting = open_paper(paper(tmp_path / "one.pdf", 1))
    sitting.act("fit_page")
    sitting.act("jump_back")
    assert sitting.view.page == 1
