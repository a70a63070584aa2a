"""What a person does in the left pane."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import (
    QAccessible,
    QAction,
    QContextMenuEvent,
    QGuiApplication,
    QKeySequence,
    QShortcut,
)
from PySide6.QtWidgets import QApplication, QMenu, QSplitter, QWidget
from pytestqt.qtbot import QtBot

from effllm_desktop.app.library import Library
from effllm_desktop.app.operations.marking import SetStatus
from effllm_desktop.app.readmodels.outline import Outline
from effllm_desktop.domain.ids import SearchId
from effllm_desktop.domain.scopes import (
    ListScope,
    Place,
    PlaceScope,
    Scope,
    SearchScope,
    SectionScope,
)
from effllm_desktop.domain.state import Status
from effllm_desktop.ui.sections.pane import SectionsPane
from effllm_desktop.ui.sections.view import SectionsView
from effllm_desktop.ui.theme import Mode, current, tokens
from tests.support.libraries import library_of

ONE = """# First

## Methods

- [Pruning](https://arxiv.org/abs/2401.00001)

### Other

- [Third](https://arxiv.org/abs/2401.00003)

## Other

- [Quantization](https://arxiv.org/abs/2401.00002)
"""
TWO = "# Second\n\n## Empty\n\n## Full\n\n- [Fourth](https://arxiv.org/abs/2401.00004)\n"


BEFORE = 10  # places, saved searches, the caption
LAST_SEARCH = SearchScope(SearchId(4))


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    library = library_of(tmp_path, ONE, TWO)
    yield library
    library.close()


@pytest.fixture
def outline(library: Library) -> Outline:
    return library.outlines.read()


@pytest.fixture
def pane(qtbot: QtBot, outline: Outline) -> SectionsPane:
    pane = SectionsPane()
    qtbot.addWidget(pane)
    pane.resize(272, 500)
    pane.show_outline(outline)
    pane.show()
    return pane


def tree(pane: SectionsPane) -> SectionsView:
    found = pane.findChild(SectionsView, "sections")
    assert isinstance(found, SectionsView)
    return found


def shown(pane: SectionsPane) -> list[str]:
    return [index.data() for index in tree(pane)._shown()]


def spot(pane: SectionsPane, name: str, *, nth: int = 0) -> QPoint:
    rows = [index for index in tree(pane)._shown() if index.data() == name]
    return tree(pane).visualRect(rows[nth]).center()


def click(qtbot: QtBot, pane: SectionsPane, name: str, *, nth: int = 0) -> None:
    qtbot.mouseClick(
        tree(pane).viewport(), Qt.MouseButton.LeftButton, pos=spot(pane, name, nth=nth)
    )


def test_lists_are_unfolded_sections_are_not(pane: SectionsPane) -> None:
    assert shown(pane)[BEFORE:] == ["First", "Methods", "Other", "Second", "Empty", "Full"]


def test_beside_other_panes_it_stays_wide_enough_to_be_read(qtbot: QtBot) -> None:
    around = QSplitter()
    qtbot.addWidget(around)
    around.setChildrenCollapsible(False)
    pane = SectionsPane(around)
    around.addWidget(QWidget(around))
    around.resize(900, 500)
    around.show()
    around.setSizes([0, 900])
    assert pane.width() == tokens.PANE_SECTIONS_MIN


def test_a_click_chooses_a_scope(pane: SectionsPane, outline: Outline, qtbot: QtBot) -> None:
    section = outline.lists[0].sections[1]
    with qtbot.waitSignal(pane.scope_chosen) as chosen:
        click(qtbot, pane, "Other")
    assert chosen.args == [SectionScope(section.id)]
    assert pane.scope() == SectionScope(section.id)
    with qtbot.waitSignal(pane.scope_chosen) as chosen:
        click(qtbot, pane, "Starred")
    assert chosen.args == [PlaceScope(Place.STARRED)]


def test_the_caption_cannot_be_chosen(pane: SectionsPane, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(pane.scope_chosen):
        click(qtbot, pane, "Lists")


def test_arrows_go_up_and_down_and_step_over_the_caption(
    pane: SectionsPane, outline: Outline, qtbot: QtBot
) -> None:
    pane.select_scope(LAST_SEARCH)
    with qtbot.waitSignal(pane.scope_chosen) as chosen:
        qtbot.keyClick(tree(pane), Qt.Key.Key_Down)
    assert chosen.args == [ListScope(outline.lists[0].id)]


def test_right_unfolds_left_folds_and_goes_up(
    pane: SectionsPane, outline: Outline, qtbot: QtBot
) -> None:
    methods = SectionScope(outline.lists[0].sections[0].id)
    pane.select_scope(methods)
    qtbot.keyClick(tree(pane), Qt.Key.Key_Right)
    assert shown(pane).count("Other") == 2
    qtbot.keyClick(tree(pane), Qt.Key.Key_Left)
    assert shown(pane).count("Other") == 1
    qtbot.keyClick(tree(pane), Qt.Key.Key_Left)
    assert pane.scope() == ListScope(outline.lists[0].id)


def test_letters_jump_to_a_name(pane: SectionsPane, outline: Outline, qtbot: QtBot) -> None:
    qtbot.keyClicks(tree(pane), "meth")
    assert pane.scope() == SectionScope(outline.lists[0].sections[0].id)
    qtbot.keyClicks(tree(pane), "zzz")
    assert pane.scope() == SectionScope(outline.lists[0].sections[0].id)


def test_letters_are_names_here_also_where_the_window_has_them_for_keys(
    pane: SectionsPane, outline: Outline, qtbot: QtBot
) -> None:
    said: list[str] = []
    for key in ("M", "/"):
        QShortcut(QKeySequence(key), pane, lambda key=key: said.append(key))
    pane.show()
    tree(pane).setFocus()
    qtbot.waitUntil(tree(pane).hasFocus)
    qtbot.keyClick(pane.windowHandle(), Qt.Key.Key_Slash)
    qtbot.keyClick(pane.windowHandle(), Qt.Key.Key_M)
    assert pane.scope() == SectionScope(outline.lists[0].sections[0].id)
    assert said == ["/"]


def test_selecting_from_outside_tells_nobody(
    pane: SectionsPane, outline: Outline, qtbot: QtBot
) -> None:
    inner = SectionScope(outline.lists[0].sections[0].children[0].id)
    with qtbot.assertNotEmitted(pane.scope_chosen):
        pane.select_scope(inner)
    assert pane.scope() == inner
    assert "Other" in shown(pane)


def test_titles_and_trails(pane: SectionsPane, outline: Outline) -> None:
    inner: Scope = SectionScope(outline.lists[0].sections[0].children[0].id)
    assert pane.title_of(inner) == "Other"
    assert pane.trail_of(inner) == "First › Methods"
    assert pane.title_of(PlaceScope(Place.NEW)) == "New"
    assert pane.trail_of(PlaceScope(Place.NEW)) == ""
    assert pane.title_of(SectionScope(inner.section_id + 999)) == ""


def test_counts_are_live_and_nothing_moves(
    pane: SectionsPane, library: Library, outline: Outline, qtbot: QtBot
) -> None:
    chosen = SectionScope(outline.lists[0].sections[0].id)
    pane.select_scope(chosen)
    library.workspace.run(SetStatus(library.entries.all_works(chosen), Status.READ))
    with qtbot.assertNotEmitted(pane.scope_chosen):
        pane.show_outline(library.outlines.read())
    assert pane.scope() == chosen
    spoken = tree(pane).currentIndex().data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken == "Methods, 0 unread of 2"


def test_a_new_list_leaves_folding_and_choice_alone(
    pane: SectionsPane, outline: Outline, qtbot: QtBot
) -> None:
    first, second = outline.lists
    pane.select_scope(SectionScope(first.sections[0].children[0].id))
    tree(pane).collapse(tree(pane).model().index_of(ListScope(second.id)))
    third = second._replace(id=max(first.id, second.id) + 1, name="Third")
    sections = tuple(one._replace(id=one.id + 100) for one in second.sections)
    with qtbot.assertNotEmitted(pane.scope_chosen):
        pane.show_outline(
            outline._replace(lists=(first, second, third._replace(sections=sections)))
        )
    assert pane.scope() == SectionScope(first.sections[0].children[0].id)
    assert shown(pane)[BEFORE:] == [
        *("First", "Methods", "Other", "Other"),
        "Second",
        *("Third", "Empty", "Full"),
    ]


def test_a_scope_that_is_gone_leaves_nothing_chosen(pane: SectionsPane, outline: Outline) -> None:
    pane.select_scope(ListScope(outline.lists[1].id))
    pane.show_outline(outline._replace(lists=outline.lists[:1]))
    assert pane.scope() is None


def test_what_was_unfolded_is_remembered(
    pane: SectionsPane, outline: Outline, qtbot: QtBot
) -> None:
    first, second = outline.lists
    pane.select_scope(SectionScope(first.sections[0].children[0].id))
    tree(pane).collapse(tree(pane).model().index_of(ListScope(second.id)))
    state = pane.expansion()
    assert sorted(state) == sorted([f"section:{first.sections[0].id}", f"-list:{second.id}"])
    other = SectionsPane()
    qtbot.addWidget(other)
    other.restore_expansion(state)
    other.show_outline(outline)
    assert shown(other) == shown(pane)
    other.restore_expansion([])
    assert shown(other)[-1] == "Full"


def open_menu(pane: SectionsPane, name: str) -> dict[str, QAction]:
    position = spot(pane, name)
    view = tree(pane)
    view.setCurrentIndex(view.indexAt(position))
    event = QContextMenuEvent(
        QContextMenuEvent.Reason.Mouse, position, view.viewport().mapToGlobal(position)
    )
    QApplication.sendEvent(view.viewport(), event)
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    return {action.text(): action for action in menu.actions()}


def test_the_menu_of_a_list(pane: SectionsPane, outline: Outline, qtbot: QtBot) -> None:
    first = outline.lists[0]
    actions = open_menu(pane, "First")
    assert list(actions) == [
        "Mark all as read",
        "Export list…",
        "Refresh metadata",
        "Ready for flight…",
        "Copy path",
        "",
        "Add entries…",
        "New section…",
        "Rename list…",
        "Save to its file",
        "Put back to its file…",
        "Edits that wait…",
        "Your edits…",
        "Show what was not understood…",
        "Open linked lists…",
        "Move list to trash",
    ]
    for text, signal, value in (
        ("Mark all as read", pane.mark_all_read_requested, ListScope(first.id)),
        ("Export list…", pane.export_requested, ListScope(first.id)),
        ("Ready for flight…", pane.flight_requested, ListScope(first.id)),
        ("Move list to trash", pane.trash_list_requested, first.id),
    ):
        with qtbot.waitSignal(signal) as asked:
            actions[text].trigger()
        assert asked.args == [value]
    assert not actions["Show what was not understood…"].isEnabled()
    assert not actions["Open linked lists…"].isEnabled()
    QApplication.activePopupWidget().close()


def test_problems_are_asked_for_where_there_are_some(
    pane: SectionsPane, outline: Outline, qtbot: QtBot
) -> None:
    first = outline.lists[0]._replace(problems=2, damaged=True)
    pane.show_outline(outline._replace(lists=(first,)))
    actions = open_menu(pane, "First")
    with qtbot.waitSignal(pane.problems_requested) as asked:
        actions["Show what was not understood…"].trigger()
    assert asked.args == [first.id]
    QApplication.activePopupWidget().close()


def test_lists_of_files_are_asked_for_what_they_link_to(
    pane: SectionsPane, outline: Outline, qtbot: QtBot
) -> None:
    first = outline.lists[0]._replace(linked=Path("/lists/first.md"))
    pane.show_outline(outline._replace(lists=(first,)))
    actions = open_menu(pane, "First")
    with qtbot.waitSignal(pane.linked_lists_requested) as asked:
        actions["Open linked lists…"].trigger()
    assert asked.args == [first.id]
    QApplication.activePopupWidget().close()


def test_it_knows_the_list_that_a_scope_lies_in(pane: SectionsPane, outline: Outline) -> None:
    first = outline.lists[0]
    assert pane.list_of(ListScope(first.id)) == first.id
    assert pane.list_of(SectionScope(first.sections[0].children[0].id)) == first.id
    assert pane.list_of(PlaceScope(Place.ALL)) is None


def test_the_menu_of_a_section_copies_its_path(pane: SectionsPane) -> None:
    actions = open_menu(pane, "Methods")
    assert "Move list to trash" not in actions
    actions["Copy path"].trigger()
    assert QGuiApplication.clipboard().text() == "First / Methods"
    QApplication.activePopupWidget().close()


def test_the_menu_of_a_place(pane: SectionsPane) -> None:
    assert list(open_menu(pane, "Starred")) == [
        "Mark all as read",
        "Export place…",
        "Refresh metadata",
        "Ready for flight…",
    ]
    QApplication.activePopupWidget().close()


def test_the_menu_key_opens_the_menu_of_the_current_row(
    pane: SectionsPane, outline: Outline
) -> None:
    view = tree(pane)
    for scope, opens in ((ListScope(outline.lists[0].id), True), (None, False)):
        if scope:
            pane.select_scope(scope)
        else:
            pane.show_outline(outline._replace(lists=()))
        event = QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, QPoint(), QPoint())
        QApplication.sendEvent(view.viewport(), event)
        menu = QApplication.activePopupWidget()
        assert isinstance(menu, QMenu) is opens
        if menu:
            menu.close()


def test_below_the_rows_there_is_no_menu(pane: SectionsPane) -> None:
    event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, QPoint(5, 480), QPoint(5, 480))
    QApplication.sendEvent(tree(pane).viewport(), event)
    assert QApplication.activePopupWidget() is None


def test_names_for_a_screen_reader(pane: SectionsPane) -> None:
    found = QAccessible.queryAccessibleInterface(tree(pane))
    assert found.text(QAccessible.Text.Name) == "Sections"
    spoken = [found.child(i).text(QAccessible.Text.Name) for i in range(found.childCount())]
    assert "First, 3 unread of 3" in spoken


def test_it_is_painted_in_both_themes(pane: SectionsPane, outline: Outline) -> None:
    pane.show_outline(
        outline._replace(lists=(outline.lists[0]._replace(damaged=True, name="名" * 80),))
    )
    pane.setFocus()
    pictures = []
    for mode in (Mode.DARK, Mode.LIGHT):
        current().apply(mode)
        pictures.append(pane.grab().toImage())
    assert pictures[0] != pictures[1]


def test_delete_asks_for_the_trash_for_a_list_only(
    pane: SectionsPane, outline: Outline, qtbot: QtBot
) -> None:
    view = pane.findChild(SectionsView, "sections")
    with qtbot.assertNotEmitted(pane.trash_list_requested):
        pane.select_scope(PlaceScope(Place.ALL))
        qtbot.keyClick(view, Qt.Key.Key_Delete)
    pane.select_scope(ListScope(outline.lists[0].id))
    with qtbot.waitSignal(pane.trash_list_requested) as asked:
        qtbot.keyClick(view, Qt.Key.Key_Delete)
    assert asked.args == [outline.lists[0].id]


@pytest.mark.parametrize("is_shown", [True, False])
def test_going_to_a_list_further_down_shows_its_sections(
    pane: SectionsPane, outline: Outline, *, is_shown: bool
) -> None:
    pane.setVisible(is_shown)
    pane.resize(272, spot(pane, "First").y())
    pane.select_scope(ListScope(outline.lists[1].id))
    pane.show()
    room = tree(pane).viewport().rect()
    assert all(room.contains(spot(pane, name)) for name in ("Second", "Empty", "Full"))
    scrolled = tree(pane).verticalScrollBar().value()
    pane.select_scope(SectionScope(outline.lists[1].sections[0].id))
    pane.select_scope(ListScope(outline.lists[1].id))
    assert tree(pane).verticalScrollBar().value() == scrolled


def test_going_down_by_keys_scrolls_no_further_than_it_must(
    pane: SectionsPane, outline: Outline, qtbot: QtBot
) -> None:
    pane.resize(272, spot(pane, "First").y())
    pane.select_scope(LAST_SEARCH)
    qtbot.keyClick(tree(pane), Qt.Key.Key_Down)
    assert pane.scope() == ListScope(outline.lists[0].id)
    assert spot(pane, "First").y() > tree(pane).viewport().rect().center().y()


def test_a_search_has_numbers_when_they_were_counted(pane: SectionsPane, outline: Outline) -> None:
    index = tree(pane).model().index_of(LAST_SEARCH)
    assert index.data(Qt.ItemDataRole.AccessibleTextRole) == "Duplicates"
    assert index.data(Qt.ItemDataRole.ToolTipRole) == "Duplicates\nis:duplicate"
    pane.show_search_counts({SearchId(4): (1, 2)})
    pane.show_outline(outline._replace(lists=outline.lists[:1]))
    index = tree(pane).model().index_of(LAST_SEARCH)
    assert index.data(Qt.ItemDataRole.AccessibleTextRole) == "Duplicates, 1 unread of 2"
    pane.grab()


def test_delete_asks_for_a_section_to_be_deleted(
    pane: SectionsPane, outline: Outline, qtbot: QtBot
) -> None:
    section = SectionScope(outline.lists[0].sections[0].id)
    pane.select_scope(section)
    with qtbot.waitSignal(pane.edit_requested) as asked:
        qtbot.keyClick(tree(pane), Qt.Key.Key_Delete)
    assert asked.args == ["delete_section", section]


def test_delete_asks_for_a_search_to_be_deleted(pane: SectionsPane, qtbot: QtBot) -> None:
    pane.select_scope(LAST_SEARCH)
    with qtbot.waitSignal(pane.delete_search_requested) as asked:
        qtbot.keyClick(tree(pane), Qt.Key.Key_Delete)
    assert asked.args == [LAST_SEARCH]
