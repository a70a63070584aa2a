"""What goes out, as a page, as text, and where its sections go."""

import pytest
from PySide6.QtCore import Qt

from effllm_desktop.app.exporting import previewing
from effllm_desktop.domain.curation import Arrangement, Move
from effllm_desktop.domain.errors import StorageFailed
from effllm_desktop.ui import theme
from effllm_desktop.ui.exporting import preview_pane
from effllm_desktop.ui.exporting.choices import ARRANGEMENTS, FORMATS
from effllm_desktop.ui.exporting.preview_pane import View
from effllm_desktop.ui.exporting.section_map import LEFT_OUT, TOP
from effllm_desktop.ui.theme import Mode
from tests.ui.exporting.conftest import choose, settle, shown

GOES_TO = 2


@pytest.fixture
def merged(dialog, qtbot):
    choose(dialog, qtbot, "All lists")
    dialog.options.curation.arrangement.setCurrentText(ARRANGEMENTS[Arrangement.MERGED])
    dialog.pane.show_view(View.SECTIONS)
    settle(qtbot, dialog)
    dialog.pane.sections.setCurrentCell(0, 0)
    dialog.pane.sections.setFocus()
    return dialog


def rows(dialog):
    table = dialog.pane.sections
    return [
        tuple(table.item(row, column).text() for column in range(3))
        for row in range(table.rowCount())
    ]


def finish(dialog, qtbot, field, key=Qt.Key.Key_Return):
    """Leave the field in which a target is written."""
    qtbot.keyClick(field, key)
    qtbot.waitUntil(dialog.pane.sections.hasFocus)
    settle(qtbot, dialog)


def moves(dialog):
    return dialog.options.request().curation.moves


def test_a_list_is_seen_as_a_page_whose_contents_lead_to_its_sections(dialog, qtbot):
    choose(dialog, qtbot, "First list")
    page = dialog.pane.page
    assert page.isVisible()
    assert page.toPlainText().startswith("First list\nPruning\nServing\n")
    page.resize(300, 60)
    page.anchorClicked.emit("#serving")
    assert page.verticalScrollBar().value() > 0
    with qtbot.waitSignal(dialog.link_opened) as opened:
        page.anchorClicked.emit("https://example.org/serving")
    assert opened.args == ["https://example.org/serving"]


def test_what_is_no_markdown_is_seen_as_text(dialog, qtbot):
    dialog.options.format.setCurrentText(FORMATS[list(FORMATS)[1]])
    settle(qtbot, dialog)
    assert dialog.pane.text.isVisible()
    assert not dialog.pane.views.button(View.PAGE).isEnabled()
    dialog.options.format.setCurrentIndex(0)
    settle(qtbot, dialog)
    assert dialog.pane.page.isVisible()


def test_only_what_is_seen_is_filled(dialog, qtbot):
    choose(dialog, qtbot, "First list")
    assert dialog.pane.text.toPlainText() == ""
    assert "Wanda" in shown(dialog)


def test_the_place_in_the_text_stays(dialog, qtbot):
    choose(dialog, qtbot, "First list")
    assert "Wanda" in shown(dialog)
    dialog.resize(dialog.width(), 1)
    bar = dialog.pane.text.verticalScrollBar()
    bar.setValue(3)
    assert bar.value() == 3
    dialog.options.title.setText("T")
    settle(qtbot, dialog)
    assert shown(dialog).startswith("# T\n")
    assert bar.value() == 3


def test_it_is_told_how_much_is_seen(dialog, qtbot, monkeypatch):
    monkeypatch.setattr(previewing.preview, "__kwdefaults__", {"most": 2, "limit": 10_000})
    choose(dialog, qtbot, "First list")
    assert dialog.pane.note == "The first 2 of 4 are shown."
    assert not dialog.copy_button.isEnabled()
    monkeypatch.setattr(previewing.preview, "__kwdefaults__", {"most": 9, "limit": 20})
    choose(dialog, qtbot, "Second list")
    assert dialog.pane.note == "Only the beginning is shown."
    assert len(shown(dialog)) == 20


def test_a_preview_that_takes_long_says_so(dialog, qtbot, monkeypatch):
    monkeypatch.setattr(dialog, "_show", lambda *_: None)  # it does not arrive
    choose_no_wait = dialog.options.what.setCurrentText
    choose_no_wait("All lists")
    qtbot.waitUntil(lambda: dialog.pane.note == preview_pane.WAITING)


def test_what_cannot_be_made_is_told_and_can_be_put_right(dialog, qtbot, monkeypatch):
    def refuse(*_):
        raise StorageFailed("The disk is gone.", "Plug it in.")

    with monkeypatch.context() as broken:
        broken.setattr(previewing, "preview", refuse)
        choose(dialog, qtbot, "All lists")
    (notice,) = dialog.notices.notices
    assert notice.text == "The disk is gone."
    assert shown(dialog) == ""
    assert dialog.inside == ""
    assert not dialog.save_button.isEnabled()
    choose(dialog, qtbot, "First list")
    assert not dialog.notices.notices
    assert dialog.save_button.isEnabled()


def test_merged_sections_are_shown_with_where_they_go(merged):
    assert rows(merged) == [
        ("First list / Pruning", "2", "Pruning"),
        ("First list / Serving", "2", "Serving"),
        ("Second list / Pruning again", "2", "Pruning again"),
    ]
    assert merged.pane.note == preview_pane.HOW_TO_MOVE


def test_space_leaves_a_section_out_and_takes_it_in_again(merged, qtbot):
    qtbot.keyClick(merged.pane.sections, Qt.Key.Key_Space)
    settle(qtbot, merged)
    assert moves(merged) == (Move("First list / Pruning", None),)
    assert rows(merged)[0] == ("First list / Pruning", "2", LEFT_OUT)
    assert merged.pane.sections.currentRow() == 0
    assert merged.inside.startswith("4 entries.")
    qtbot.keyClick(merged.pane.sections, Qt.Key.Key_Return)
    assert not merged.pane.sections.findChildren(type(merged.options.title))  # nothing to say
    qtbot.keyClick(merged.pane.sections, Qt.Key.Key_Space)
    settle(qtbot, merged)
    assert moves(merged) == ()
    assert rows(merged)[0][GOES_TO] == "Pruning"


def test_enter_says_where_a_section_goes_and_saves_nothing(merged, qtbot, monkeypatch):
    monkeypatch.setattr(merged, "save", lambda: pytest.fail("Enter in the table saved"))
    table = merged.pane.sections
    table.setCurrentCell(2, 0)
    qtbot.keyClick(table, Qt.Key.Key_Return)
    field = table.focusWidget()
    assert field.accessibleName() == "Goes to"
    assert field.text() == "Pruning again"
    field.completer().setCompletionPrefix("prun")
    completions = field.completer().completionModel()
    assert [completions.index(n, 0).data() for n in range(completions.rowCount())] == [
        "Pruning",
        "Pruning again",
    ]
    field.setText("Pruning")
    finish(merged, qtbot, field)
    assert merged.isVisible()
    assert moves(merged) == (Move("Second list / Pruning again", "Pruning"),)
    assert rows(merged)[2][GOES_TO] == "Pruning"
    assert table.item(2, GOES_TO).font().bold()
    assert "## Pruning again" not in shown(merged)


def test_a_section_goes_to_the_top(merged, qtbot):
    table = merged.pane.sections
    qtbot.keyClick(table, Qt.Key.Key_Return)
    field = table.focusWidget()
    field.selectAll()
    qtbot.keyClicks(field, TOP)
    finish(merged, qtbot, field)
    assert moves(merged) == (Move("First list / Pruning", ""),)
    assert rows(merged)[0][GOES_TO] == TOP
    assert TOP not in table.targets


def test_leaving_the_field_as_it_was_moves_nothing(merged, qtbot):
    table = merged.pane.sections
    for key in (Qt.Key.Key_Return, Qt.Key.Key_Escape):
        qtbot.keyClick(table, Qt.Key.Key_Return)
        finish(merged, qtbot, table.focusWidget(), key)
    assert merged.isVisible()
    assert moves(merged) == ()


def test_a_preview_that_arrives_leaves_what_is_being_typed(merged, qtbot):
    table = merged.pane.sections
    qtbot.keyClick(table, Qt.Key.Key_Space)
    table.setCurrentCell(1, 0)
    qtbot.keyClick(table, Qt.Key.Key_Return)
    field = table.focusWidget()
    field.selectAll()
    qtbot.keyClicks(field, "Ser")
    settle(qtbot, merged)
    assert rows(merged)[0][GOES_TO] == LEFT_OUT
    assert field.text() == "Ser"
    finish(merged, qtbot, field, Qt.Key.Key_Escape)


def test_other_lists_have_other_sections(merged, qtbot):
    choose(merged, qtbot, "Second list")
    assert rows(merged) == [("Second list / Pruning again", "2", "Pruning again")]


def test_the_page_has_the_colours_of_the_theme_also_when_that_changes(dialog, qtbot):
    page = dialog.pane.page
    settle(qtbot, dialog)
    theme.current().apply(Mode.DARK)
    try:
        dark = theme.current().colours
        assert dark.accent.name() in page.toHtml()
        assert dark.accent.name() in page.document().defaultStyleSheet()
    finally:
        theme.current().apply(Mode.LIGHT)
    assert dark.accent.name() not in page.toHtml()
