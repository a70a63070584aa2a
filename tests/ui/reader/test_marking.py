"""Text is highlighted, commented on, listed, deleted; undo takes each back."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QGuiApplication
from PySide6.QtWidgets import QAbstractButton, QLineEdit

from effllm_desktop.domain.highlights import Colour
from tests.support.papers import paper

LEFT = Qt.MouseButton.LeftButton


def mark(sitting, words, colour=None):
    """Find words and highlight them, by keys alone."""
    sitting.find(words)
    sitting.act("leave_reader_mode")
    sitting.act("highlight", colour)


def test_what_is_selected_is_highlighted_with_its_surroundings(sitting):
    mark(sitting, "verify them", Colour.GREEN)
    (one,) = sitting.highlights
    assert (one.page, one.passage.quote, one.colour) == (2, "verify them", Colour.GREEN)
    assert one.passage.before.endswith("several tokens and ")
    assert one.passage.after == " at once."
    assert one.pdf == "ab" * 32
    assert sitting.view.selection.is_empty
    assert sitting.page.marking.chosen == one


def test_a_highlight_is_seen_on_the_page(sitting):
    mark(sitting, "several tokens", Colour.YELLOW)
    sitting.act("leave_reader_mode")
    sitting.settle()
    box = sitting.highlights[0].passage.boxes[0]
    image = sitting.view.viewport().grab().toImage()
    place = sitting.point(2, box.left + 1, box.top + 1)
    assert image.pixelColor(place) == QColor("#ffe066")


def test_the_colour_used_last_is_used_again(sitting):
    mark(sitting, "accepted", Colour.BLUE)
    mark(sitting, "Conclusion")
    assert [one.colour for one in sitting.highlights] == [Colour.BLUE, Colour.BLUE]


def test_a_chosen_highlight_gets_another_colour_and_undo_takes_it_back(sitting):
    mark(sitting, "accepted")
    sitting.act("highlight", Colour.PINK)
    assert sitting.highlights[0].colour is Colour.PINK
    sitting.library.workspace.undo()
    assert sitting.page.marking.highlights[0].colour is Colour.YELLOW
    sitting.library.workspace.undo()
    assert sitting.page.marking.highlights == []
    assert sitting.page.marking.chosen is None
    sitting.library.workspace.redo()
    assert len(sitting.page.marks.rows) == 1


def test_without_a_selection_there_is_a_hint(sitting):
    for name, values in (
        ("highlight", (None,)),
        ("comment_highlight", ()),
        ("delete_highlight", ()),
        ("copy_highlights", ()),
    ):
        sitting.act(name, *values)
    assert len(sitting.said) == 4
    assert sitting.highlights == []


def test_a_comment_is_written_and_saved(sitting):
    sitting.find("accepted")
    sitting.act("leave_reader_mode")
    sitting.act("comment_highlight")
    field = sitting.page.marks.comment
    assert field.hasFocus()
    sitting.qtbot.keyClicks(field, "So **true**.")
    sitting.view.setFocus()
    assert sitting.highlights[0].comment == "So **true**."
    assert sitting.library.workspace.undo() == "edit a comment"
    assert field.toPlainText() == ""


def test_a_half_typed_comment_is_saved_when_the_paper_is_closed(sitting):
    mark(sitting, "accepted")
    sitting.act("comment_highlight")
    sitting.qtbot.keyClicks(sitting.page.marks.comment, "half")
    sitting.pane.close_document()
    assert sitting.highlights[0].comment == "half"


def test_a_comment_belongs_to_the_highlight_that_it_was_typed_for(sitting):
    mark(sitting, "accepted")
    mark(sitting, "Conclusion")
    sitting.act("comment_highlight")
    sitting.qtbot.keyClicks(sitting.page.marks.comment, "last")
    sitting.qtbot.mouseClick(sitting.page.marks.rows[0], LEFT)
    assert [one.comment for one in sitting.highlights] == ["", "last"]
    assert sitting.page.marks.comment.toPlainText() == ""


def test_the_list_beside_the_pages_leads_to_them(sitting):
    mark(sitting, "accepted")
    mark(sitting, "Related work")
    sitting.view.go_to_page(1)
    sitting.act("toggle_marks")
    rows = sitting.page.marks.rows
    assert [row.highlight.page for row in rows] == [2, 4]
    sitting.qtbot.mouseClick(rows[1], LEFT)
    assert sitting.view.page == 4
    assert [row.is_chosen for row in sitting.page.marks.rows] == [False, True]
    sitting.act("jump_back")
    assert sitting.view.page == 1
    sitting.act("toggle_marks")
    assert not sitting.page.marks.isVisible()


def test_a_press_on_a_highlight_chooses_it_and_delete_deletes_it(sitting):
    mark(sitting, "several tokens")
    sitting.act("leave_reader_mode")
    assert sitting.page.marking.chosen is None
    sitting.settle()
    box = sitting.highlights[0].passage.boxes[0]
    sitting.click(sitting.point(2, (box.left + box.right) / 2, (box.top + box.bottom) / 2))
    assert sitting.page.marking.chosen == sitting.highlights[0]
    sitting.act("delete_highlight")
    assert sitting.highlights == []
    sitting.library.workspace.undo()
    assert len(sitting.page.marking.highlights) == 1


def test_highlights_are_copied_and_added_to_the_note(sitting):
    mark(sitting, "accepted")
    mark(sitting, "Related work")
    text = "> Related work (p. 2)\n\n> accepted (p. 4)"
    sitting.qtbot.mouseClick(sitting.page.marks.copy_button, LEFT)
    assert QGuiApplication.clipboard().text() == text
    sitting.qtbot.mouseClick(sitting.page.marks.note_button, LEFT)
    assert sitting.library.works.details(sitting.work).state.note == text
    assert sitting.library.workspace.undo_label == "add to a note"


def test_what_the_note_quotes_already_is_not_added_again(sitting):
    said = []
    sitting.pane.said.connect(said.append)
    sitting.pane.add_highlights_to_note()
    mark(sitting, "accepted")
    sitting.pane.add_highlights_to_note()
    sitting.pane.add_highlights_to_note()
    mark(sitting, "Related work")
    sitting.pane.add_highlights_to_note()
    note = sitting.library.works.details(sitting.work).state.note
    assert note == "> accepted (p. 4)\n\n> Related work (p. 2)"
    assert [words.split()[0] for words in said] == ["Nothing", "Added", "The", "Added"]


def test_highlights_are_there_when_the_paper_is_opened_again(open_paper):
    first = open_paper()
    mark(first, "accepted")
    first.pane.close_document()
    again = open_paper()
    assert again.page.marks.isVisible()
    assert [row.highlight.passage.quote for row in again.page.marks.rows] == ["accepted"]
    again.pane.show_highlight(again.highlights[0])
    assert again.view.page == 4


def test_a_highlight_may_wait_for_its_paper(open_paper):
    first = open_paper()
    mark(first, "accepted")
    again = open_paper(wait=False)
    again.pane.show_highlight(first.highlights[0])
    again.wait(lambda: again.pane.page is not None)
    assert again.view.page == 4
    again.settle()


def test_a_highlight_of_a_longer_version_is_listed_without_its_page(open_paper, tmp_path):
    first = open_paper(paper(tmp_path / "long.pdf", 7))
    mark(first, "Appendix 6")
    again = open_paper(paper(tmp_path / "short.pdf", 2))
    again.pane.show_highlight(first.highlights[0])
    assert again.page.marking.chosen == first.highlights[0]
    again.settle()


def test_everything_one_can_act_on_has_a_name(sitting):
    mark(sitting, "accepted")
    for name in ("toggle_outline", "toggle_marks", "find_in_pdf"):
        sitting.act(name)
    found = [*sitting.pane.findChildren(QAbstractButton), *sitting.pane.findChildren(QLineEdit)]
    seen = [one for one in found if one.isVisible()]
    assert len(seen) > 10
    assert [one for one in seen if not (one.accessibleName() or one.text())] == []
