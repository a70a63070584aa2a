"""Entries as a table, by keys alone: columns, two levels of order, many works at once."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QDialog, QMenu

from effllm_desktop.domain.columns import Column, ColumnSort, Level
from effllm_desktop.domain.scopes import Sort
from effllm_desktop.ui.entries.columns import Shown
from tests.support.window import running, write_lists

CONTROL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
ALT = Qt.KeyboardModifier.AltModifier
SERVING = ["vllm", "Notes on serving"]


@pytest.fixture
def person(qtbot, tmp_path):
    with running(qtbot, tmp_path / "library", sources=write_lists(tmp_path)) as person:
        person.go("All")
        person.entries.setFocus()
        yield person


def headings(person):
    model, across = person.entries.model(), Qt.Orientation.Horizontal
    role = Qt.ItemDataRole.AccessibleTextRole
    return [model.headerData(place, across, role) for place in range(model.columnCount())]


def titles(person):
    model = person.entries.model()
    return [model.row(number).title for number in range(model.rowCount())]


def opened(person):
    person.press(Qt.Key.Key_L, CONTROL | SHIFT, at=person.entries)
    dialogs = person.window.findChildren(QDialog, "columns")
    shown = next(one for one in dialogs if one.isVisible())
    person.qtbot.waitUntil(shown.rows.hasFocus)
    return shown


def closed(person, shown):
    person.press(Qt.Key.Key_Escape, at=shown)
    person.window.activateWindow()  # where no window manager does it
    person.qtbot.waitUntil(person.window.isActiveWindow)
    person.entries.setFocus()


def order(person, box, text):
    person.press(Qt.Key.Key_Home, at=box)
    for _ in range(box.findText(text)):
        person.press(Qt.Key.Key_Down, at=box)


def test_rows_become_a_table_and_rows_again(person):
    person.press(Qt.Key.Key_Down, at=person.entries)
    chosen = person.bench.entries.selected_works()
    person.press(Qt.Key.Key_L, CONTROL, at=person.entries)
    assert headings(person) == ["Status", "Star", "Title", "Authors", "Year", "Tags"]
    assert person.bench.entries.selected_works() == chosen
    person.press(Qt.Key.Key_L, CONTROL, at=person.entries)
    assert headings(person) == [None]
    assert person.bench.entries.selected_works() == chosen


def test_columns_and_order_are_chosen_by_keys_and_remembered(person, qtbot, tmp_path):
    shown = opened(person)
    person.press(Qt.Key.Key_Space, at=shown.rows)
    person.press(Qt.Key.Key_Down, at=shown.rows)
    person.press(Qt.Key.Key_Down, ALT, at=shown.rows)
    order(person, shown.levels[0].column, "Year")
    order(person, shown.levels[0].direction, "Largest first, Z to A")
    order(person, shown.levels[1].column, "Title")
    closed(person, shown)
    said = [
        "Title, sorted second, smallest first",
        "Star",
        "Authors",
        "Year, sorted, largest first",
        "Tags",
    ]
    assert headings(person) == said
    expected = ["Sheared LLaMA", "SparseGPT", "Wanda", "Notes on serving", "vllm"]
    assert titles(person) == expected
    person.go("First list")
    assert headings(person) == [None]
    assert titles(person) == ["Wanda", "SparseGPT", "vllm", "Notes on serving"]
    person.go("Serving")
    person.press(Qt.Key.Key_L, CONTROL, at=person.entries)
    person.go("Pruning")
    assert headings(person)[0] == "Status"  # the look of a list is that of its sections
    person.go("All")
    assert headings(person) == said
    person.window.close()
    with running(qtbot, tmp_path / "library") as again:
        assert headings(again) == said
        assert titles(again) == expected


def test_what_is_done_to_many_works_is_done_in_the_table_too(person):
    library = person.desk.session.library
    person.press(Qt.Key.Key_L, CONTROL, at=person.entries)
    person.press(Qt.Key.Key_A, CONTROL, at=person.entries)
    person.press(Qt.Key.Key_S, at=person.entries)
    person.wait()
    role = Qt.ItemDataRole.DisplayRole
    model = person.entries.model()
    assert {model.index(row, 1).data(role) for row in range(5)} == {"Starred"}
    assert len(person.bench.entries.selected_works()) == 5
    person.press(Qt.Key.Key_Z, CONTROL, at=person.entries)
    assert {model.index(row, 1).data(role) for row in range(5)} == {""}
    person.press(Qt.Key.Key_Home, at=person.entries)
    person.press(Qt.Key.Key_Space, at=person.entries)
    assert person.entries.currentIndex().row() == 1
    assert library.workspace.undo_label is None


def test_the_menu_of_the_headings_shows_and_hides_columns(person):
    person.press(Qt.Key.Key_L, CONTROL, at=person.entries)
    table = person.bench.entries.table

    def menu():
        table.menu_wanted.emit(person.entries.mapToGlobal(person.entries.rect().center()))
        menus = person.window.findChildren(QMenu, "column_menu")
        found = next(one for one in menus if one.isVisible())
        return found, {action.text(): action for action in found.actions()}

    shown, actions = menu()
    ticked = {name for name, action in actions.items() if action.isChecked()}
    assert ticked == {"Status", "Star", "Title", "Authors", "Year", "Tags"}
    actions["Venue"].trigger()
    shown.hide()
    assert headings(person)[-1] == "Venue"
    for name in ("Venue", "Tags", "Year", "Authors", "Star", "Status"):
        shown, actions = menu()
        actions[name].trigger()
        shown.hide()
    assert headings(person) == ["Title"]
    shown, actions = menu()
    assert not actions["Title"].isEnabled()
    assert actions["Year"].isEnabled()
    actions["Rows as they are"].trigger()
    shown.hide()
    assert headings(person) == [None]
    person.press(Qt.Key.Key_L, CONTROL, at=person.entries)
    assert headings(person) == ["Title"]


def test_headings_sort_and_the_menus_of_the_window_know(person):
    person.press(Qt.Key.Key_L, CONTROL, at=person.entries)
    bench, commands = person.bench, person.window.commands
    person.choose("View", "Sort by", "Year, newest first")
    assert bench.sort is Sort.YEAR
    assert headings(person)[4] == "Year, sorted, largest first"
    bench.entries.table.sort_wanted.emit(ColumnSort(Level(Column.TITLE, descending=True)))
    assert titles(person)[0] == "Wanda"
    ticked = [sort for sort in Sort if commands[f"sort_{sort.value}"].isChecked()]
    assert ticked == []
    assert not bench.is_in_own_order
    person.choose("View", "Sort by", "List order")
    assert titles(person)[0] == "Wanda"
    assert bench.sort is Sort.LIST


def test_a_width_is_remembered_when_an_edge_is_dragged(person):
    person.press(Qt.Key.Key_L, CONTROL, at=person.entries)
    header = person.entries.horizontalHeader()
    header.resizeSection(3, 222)
    person.go("First list")
    person.go("All")
    assert person.bench.look.columns[3] == Shown(Column.AUTHORS, 222)
    assert person.entries.horizontalHeader().sectionSize(3) == 222


def test_the_buttons_menu_leads_to_the_table(person):
    button = person.bench.entries.header.sort_button
    actions = {action.text(): action for action in button.menu().actions()}
    actions["Rows or table"].trigger()
    assert headings(person)[0] == "Status"
    actions["Columns and order…"].trigger()
    (shown,) = [one for one in QApplication.topLevelWidgets() if one.objectName() == "columns"]
    assert shown.isVisible()
    closed(person, shown)
