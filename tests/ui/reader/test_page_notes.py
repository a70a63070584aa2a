"""Words are underlined or struck out; notes are put on pages, written, moved, deleted."""

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QColor, QGuiApplication, QHelpEvent
from PySide6.QtWidgets import QApplication, QToolTip

from effllm_desktop.domain.highlights import Colour, HighlightKind
from effllm_desktop.domain.page_notes import sign_at
from effllm_desktop.domain.pdf import PageSize
from effllm_desktop.ui.theme import tokens
from tests.support.papers import paper
from tests.support.pdfs import HEIGHT, WIDTH, Pdf
from tests.ui.reader.test_marking import LEFT, mark

PAGE = PageSize(WIDTH, HEIGHT)


def underline(sitting, words):
    sitting.find(words)
    sitting.act("leave_reader_mode")
    sitting.act("underline")


def hover(sitting, place):
    """Move the pointer, from elsewhere: one that is there already is not moved."""
    for where in (place + QPoint(7, 7), place):
        sitting.qtbot.mouseMove(sitting.view.viewport(), where)


def note_at(sitting, page, x, y, words=""):
    """Put a note where the pointer is, and write it."""
    sitting.act("fit_page")
    sitting.view.go_to_page(page)
    sitting.settle()
    hover(sitting, sitting.point(page, x, y))
    sitting.act("add_page_note")
    sitting.qtbot.keyClicks(sitting.page.marks.comment, words)
    sitting.view.setFocus()
    QApplication.sendPostedEvents()  # the list comes beside the pages
    sitting.settle()


def colours(sitting, page, left, top, right, bottom):
    """What is painted in a part of a page."""
    image = sitting.view.viewport().grab().toImage()
    start, end = sitting.point(page, left, top), sitting.point(page, right, bottom)
    across = range(min(start.x(), end.x()), max(start.x(), end.x()) + 1)
    down = range(min(start.y(), end.y()), max(start.y(), end.y()) + 1)
    return {image.pixelColor(x, y).name() for x in across for y in down}


def test_what_is_selected_is_underlined_in_the_colour_used_last(sitting):
    mark(sitting, "accepted", Colour.BLUE)
    underline(sitting, "verify them")
    line = sitting.highlights[0]
    assert (line.kind, line.colour) == (HighlightKind.UNDERLINE, Colour.BLUE)
    assert line.passage.quote == "verify them"
    assert sitting.page.marking.chosen == line
    assert sitting.library.workspace.undo() == "underline 1 passage"
    assert len(sitting.page.marks.rows) == 1


@pytest.mark.parametrize("quarters", [0, 1, 2, 3])
@pytest.mark.parametrize("dark", [False, True])
def test_the_line_is_seen_below_the_words(sitting, dark, quarters):
    underline(sitting, "several tokens")
    sitting.act("leave_reader_mode")
    sitting.page.set_dark(dark=dark)
    sitting.act("turn_pages", quarters)
    (one,) = sitting.highlights
    sitting.view.show_boxes(2, one.passage.boxes)
    sitting.settle()
    left, top, right, bottom = one.passage.boxes[0]
    lines = tokens.LINES_ON_DARK if dark else tokens.LINES_ON_PAPER
    middle = (top + bottom) / 2
    assert lines["yellow"] in colours(sitting, 2, left + 2, middle, right - 2, bottom)
    assert lines["yellow"] not in colours(sitting, 2, left + 2, top, right - 2, middle)


def test_a_chosen_mark_is_switched_between_the_kinds_and_undo_takes_it_back(sitting):
    mark(sitting, "accepted", Colour.PINK)
    for name, values, kind in (
        ("underline", (), HighlightKind.UNDERLINE),
        ("strike_out", (), HighlightKind.STRIKEOUT),
        ("highlight", (None,), HighlightKind.HIGHLIGHT),
    ):
        sitting.act(name, *values)
        assert [(one.kind, one.colour) for one in sitting.highlights] == [(kind, Colour.PINK)]
    assert sitting.said == []
    sitting.act("highlight", None)  # it is one already
    assert len(sitting.said) == 1
    sitting.library.workspace.undo()
    assert sitting.page.marking.highlights[0].kind is HighlightKind.STRIKEOUT
    sitting.act("highlight", Colour.GREEN)
    assert sitting.highlights[0][-1] is HighlightKind.STRIKEOUT
    assert sitting.highlights[0].colour is Colour.GREEN


def test_struck_out_words_have_a_line_through_them(sitting):
    sitting.find("several tokens")
    sitting.act("leave_reader_mode")
    sitting.act("strike_out")
    sitting.act("leave_reader_mode")
    sitting.settle()
    (one,) = sitting.highlights
    left, top, right, bottom = one.passage.boxes[0]
    height, line = bottom - top, tokens.LINES_ON_PAPER["yellow"]
    seen = colours(sitting, 2, left + 2, top + height / 2, right - 2, bottom - height / 4)
    assert line in seen
    assert line not in colours(sitting, 2, left + 2, bottom - height / 6, right - 2, bottom)


def test_the_list_says_what_kind_it_is(sitting):
    underline(sitting, "verify them")
    sitting.act("strike_out")
    note_at(sitting, 2, 200, 300, "Which ones?")
    note_at(sitting, 2, 100, 400)
    names = [row.accessibleName() for row in sitting.page.marks.rows]
    assert names == [
        "Yellow strike-out · p. 2: verify them",
        "Yellow note · p. 2: Which ones?",
        "Yellow note · p. 2: Nothing is written yet",
    ]
    tips = [row.toolTip() for row in sitting.page.marks.rows]
    assert tips == ["verify them", "Which ones?", ""]


def test_a_note_is_put_where_the_pointer_is_and_written(sitting):
    place = sitting.point(1, 200, 200)
    hover(sitting, place)
    spot = sitting.view.spot_at(QPointF(place))
    sitting.act("add_page_note")
    field = sitting.page.marks.comment
    assert field.hasFocus()
    assert field.isVisible()
    assert field.placeholderText() == "Write this note, in Markdown"
    sitting.qtbot.keyClicks(field, "So **true**.")
    sitting.view.setFocus()
    (note,) = sitting.highlights
    assert note.passage.boxes == (sign_at(spot.x, spot.y, PAGE),)
    assert (note.page, note.comment, note.pdf) == (1, "So **true**.", "ab" * 32)
    assert sitting.library.workspace.undo() == "edit a comment"
    assert sitting.library.workspace.undo() == "add a note to page 1"
    assert sitting.page.marks.rows == []


def test_with_the_pointer_elsewhere_notes_come_into_the_middle_side_by_side(sitting):
    viewport = sitting.view.viewport()
    hover(sitting, sitting.point(1, 50, 50))
    QApplication.sendEvent(viewport, QEvent(QEvent.Type.Leave))
    for _ in range(2):
        sitting.act("add_page_note")
    first, second = (one.passage.boxes[0] for one in sitting.highlights)
    assert abs(first.left + first.right - WIDTH) < 2
    assert second.top == first.bottom
    assert sitting.page.marking.chosen.passage.boxes[0] == second


@pytest.mark.parametrize("dark", [False, True])
def test_the_sign_is_seen_on_the_page(sitting, dark):
    note_at(sitting, 1, 300, 300)
    sitting.act("leave_reader_mode")
    sitting.page.set_dark(dark=dark)
    sitting.settle()
    seen = colours(sitting, 1, 295, 295, 305, 305)
    fills = tokens.MARKS_ON_DARK if dark else tokens.MARKS_ON_PAPER
    assert fills["yellow"] in seen
    assert len(seen) > 1  # the lines on it


def test_a_press_on_the_sign_shows_what_it_says_and_two_open_it(sitting):
    note_at(sitting, 1, 300, 300, "Hm.")
    sitting.act("leave_reader_mode")
    sitting.act("toggle_marks")
    assert sitting.page.marking.chosen is None
    sitting.settle()
    sitting.click(sitting.point(1, 300, 300))
    assert sitting.page.marking.chosen == sitting.highlights[0]
    assert sitting.page.marks.comment.toPlainText() == "Hm."
    assert sitting.page.marks.isVisible()
    assert not sitting.page.marks.comment.hasFocus()
    sitting.settle()
    place = sitting.point(1, 300, 300)
    sitting.click(place)
    sitting.qtbot.mouseDClick(sitting.view.viewport(), LEFT, pos=place)
    assert sitting.page.marks.comment.hasFocus()
    assert sitting.view.selection.is_empty


def test_a_second_press_counts_although_the_first_moved_the_pages(sitting):
    note_at(sitting, 1, 300, 300)
    sitting.act("leave_reader_mode")
    sitting.act("toggle_marks")
    sitting.settle()
    place = sitting.point(1, 300, 300)
    sitting.click(place)
    sitting.qtbot.mouseDClick(sitting.view.viewport(), LEFT, pos=place)
    assert sitting.page.marks.comment.hasFocus()
    assert sitting.view.selection.is_empty


def test_a_double_click_beside_a_note_selects_a_word(sitting):
    note_at(sitting, 1, 300, 300)
    sitting.click(sitting.point(1, 300, 300))
    place = sitting.point(1, 60, 47)
    sitting.click(place)
    sitting.qtbot.mouseDClick(sitting.view.viewport(), LEFT, pos=place)
    assert not sitting.view.selection.is_empty


def test_a_note_is_moved_by_dragging_it(sitting):
    note_at(sitting, 1, 300, 300)
    start, end = sitting.point(1, 302, 301), sitting.point(1, 202, 351)
    viewport = sitting.view.viewport()
    sitting.qtbot.mousePress(viewport, LEFT, pos=start)
    sitting.qtbot.mouseMove(viewport, end)
    fill = tokens.MARKS_ON_PAPER["yellow"]
    assert fill in colours(sitting, 1, 195, 345, 205, 355)  # where the pointer has it
    assert fill not in colours(sitting, 1, 295, 295, 305, 305)
    assert sitting.highlights[0].passage.boxes[0].left > 280  # not yet
    sitting.qtbot.mouseRelease(viewport, LEFT, pos=end)
    sign = sitting.highlights[0].passage.boxes[0]
    assert abs(sign.left - 190) < 1.5
    assert abs(sign.top - 340) < 1.5
    assert sitting.view.selection.is_empty
    assert sitting.library.workspace.undo() == "move a note"
    assert sitting.page.marking.highlights[0].passage.boxes[0].left > 280


def test_a_note_is_dragged_to_another_page_and_stays_on_it(sitting):
    note_at(sitting, 1, 300, 580)
    sitting.act("fit_width")
    sitting.view.go_to_page(1, 450)
    sitting.settle()
    sitting.drag(sitting.point(1, 300, 580), sitting.point(2, 398, 3))
    (note,) = sitting.highlights
    assert (note.page, note.passage.boxes) == (2, (sign_at(398, 3, PAGE),))


def test_a_drag_that_is_given_up_leaves_the_note_where_it_was(sitting):
    note_at(sitting, 1, 300, 300)
    before = sitting.highlights
    start, end = sitting.point(1, 300, 300), sitting.point(1, 200, 350)
    viewport = sitting.view.viewport()
    sitting.qtbot.mousePress(viewport, LEFT, pos=start)
    sitting.qtbot.mouseMove(viewport, end)
    sitting.act("leave_reader_mode")
    sitting.qtbot.mouseRelease(viewport, LEFT, pos=end)
    assert sitting.highlights == before
    assert sitting.page.marking.chosen == before[0]  # Esc took one step only


@pytest.mark.parametrize("quarters", [0, 1, 2, 3])
def test_a_note_is_moved_by_keys_as_the_pages_are_seen(sitting, quarters):
    note_at(sitting, 1, 200, 200)
    sitting.act("turn_pages", quarters)
    for way, (across, down) in enumerate(((1, 0), (0, 1), (-1, 0), (0, -1))):
        before = sitting.view.point_of(1, *sitting.highlights[0].passage.boxes[0][:2])
        sitting.act("move_note", way)
        sitting.act("move_note", way)
        box = sitting.highlights[0].passage.boxes[0]
        moved = sitting.view.point_of(1, box.left, box.top) - before
        step = 16 * sitting.view.scale
        wanted = QPoint(round(step * across), round(step * down))
        assert (moved - wanted).manhattanLength() <= 2
    assert sitting.library.workspace.undo_label == "add a note to page 1"  # it is back where it was
    first = sitting.highlights[0].passage.boxes
    for _ in range(3):
        sitting.act("move_note", 0)
    assert sitting.library.workspace.undo() == "move a note"  # one go
    assert sitting.page.marking.highlights[0].passage.boxes == first


def test_only_a_chosen_note_is_moved(sitting):
    mark(sitting, "accepted")
    sitting.act("move_note", 0)
    sitting.act("leave_reader_mode")
    sitting.act("move_note", 0)
    assert sitting.said == 2 * ["Choose a note on a page first: press its sign."]
    assert sitting.library.workspace.undo() == "make 1 highlight"


def test_a_note_has_no_text_to_mark(sitting):
    note_at(sitting, 1, 300, 300)
    for name in ("underline", "strike_out"):
        sitting.act(name)
    sitting.act("highlight", None)
    assert len(sitting.said) == 3
    sitting.act("highlight", Colour.PINK)
    assert (sitting.highlights[0].kind, sitting.highlights[0].colour) == (
        HighlightKind.NOTE,
        Colour.PINK,
    )


def test_a_chosen_note_is_deleted_and_comes_back(sitting):
    note_at(sitting, 1, 300, 300, "Gone?")
    sitting.act("delete_highlight")
    assert sitting.said == ["Deleted the note. Undo brings it back."]
    assert sitting.highlights == []
    assert sitting.library.workspace.undo() == "delete a note on a page"
    assert sitting.page.marking.highlights[0].comment == "Gone?"


def test_a_note_lies_above_the_words_below_it(sitting):
    mark(sitting, "Decoding is slow")
    box = sitting.highlights[0].passage.boxes[0]
    x, y = box.left + 10, (box.top + box.bottom) / 2
    sitting.view.show_boxes(1, (box,))
    note_at(sitting, 1, x, y)
    sitting.act("leave_reader_mode")
    sitting.click(sitting.point(1, x, y))
    assert sitting.page.marking.chosen.is_note
    sitting.click(sitting.point(1, box.right - 2, y))
    assert sitting.page.marking.chosen.kind is HighlightKind.HIGHLIGHT


def test_the_pointer_over_a_note_is_a_hand_and_tells_what_it_says(sitting):
    note_at(sitting, 1, 300, 300, "Hm.")
    viewport = sitting.view.viewport()
    hover(sitting, sitting.point(1, 299, 300))
    assert viewport.cursor().shape() is Qt.CursorShape.PointingHandCursor


def test_notes_are_copied_with_their_pages_and_added_to_the_note_on_the_work(sitting):
    mark(sitting, "accepted")
    sitting.view.go_to_page(1)
    sitting.settle()
    note_at(sitting, 1, 300, 300, "Why?")
    text = "> Note (p. 1)\n\nWhy?\n\n> accepted (p. 4)"
    sitting.qtbot.mouseClick(sitting.page.marks.copy_button, LEFT)
    assert QGuiApplication.clipboard().text() == text
    sitting.pane.add_highlights_to_note()
    assert sitting.library.works.details(sitting.work).state.note == text


def test_a_note_is_gone_to_from_the_list(sitting):
    note_at(sitting, 1, 300, 300)
    sitting.view.go_to_page(4)
    sitting.qtbot.mouseClick(sitting.page.marks.rows[0], LEFT)
    assert sitting.view.page == 1
    image = sitting.page.marks.rows[0].grab().toImage()
    assert image.pixelColor(5, image.height() // 2) == QColor(tokens.MARKS_ON_PAPER["yellow"])


def test_what_others_wrote_into_the_file_is_seen_and_told(open_paper, tmp_path, monkeypatch):
    pdf = Pdf()
    pdf.page(
        annotations=[
            "<< /Subtype /Text /Rect [100 480 120 500] /C [1 0 0] /Contents (See the appendix.) >>",
            "<< /Subtype /Square /Rect [200 480 240 500] /C [0 0 1] >>",
        ]
    )
    sitting = open_paper(pdf.write(tmp_path / "commented.pdf"))
    sitting.wait(lambda: len(sitting.page.texts.annotations(1)) == 2)
    assert sitting.view.said_at(QPointF(sitting.point(1, 110, 110))) == "See the appendix."
    assert sitting.view.said_at(QPointF(sitting.point(1, 220, 110))) == ""
    assert sitting.view.said_at(QPointF(sitting.point(1, 300, 110))) == ""
    assert sitting.view.said_at(QPointF(0, 0)) == ""
    assert len(colours(sitting, 1, 100, 100, 120, 120)) > 1
    shown = []
    monkeypatch.setattr(QToolTip, "showText", lambda _place, words, _widget: shown.append(words))
    place, viewport = sitting.point(1, 110, 110), sitting.view.viewport()
    event = QHelpEvent(QEvent.Type.ToolTip, place, viewport.mapToGlobal(place))
    QApplication.sendEvent(viewport, event)
    assert shown == ["See the appendix."]


def test_what_is_on_pages_of_a_longer_version_is_left_out_of_a_copy_and_said(open_paper, tmp_path):
    longer = open_paper(paper(tmp_path / "long.pdf", 7))
    note_at(longer, 7, 300, 300, "Here?")
    note_at(longer, 2, 300, 300, "And here?")
    shorter = open_paper(paper(tmp_path / "short.pdf", 2))
    last = shorter.highlights[1]
    shorter.pane.show_highlight(last)
    shorter.act("move_note", 0)
    assert shorter.said == ["Choose a note on a page first: press its sign."]
    made = []
    shorter.pane.write_annotated(made.append)
    shorter.wait(lambda: bool(made))
    assert shorter.problems == ["1 highlight of another version will be missing in the copy."]
    (tmp_path / "copy.pdf").write_bytes(made[0])
    copy = open_paper(tmp_path / "copy.pdf")
    copy.view.go_to_page(2)
    copy.wait(lambda: bool(copy.page.texts.annotations(2)))
    assert copy.page.texts.annotations(2)[0].contents == "And here?"


def test_nothing_is_written_before_the_file_is_open(open_paper):
    sitting = open_paper(wait=False)
    made = []
    sitting.pane.write_annotated(made.append)
    sitting.wait(lambda: sitting.pane.page is not None)
    sitting.settle()
    assert made == []


def test_what_others_wrote_is_listed_below_ones_own_and_leads_to_its_page(open_paper, tmp_path):
    pdf = Pdf()
    for number in range(4):
        said = f"<< /Subtype /Text /Rect [100 480 120 500] /Contents (Remark\\n{number}) >>"
        silent = "<< /Subtype /Square /Rect [200 480 240 500] /C [0 0 1] >>"
        pdf.page(annotations=[said, silent] if number % 2 else [silent])
    sitting = open_paper(pdf.write(tmp_path / "commented.pdf"))
    listed = sitting.page.marks.in_file
    assert not listed.isVisible()
    sitting.act("toggle_marks")
    sitting.wait(listed.isVisible)
    texts = [listed.lines.item(row).text() for row in range(listed.lines.count())]
    assert texts == ["p. 2 · Remark 1", "p. 4 · Remark 3"]
    listed.lines.setFocus()
    sitting.qtbot.keyClick(listed.lines, Qt.Key.Key_Down)
    sitting.qtbot.keyClick(listed.lines, Qt.Key.Key_Return)
    assert sitting.view.page == 4
    sitting.act("jump_back")
    assert sitting.view.page == 1
    item = listed.lines.visualItemRect(listed.lines.item(0))
    sitting.qtbot.mouseClick(listed.lines.viewport(), LEFT, pos=item.center())
    assert sitting.view.page == 2
    sitting.act("toggle_marks")
    sitting.act("toggle_marks")
    sitting.settle()


def test_a_file_in_which_nobody_wrote_lists_nothing(sitting):
    sitting.act("toggle_marks")
    sitting.settle()
    found = sitting.page._worker.all_annotations()
    sitting.wait(found.done)
    assert found.result() == ()
    assert not sitting.page.marks.in_file.isVisible()
