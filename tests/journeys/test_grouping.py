"""The table below headers: chosen, gone through, folded, acted on and remembered, by keys alone."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtWidgets import QApplication, QDialog, QMenu

from effllm_desktop.domain.columns import Column
from effllm_desktop.domain.scopes import Place, PlaceScope
from tests.support.window import running, write_lists

KEY = Qt.Key
CONTROL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
SECTIONS = [
    "First list / Pruning (2)",
    "Wanda",
    "SparseGPT",
    "First list / Serving (2)",
    "vllm",
    "Notes on serving",
    "Second list / Pruning again (1)",
    "Sheared LLaMA",
]


@pytest.fixture
def person(qtbot, tmp_path):
    with running(qtbot, tmp_path / "library", sources=write_lists(tmp_path)) as person:
        person.go("All")
        person.entries.setFocus()
        yield person


def rows(person):
    """Titles, and headers with the numbers of their entries."""
    model = person.entries.model()
    return [
        f"{model.index(row, 0).data()} ({group.rows})"
        if (group := model.group_at(row))
        else model.row(row).title
        for row in range(model.rowCount())
    ]


def here(person):
    return rows(person)[person.entries.currentIndex().row()]


def active(person):
    person.window.activateWindow()  # where no window manager does it
    person.qtbot.waitUntil(person.window.isActiveWindow)
    person.entries.setFocus()


def by_palette(person, words):
    person.press(KEY.Key_K, CONTROL, at=person.entries)
    (palette,) = (one for one in person.window.findChildren(QDialog, "palette") if one.isVisible())
    person.qtbot.waitUntil(palette.field.hasFocus)
    person.qtbot.keyClicks(palette.field, words)
    person.qtbot.waitUntil(lambda: bool(palette.shown) and palette.shown[0].text == words)
    person.qtbot.keyClick(palette.field, KEY.Key_Return)
    active(person)


def test_groups_are_chosen_gone_through_and_acted_on_by_keys(person):
    active(person)
    by_palette(person, "Group by section")
    assert rows(person) == SECTIONS
    person.press(KEY.Key_Home, at=person.entries)
    assert here(person) == SECTIONS[0]
    person.press(KEY.Key_Space, at=person.entries)
    assert rows(person) == [SECTIONS[0], *SECTIONS[3:]]
    person.press(KEY.Key_Down, at=person.entries)
    assert here(person) == SECTIONS[3]
    person.press(KEY.Key_Return, at=person.entries)
    assert rows(person) == [SECTIONS[0], SECTIONS[3], *SECTIONS[6:]]
    person.press(KEY.Key_Right, at=person.entries)
    person.press(KEY.Key_Right, at=person.entries)
    assert here(person) == "vllm"
    person.press(KEY.Key_G, CONTROL | SHIFT, at=person.entries)
    assert person.bench.entries.selected_count() == 2
    person.press(KEY.Key_S, at=person.entries)
    person.wait()
    library = person.desk.session.library
    starred = [row.title for row in shown(library) if row.starred]
    assert starred == ["vllm", "Notes on serving"]
    assert person.bench.entries.selected_count() == 2
    person.press(KEY.Key_Z, CONTROL, at=person.entries)
    person.wait()
    assert not any(row.starred for row in shown(library))
    assert rows(person) == [SECTIONS[0], *SECTIONS[3:]]


def shown(library):
    scope = PlaceScope(Place.ALL)
    return library.entries.rows(scope, library.entries.select(scope).row_ids)


def test_all_groups_fold_and_unfold_and_a_header_is_no_entry(person):
    active(person)
    assert not person.window.commands["fold_groups"].isEnabled()
    person.choose("View", "Groups", "Group by section")
    person.press(KEY.Key_Left, CONTROL | SHIFT, at=person.entries)
    assert rows(person) == SECTIONS[::3]
    person.press(KEY.Key_Home, at=person.entries)
    assert person.bench.entries.selected_works() == []
    assert not person.window.commands["toggle_star"].isEnabled()
    person.press(KEY.Key_Return, at=person.entries)
    person.press(KEY.Key_Return, at=person.entries)
    assert person.desk.tabs.front is person.bench  # no paper was opened
    person.press(KEY.Key_Right, CONTROL | SHIFT, at=person.entries)
    assert rows(person) == SECTIONS
    person.press(KEY.Key_N, at=person.entries)
    assert here(person) == "Wanda"
    person.bench.entries.view.selectionModel().clear()
    person.choose("View", "Groups", "Select the group")
    assert "Go to an entry" in person.window.status.message


def test_the_dialog_groups_and_each_place_remembers(person, qtbot, tmp_path):
    active(person)
    person.press(KEY.Key_L, CONTROL | SHIFT, at=person.entries)
    dialogs = person.window.findChildren(QDialog, "columns")
    dialog = next(one for one in dialogs if one.isVisible())
    qtbot.waitUntil(dialog.rows.hasFocus)
    field = dialog.group_field
    for _ in range(field.findText("Kind")):
        person.press(KEY.Key_Down, at=field)
    person.press(KEY.Key_Escape, at=dialog)
    active(person)
    by_kind = ["Article (1)", "Notes on serving", "Paper (3)", "Wanda", "SparseGPT"]
    assert rows(person)[:5] == by_kind
    assert person.window.commands["group_kind"].isChecked()
    person.press(KEY.Key_L, CONTROL, at=person.entries)
    assert rows(person)[0] == "Wanda"
    assert not person.window.commands["group_kind"].isChecked()
    person.press(KEY.Key_L, CONTROL, at=person.entries)
    assert rows(person)[:5] == by_kind
    person.go("First list")
    assert rows(person) == ["Wanda", "SparseGPT", "vllm", "Notes on serving"]
    person.choose("View", "Groups", "Group by year")
    assert rows(person)[0] == "2023 (2)"
    person.go("Serving")
    assert rows(person)[0] == "No year (2)"
    person.window.close()
    with running(qtbot, tmp_path / "library") as again:
        assert rows(again)[0] == "No year (2)"
        again.go("All")
        assert rows(again)[:5] == by_kind
        again.choose("View", "Groups", "No groups")
        assert rows(again)[0] == "Wanda"
        assert again.bench.look.is_table


def test_the_menus_of_the_table_group_too(person):
    active(person)
    person.press(KEY.Key_L, CONTROL, at=person.entries)
    table = person.bench.entries.table
    table.menu_wanted.emit(person.entries.mapToGlobal(person.entries.rect().center()))
    menus = person.window.findChildren(QMenu, "column_menu")
    menu = next(one for one in menus if one.isVisible())
    groups = next(action.menu() for action in menu.actions() if action.text() == "Group by")
    offered = {action.text(): action for action in groups.actions()}
    assert [name for name, one in offered.items() if one.isChecked()] == ["Nothing"]
    offered["List"].trigger()
    menu.hide()
    assert rows(person)[0] == "First list (4)"
    person.bench.entries.header.sort_button.group_chosen.emit(Column.STATUS)
    assert rows(person)[0] == "Unread (5)"


def test_a_header_has_a_menu_of_its_own(person):
    def menu():
        rect = person.entries.visualRect(person.entries.currentIndex())
        place = person.entries.viewport().mapToGlobal(rect.center())
        event = QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, rect.center(), place)
        QApplication.sendEvent(person.entries.viewport(), event)
        (shown,) = (one for one in person.entries.findChildren(QMenu) if one.isVisible())
        texts = {action.text(): action for action in shown.actions()}
        shown.hide()
        return texts

    active(person)
    person.choose("View", "Groups", "Group by section")
    person.press(KEY.Key_Down, at=person.entries)
    assert "Star" in menu()
    person.press(KEY.Key_Home, at=person.entries)
    offered = menu()
    assert "Star" not in offered
    offered["Fold all groups"].trigger()
    assert rows(person) == SECTIONS[::3]


def test_rows_in_groups_are_not_in_the_order_that_the_reader_gives(person):
    active(person)
    person.go("First list")
    assert person.bench.is_in_own_order
    person.choose("View", "Groups", "Group by section")
    assert not person.bench.is_in_own_order
    person.press(KEY.Key_Home, at=person.entries)
    person.press(KEY.Key_Down, at=person.entries)
    person.press(KEY.Key_Down, Qt.KeyboardModifier.AltModifier, at=person.entries)
    assert "without a search or groups" in person.window.status.message
