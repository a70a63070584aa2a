"""What a person does in the middle pane."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QItemSelectionModel, QPoint, Qt
from PySide6.QtGui import QAccessible, QContextMenuEvent, QKeyEvent
from PySide6.QtWidgets import QApplication, QMenu, QToolButton, QWidget
from pytestqt.qtbot import QtBot

from effllm_desktop.app.library import Library
from effllm_desktop.app.operations.marking import SetStatus
from effllm_desktop.app.sources import BytesSource
from effllm_desktop.domain.changes import Aspect, Changes
from effllm_desktop.domain.columns import Column, ColumnSort, Level
from effllm_desktop.domain.ids import SearchId
from effllm_desktop.domain.queries import EVERYTHING, parse
from effllm_desktop.domain.scopes import (
    ListScope,
    Place,
    PlaceScope,
    Scope,
    SearchScope,
    SectionScope,
    Sort,
)
from effllm_desktop.domain.state import Status
from effllm_desktop.ui.entries.empty_states import empty
from effllm_desktop.ui.entries.pane import EntriesPane
from effllm_desktop.ui.theme import Mode, current
from tests.support.libraries import library_of, take_in

ALL = PlaceScope(Place.ALL)
CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
TITLES = ["Adapters", "Attention", "Bits", "Caches", "Decoding", "论文"]
TEXT = (
    "# Reading\n\n## Methods\n\n"
    + "\n".join(
        f"- [{title}](https://arxiv.org/abs/2401.0000{number})"
        for number, title in enumerate(TITLES, start=1)
    )
    + "\n\n## Empty\n\n## Again\n\n- [Adapters](https://arxiv.org/abs/2401.00001)\n"
)
MANY = "# Many\n\n" + "\n".join(
    f"- [Title {number:03}](https://arxiv.org/abs/2402.{number:05})" for number in range(1, 301)
)


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    library = library_of(tmp_path, TEXT, MANY)
    yield library
    library.close()


@pytest.fixture
def scope(library: Library) -> ListScope:
    return ListScope(library.outlines.read().lists[0].id)


@pytest.fixture
def many(library: Library) -> ListScope:
    return ListScope(library.outlines.read().lists[1].id)


@pytest.fixture
def pane(library: Library, scope: ListScope, qtbot: QtBot) -> EntriesPane:
    pane = EntriesPane(library.entries, library.workspace, markdown_of=lambda ids: f"{len(ids)}")
    qtbot.addWidget(pane)
    pane.resize(560, 500)
    pane.show_scope(scope, text="", lists=2)
    pane.show()
    pane.view.setFocus()
    return pane


@pytest.fixture
def listening(library: Library, pane: EntriesPane) -> EntriesPane:
    """The pane as the shell wires it: it hears of every change."""
    library.workspace.subscribe(pane.refresh)
    return pane


def titles(pane: EntriesPane) -> list[str]:
    model = pane.view.model()
    return [model.index(row, 0).data() for row in range(model.rowCount())]


def middle(pane: EntriesPane, row: int) -> QPoint:
    return pane.view.visualRect(pane.view.model().index(row, 0)).center()


def star_of(pane: EntriesPane, row: int) -> QPoint:
    rect = pane.view.visualRect(pane.view.model().index(row, 0))
    return pane.view._delegate.star_rect(rect).center()


def click(
    qtbot: QtBot,
    pane: EntriesPane,
    position: QPoint,
    keys: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier,
) -> None:
    qtbot.mouseClick(pane.view.viewport(), Qt.MouseButton.LeftButton, keys, position)


def chosen_title(pane: EntriesPane) -> str:
    return str(pane.view.currentIndex().data())


def section(library: Library, heading: str) -> SectionScope:
    sections = library.outlines.read().lists[0].sections
    return SectionScope(next(one.id for one in sections if one.heading == heading))


def test_a_list_shows_entries_a_place_shows_works(pane: EntriesPane) -> None:
    assert titles(pane) == [*TITLES, "Adapters"]
    assert pane.header.counts == "7 entries, 6 works"
    pane.show_scope(ALL)
    assert len(titles(pane)) == 306
    assert pane.header.counts == "306 works"


def test_a_click_chooses_and_reads_nothing(
    pane: EntriesPane, library: Library, qtbot: QtBot
) -> None:
    with (
        qtbot.waitSignal(pane.current_changed) as current_changed,
        qtbot.waitSignal(pane.selection_changed) as selected,
    ):
        click(qtbot, pane, middle(pane, 2))
    work = library.works.find("arxiv:2401.00003")
    assert current_changed.args[0] == work
    assert selected.args == [[work]]
    assert library.works.details(work).state.status is Status.UNREAD
    assert library.workspace.undo_label is None


def test_ctrl_and_shift_choose_several_and_works_count_once(
    pane: EntriesPane, qtbot: QtBot
) -> None:
    click(qtbot, pane, middle(pane, 0))
    click(qtbot, pane, middle(pane, 2), SHIFT)
    assert len(pane.selected_works()) == 3
    with qtbot.waitSignal(pane.selection_changed):  # other rows, though the same works
        click(qtbot, pane, middle(pane, 6), CTRL)
    assert len(pane.selected_row_ids()) == 4
    assert len(pane.selected_works()) == 3
    assert pane.header.counts == "7 entries, 6 works, 3 selected"
    pane.select_all()
    assert len(pane.selected_row_ids()) == 7


def test_the_star_is_clicked_without_choosing_the_row(
    listening: EntriesPane, library: Library, qtbot: QtBot
) -> None:
    click(qtbot, listening, middle(listening, 0))
    with qtbot.assertNotEmitted(listening.selection_changed):
        click(qtbot, listening, star_of(listening, 1))
    work = library.works.find("arxiv:2401.00002")
    assert library.works.details(work).state.starred
    assert listening.view.model().row(1).starred
    click(qtbot, listening, star_of(listening, 1))
    assert not library.works.details(work).state.starred


def test_a_star_that_is_left_before_the_button_is_released_stays(
    pane: EntriesPane, library: Library, qtbot: QtBot
) -> None:
    viewport, left = pane.view.viewport(), Qt.MouseButton.LeftButton
    qtbot.mousePress(viewport, left, pos=star_of(pane, 1))
    qtbot.mouseMove(viewport, star_of(pane, 2))
    qtbot.mouseRelease(viewport, left, pos=star_of(pane, 2))
    assert library.workspace.undo_label is None


def test_a_refused_star_is_told(pane: EntriesPane, library: Library, qtbot: QtBot) -> None:
    click(qtbot, pane, middle(pane, 0))
    library.database.rows("PRAGMA query_only=1")
    with qtbot.waitSignal(pane.failed) as failed:
        click(qtbot, pane, star_of(pane, 1))
    assert failed.args[0].what
    library.database.rows("PRAGMA query_only=0")


def test_a_double_click_and_enter_open(pane: EntriesPane, library: Library, qtbot: QtBot) -> None:
    viewport, left = pane.view.viewport(), Qt.MouseButton.LeftButton
    click(qtbot, pane, middle(pane, 1))
    with qtbot.waitSignal(pane.open_requested) as opened:
        qtbot.mouseDClick(viewport, left, pos=middle(pane, 1))
    assert opened.args[0] == library.works.find("arxiv:2401.00002")
    with qtbot.waitSignal(pane.open_requested):
        qtbot.keyClick(pane.view, Qt.Key.Key_Return)
    with qtbot.assertNotEmitted(pane.open_requested):
        qtbot.mouseDClick(viewport, left, pos=star_of(pane, 1))


def test_letters_jump_to_a_title(pane: EntriesPane, qtbot: QtBot) -> None:
    qtbot.keyClicks(pane.view, "at")
    assert chosen_title(pane) == "Attention"
    qtbot.keyClicks(pane.view, "zz")
    assert chosen_title(pane) == "Attention"


def test_letters_of_a_title_are_no_shortcuts(pane: EntriesPane, qtbot: QtBot) -> None:
    def claimed(key: Qt.Key, text: str) -> bool:
        event = QKeyEvent(
            QKeyEvent.Type.ShortcutOverride, key, Qt.KeyboardModifier.NoModifier, text
        )
        event.ignore()
        QApplication.sendEvent(pane.view, event)
        return event.isAccepted()

    assert not claimed(Qt.Key.Key_S, "s")
    qtbot.keyClicks(pane.view, "b")
    assert claimed(Qt.Key.Key_S, "s")
    assert claimed(Qt.Key.Key_Space, " ")
    assert not claimed(Qt.Key.Key_F5, "")


def test_a_row_that_is_marked_stays_until_one_goes_elsewhere(
    listening: EntriesPane, library: Library
) -> None:
    unread = SearchScope(SearchId(1))
    listening.show_scope(unread)
    assert listening.select_key("arxiv:2401.00003")
    works = listening.selected_works()
    library.workspace.run(SetStatus(works, Status.READ))
    assert "Bits" in titles(listening)
    assert listening.selected_works() == works
    listening.show_scope(ALL)
    listening.show_scope(unread)
    assert "Bits" not in titles(listening)


def test_choice_and_scroll_survive_an_import(
    listening: EntriesPane, library: Library, many: ListScope, qtbot: QtBot
) -> None:
    listening.show_scope(many)
    assert listening.select_key("arxiv:2402.00150")
    works = listening.selected_works()
    bar = listening.view.verticalScrollBar()
    bar.setValue(140 * listening.view.row_height() + 7)
    top = listening.view.indexAt(QPoint(5, 0)).data()
    source = BytesSource(
        "x", MANY.replace("- [Title 001]", "- [New](https://a.org)\n- [T]").encode()
    )
    take_in(library.folder, [source], as_list="Many")
    with (
        qtbot.assertNotEmitted(listening.current_changed),
        qtbot.assertNotEmitted(listening.selection_changed),
    ):
        library.workspace.notice_outside_changes()
    assert titles(listening)[0] == "New"
    assert listening.selected_works() == works
    assert listening.view.indexAt(QPoint(5, 0)).data() == top


def test_another_order_keeps_the_choice_in_sight(pane: EntriesPane, many: ListScope) -> None:
    pane.show_scope(many)
    pane.select_key("arxiv:2402.00290")
    works = pane.selected_works()
    pane.show_scope(many, EVERYTHING, Sort.YEAR)
    assert pane.selected_works() == works
    assert pane.view.viewport().rect().intersects(pane.view.visualRect(pane.view.currentIndex()))
    assert pane.sort is Sort.YEAR
    pane.show_scope(many, parse("title"), Sort.YEAR)
    assert pane.selected_works() == works


def test_going_back_finds_the_choice_and_the_scroll_again(
    pane: EntriesPane, many: ListScope
) -> None:
    pane.show_scope(many)
    pane.select_key("arxiv:2402.00200")
    works, scrolled = pane.selected_works(), pane.view.verticalScrollBar().value()
    assert scrolled
    pane.show_scope(ALL)
    assert pane.selected_works() == []
    assert pane.current() is None
    pane.show_scope(many)
    assert pane.selected_works() == works
    assert pane.view.verticalScrollBar().value() == scrolled


def test_going_elsewhere_is_told_once(pane: EntriesPane, many: ListScope, qtbot: QtBot) -> None:
    click(qtbot, pane, middle(pane, 0))
    with qtbot.waitSignal(pane.selection_changed) as selected:
        pane.show_scope(many)
    assert selected.args == [[]]
    with qtbot.assertNotEmitted(pane.selection_changed):
        pane.refresh(Changes(Aspect.CATALOG, None))


def test_next_unread_skips_what_is_read_and_stops_at_the_end(
    listening: EntriesPane, library: Library, scope: Scope
) -> None:
    read = [library.works.find(f"arxiv:2401.0000{number}") for number in (1, 2, 3, 5, 6)]
    library.workspace.run(SetStatus(read, Status.READ))
    listening.show_scope(scope)
    assert listening.select_next_unread()
    assert chosen_title(listening) == "Caches"
    assert not listening.select_next_unread()
    assert chosen_title(listening) == "Caches"
    listening.view.selectRow(5)
    assert listening.select_next_unread(forward=False)
    assert chosen_title(listening) == "Caches"
    assert not listening.select_next_unread(forward=False)


def test_previous_unread_without_a_current_row_begins_at_the_end(pane: EntriesPane) -> None:
    assert pane.select_next_unread(forward=False)
    assert pane.view.currentIndex().row() == 6


def test_next_unread_looks_among_what_was_found(pane: EntriesPane, scope: Scope) -> None:
    pane.show_scope(scope, parse("bits"))
    assert pane.select_next_unread()
    assert chosen_title(pane) == "Bits"
    assert not pane.select_next_unread()


def test_an_unknown_key_is_not_found(pane: EntriesPane) -> None:
    assert not pane.select_key("arxiv:9901.00001")


def test_what_is_typed_is_told_as_one_types(pane: EntriesPane, qtbot: QtBot) -> None:
    typed: list[str] = []
    pane.search_changed.connect(typed.append)
    pane.focus_search()
    qtbot.keyClicks(pane.header.search, "kv")
    assert typed == ["k", "kv"]
    qtbot.keyClick(pane.header.search, Qt.Key.Key_Escape)
    assert typed[-1] == ""
    qtbot.keyClick(pane.header.search, Qt.Key.Key_Escape)
    assert pane.view.hasFocus()


def test_enter_and_down_go_on_to_the_first_row(pane: EntriesPane, qtbot: QtBot) -> None:
    for key in (Qt.Key.Key_Return, Qt.Key.Key_Down):
        pane.view.clearSelection()
        pane.view.selectionModel().clear()
        pane.focus_search()
        qtbot.keyClick(pane.header.search, key)
        assert pane.view.hasFocus()
        assert chosen_title(pane) == "Adapters"
    click(qtbot, pane, middle(pane, 3))
    pane.focus_list()
    assert chosen_title(pane) == "Caches"


def test_the_shell_puts_a_text_into_the_box_and_hears_no_echo(
    pane: EntriesPane, scope: Scope, qtbot: QtBot
) -> None:
    with qtbot.assertNotEmitted(pane.search_changed):
        pane.show_scope(scope, parse("bits"), text="bits")
    assert pane.header.search.text() == "bits"
    pane.show_scope(scope, parse("bits"))
    assert pane.header.search.text() == "bits"
    assert pane.query == parse("bits")


def test_a_search_without_a_hit_offers_to_clear_it(
    pane: EntriesPane, scope: Scope, qtbot: QtBot
) -> None:
    pane.show_scope(scope, parse("zebra"), text="zebra", lists=2)
    assert pane.empty.shown.title == "No works match “zebra”"
    assert pane.empty.isVisible()
    with qtbot.waitSignal(pane.search_changed) as typed:
        qtbot.mouseClick(pane.empty.button, Qt.MouseButton.LeftButton)
    assert typed.args == [""]
    pane.show_scope(scope)
    assert pane.view.isVisible()


def test_without_a_list_one_is_asked_for(pane: EntriesPane, qtbot: QtBot) -> None:
    pane.show_scope(PlaceScope(Place.STARRED), lists=0)
    assert pane.empty.shown.title == "No list yet"
    with qtbot.waitSignal(pane.open_list_requested):
        qtbot.mouseClick(pane.empty.button, Qt.MouseButton.LeftButton)


def test_every_empty_place_has_its_own_sentence(pane: EntriesPane, library: Library) -> None:
    said = [empty(PlaceScope(place)) for place in Place]
    assert len({one.title for one in said}) == len({one.hint for one in said}) == len(Place)
    for place in (Place.NEW, Place.READING, Place.STARRED):
        pane.show_scope(PlaceScope(place), lists=2)
        assert pane.empty.shown.title == empty(PlaceScope(place)).title
    pane.show_scope(section(library, "Empty"), lists=2)
    assert pane.empty.shown.title == "No entries in this section"


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("# Nothing\n\nWords only.\n", "Nothing in it was understood as an entry."),
        ("# Nothing\n\n```\nnever closed\n", "Nothing in it was understood as an entry."),
        ("#!/bin/sh\nset -e\n", "This looks like a program, not like a Markdown list;"),
    ],
)
def test_an_empty_list_says_so_and_what_to_do(
    tmp_path: Path, qtbot: QtBot, text: str, hint: str
) -> None:
    library = library_of(tmp_path / "other", text)
    pane = EntriesPane(
        library.entries,
        library.workspace,
        markdown_of=str,
        lists=lambda: library.lists,
    )
    qtbot.addWidget(pane)
    list_id = library.outlines.read().lists[0].id
    pane.show_scope(ListScope(list_id), lists=1)
    assert pane.empty.shown.title == "No entries in this list"
    assert pane.empty.shown.hint.startswith(hint)
    with qtbot.waitSignal(pane.list_text_requested) as asked:
        pane.empty.button.click()
    assert asked.args == [list_id]
    with qtbot.waitSignal(pane.trash_list_requested) as asked:
        pane.empty.second_pressed.emit()
    assert asked.args == [list_id]
    library.close()


def test_the_order_is_chosen_from_a_menu(pane: EntriesPane, qtbot: QtBot) -> None:
    button = pane.header.sort_button
    actions = {action.text(): action for action in button.menu().actions()}
    assert list(actions) == [
        "List order",
        "Title",
        "Year, newest first",
        "Citations, most first",
        "Recently changed",
        "",
        "Group by",
        "Rows or table",
        "Columns and order…",
    ]
    with qtbot.waitSignal(pane.sort_changed) as chosen:
        actions["Year, newest first"].trigger()
    assert chosen.args == [Sort.YEAR]
    assert button.accessibleName() == "Sort: list order"
    pane.show_scope(ALL, EVERYTHING, Sort.YEAR)
    assert button.accessibleName() == "Sort: year, newest first"
    assert [name for name, action in actions.items() if action.isChecked()] == [
        "Year, newest first"
    ]
    pane.show_scope(ALL, EVERYTHING, ColumnSort(Level(Column.VENUE), Level(Column.YEAR)))
    assert button.accessibleName() == "Sort: venue up, then year up"
    assert not any(action.isChecked() for action in actions.values())


def ask_for_menu(pane: EntriesPane, reason: QContextMenuEvent.Reason, at: QPoint) -> None:
    event = QContextMenuEvent(reason, at, pane.view.viewport().mapToGlobal(at))
    QApplication.sendEvent(pane.view.viewport(), event)


@pytest.mark.parametrize("reason", list(QContextMenuEvent.Reason)[:2])
def test_the_menu_is_filled_by_others(
    pane: EntriesPane, reason: QContextMenuEvent.Reason, qtbot: QtBot
) -> None:
    click(qtbot, pane, middle(pane, 1))
    pane.menu_requested.connect(lambda menu: menu.addAction("Open"))
    ask_for_menu(pane, reason, middle(pane, 1))
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    assert [action.text() for action in menu.actions()] == ["Open"]
    menu.close()


def test_no_menu_without_a_row_or_without_actions(pane: EntriesPane, qtbot: QtBot) -> None:
    ask_for_menu(pane, QContextMenuEvent.Reason.Mouse, QPoint(50, 480))
    assert QApplication.activePopupWidget() is None
    click(qtbot, pane, middle(pane, 1))
    ask_for_menu(pane, QContextMenuEvent.Reason.Mouse, middle(pane, 1))
    assert QApplication.activePopupWidget() is None


def test_a_drag_carries_the_entries_as_text(pane: EntriesPane) -> None:
    pane.select_all()
    assert pane.view.drag().mimeData().text() == "7"


def test_hovering_shows_the_star_and_leaving_hides_it(pane: EntriesPane, qtbot: QtBot) -> None:
    viewport = pane.view.viewport()
    qtbot.mouseMove(viewport, star_of(pane, 1))
    assert pane.view._delegate._star_hover == 1
    qtbot.mouseMove(viewport, middle(pane, 1))
    assert pane.view._delegate._star_hover == -1
    qtbot.mouseMove(viewport, star_of(pane, 1))
    pane.view.leaveEvent(QKeyEvent(QKeyEvent.Type.Leave, 0, Qt.KeyboardModifier.NoModifier))
    assert pane.view._delegate._star_hover == -1


def test_names_for_a_screen_reader(pane: EntriesPane) -> None:
    def name(widget: QWidget) -> str:
        return QAccessible.queryAccessibleInterface(widget).text(QAccessible.Text.Name)

    named = {widget.objectName(): widget for widget in pane.findChildren(QWidget)}
    assert name(named["search"]) == "Search"
    assert name(named["entries"]) == "Entries"
    table = QAccessible.queryAccessibleInterface(pane.view)
    spoken = [table.child(i).text(QAccessible.Text.Name) for i in range(table.childCount())]
    assert "unread, paper: Attention, 2024" in spoken
    assert all(name(button) for button in pane.findChildren(QToolButton) if button.isVisible())


def test_tab_leaves_the_table(pane: EntriesPane) -> None:
    assert not pane.view.tabKeyNavigation()


PAINTED: dict[str, Callable[[int], str]] = {
    "long": lambda n: "A very long title " * 60,
    "one word": lambda n: "x" * 100_000,
    "CJK": lambda n: f"大型语言模型的高效推理综述及其变体 {n}" * 4,
    "right to left": lambda n: f"שלום עולם {n} עברית",
    "emoji": lambda n: f"🌟 🤗 𝕏 {n}",
}


@pytest.mark.parametrize("what", PAINTED)
def test_any_title_is_painted(what: str, tmp_path: Path, qtbot: QtBot) -> None:
    items = "\n".join(
        f"- [{PAINTED[what](n)}](https://arxiv.org/abs/2403.{n:05})" for n in range(1, 9)
    )
    library = library_of(tmp_path, f"# L\n\n{items}\n")
    pane = EntriesPane(library.entries, library.workspace, markdown_of=str)
    qtbot.addWidget(pane)
    pane.resize(400, 400)
    works = library.entries.all_works(ALL)
    for work, status in zip(works, Status, strict=False):
        library.workspace.run(SetStatus((work,), status))
    pane.show_scope(ALL)
    pane.show()
    pane.view.setFocus()
    pane.view.selectRow(1)
    pane.view.selectionModel().setCurrentIndex(
        pane.view.model().index(2, 0), QItemSelectionModel.SelectionFlag.NoUpdate
    )
    pictures = []
    for mode in (Mode.DARK, Mode.LIGHT):
        current().apply(mode)
        pictures.append(pane.grab().toImage())
    assert pictures[0] != pictures[1]
    library.close()


def scroll_to_the_middle(pane: EntriesPane) -> None:
    bar = pane.view.verticalScrollBar()
    bar.setValue(bar.maximum() // 2)
    assert bar.value()


def test_a_search_begins_at_the_top_and_down_goes_to_the_first_row(
    pane: EntriesPane, many: ListScope, qtbot: QtBot
) -> None:
    bar = pane.view.verticalScrollBar()
    pane.show_scope(many)
    scroll_to_the_middle(pane)
    pane.focus_search()
    pane.show_scope(many, parse("title"))
    assert (bar.value(), len(titles(pane))) == (0, 300)
    scroll_to_the_middle(pane)
    qtbot.keyClick(pane.header.search, Qt.Key.Key_Down)
    assert (chosen_title(pane), bar.value()) == ("Title 001", 0)
    assert pane.current() is not None


def test_a_search_shows_the_chosen_row_where_it_is_among_the_hits(
    pane: EntriesPane, many: ListScope
) -> None:
    bar = pane.view.verticalScrollBar()
    pane.show_scope(many)
    pane.select_key("arxiv:2402.00080")
    pane.show_scope(many, parse("list:many"))
    assert pane.view.viewport().rect().contains(middle(pane, 79))
    pane.view.selectRow(5)
    scroll_to_the_middle(pane)
    pane.show_scope(many, parse("title"))
    assert pane.view.viewport().rect().contains(middle(pane, 5))
    scroll_to_the_middle(pane)
    pane.show_scope(many, parse("title -006"))
    assert (pane.current(), bar.value()) == (None, 0)


@pytest.mark.parametrize("keys", [Qt.KeyboardModifier.NoModifier, CTRL])
def test_home_and_end_go_to_the_first_and_the_last_row(
    pane: EntriesPane, many: ListScope, qtbot: QtBot, keys: Qt.KeyboardModifier
) -> None:
    bar = pane.view.verticalScrollBar()
    pane.show_scope(many)
    pane.view.selectRow(100)
    qtbot.keyClick(pane.view, Qt.Key.Key_End, keys)
    assert (chosen_title(pane), pane.selected_count()) == ("Title 300", 1)
    assert bar.value() == bar.maximum()
    qtbot.keyClick(pane.view, Qt.Key.Key_Home, keys)
    assert (chosen_title(pane), pane.selected_count()) == ("Title 001", 1)
    assert bar.value() == 0
    qtbot.keyClick(pane.view, Qt.Key.Key_Down)
    qtbot.keyClick(pane.view, Qt.Key.Key_End, keys | SHIFT)
    assert (chosen_title(pane), pane.selected_count()) == ("Title 300", 299)
    qtbot.keyClick(pane.view, Qt.Key.Key_Home, keys | SHIFT)
    assert (chosen_title(pane), pane.selected_count()) == ("Title 001", 2)


@pytest.mark.parametrize("key", [Qt.Key.Key_Home, Qt.Key.Key_Down, Qt.Key.Key_Up])
def test_whoever_comes_by_tab_begins_with_the_first_row(
    pane: EntriesPane, many: ListScope, qtbot: QtBot, key: Qt.Key
) -> None:
    pane.show_scope(many)
    pane.header.search.setFocus()
    pane.view.setFocus(Qt.FocusReason.TabFocusReason)
    assert (pane.view.currentIndex().row(), pane.selected_count()) == (0, 0)
    qtbot.keyClick(pane.view, key)
    assert (chosen_title(pane), pane.selected_count()) == ("Title 001", 1)


def test_home_and_end_among_no_rows_go_nowhere(pane: EntriesPane, qtbot: QtBot) -> None:
    pane.show_scope(PlaceScope(Place.STARRED))
    for key in (Qt.Key.Key_Home, Qt.Key.Key_End):
        qtbot.keyClick(pane.view, key)
    assert pane.current() is None


@pytest.mark.parametrize(
    ("text", "said", "otherwise"),
    [
        ("", "", ""),
        ("kv cache", "", ""),
        ("is:unread", "Shown: unread.", ""),
        ("is:nothing", "Shown: “is:nothing”.", "“is:nothing” was searched as text: is: takes"),
        ("is:changed", "Shown: changed.", ""),
    ],
)
def test_a_quiet_line_says_how_a_query_was_read(
    pane: EntriesPane, scope: Scope, text: str, said: str, otherwise: str
) -> None:
    pane.show_scope(scope, parse(text), text=text)
    for line, expected in ((pane.above.reading, said), (pane.above.otherwise, otherwise)):
        assert line.isVisible() == bool(expected)
        assert expected in line.text()


def test_what_was_not_understood_is_seen_however_long_the_query(
    pane: EntriesPane, scope: Scope
) -> None:
    text = f"({' or '.join(f'title:word{number}' for number in range(40))}) foo:bar"
    pane.show_scope(scope, parse(text), text=text)
    assert pane.above.reading.shown_text().endswith("…")
    said = "“foo:bar” was searched as text: no field is called foo."
    assert pane.above.otherwise.shown_text() == said
