"""Columns and order chosen by keys; what is chosen is said at once."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication

from effllm_desktop.domain.columns import Column, ColumnSort, Level
from effllm_desktop.domain.scopes import Sort
from effllm_desktop.ui.entries.columns import COLUMNS, Shown
from effllm_desktop.ui.entries.columns_dialog import ColumnsDialog

ALT = Qt.KeyboardModifier.AltModifier
SHOWN = (Shown(Column.TITLE, 200), Shown(Column.YEAR, 60))


class Asked:
    """The dialog, and what it said last."""

    def __init__(self, qtbot, sort=Sort.LIST, group=None):
        self.dialog = ColumnsDialog(SHOWN, sort, "All", group=group)
        self.qtbot = qtbot
        qtbot.addWidget(self.dialog)
        self.columns, self.sorts, self.groups = [], [], []
        self.dialog.group_chosen.connect(self.groups.append)
        self.dialog.columns_chosen.connect(self.columns.append)
        self.dialog.sort_chosen.connect(self.sorts.append)
        self.dialog.show()
        self.dialog.rows.setFocus()

    def press(self, key, modifier=Qt.KeyboardModifier.NoModifier, at=None):
        self.qtbot.keyClick(at or self.dialog.rows, key, modifier)

    def names(self):
        return [one.column.value for one in self.columns[-1]]


@pytest.fixture
def asked(qtbot):
    return Asked(qtbot)


def test_all_columns_are_offered_the_shown_ones_first(asked):
    rows = asked.dialog.rows
    names = [rows.item(number).text() for number in range(rows.count())]
    assert names[:2] == ["Title", "Year"]
    assert sorted(names) == sorted(look.name for look in COLUMNS.values())
    checked = [rows.item(n).checkState() is Qt.CheckState.Checked for n in range(rows.count())]
    assert checked == [True, True] + [False] * (len(COLUMNS) - 2)
    assert asked.columns == asked.sorts == []


def test_space_shows_a_column_and_hides_it(asked):
    asked.press(Qt.Key.Key_Down)
    asked.press(Qt.Key.Key_Down)
    asked.press(Qt.Key.Key_Space)
    assert asked.names() == ["title", "year", "status"]
    asked.press(Qt.Key.Key_Space)
    assert asked.names() == ["title", "year"]


def test_the_last_column_stays(asked):
    asked.press(Qt.Key.Key_Space)
    assert asked.names() == ["year"]
    asked.press(Qt.Key.Key_Down)
    asked.press(Qt.Key.Key_Space)
    assert asked.names() == ["year"]
    assert asked.dialog.rows.currentItem().checkState() is Qt.CheckState.Checked


def test_alt_and_arrows_move_a_column(asked):
    asked.press(Qt.Key.Key_Down, ALT)
    assert asked.names() == ["year", "title"]
    assert asked.dialog.rows.currentItem().text() == "Title"
    asked.press(Qt.Key.Key_Up, ALT)
    assert asked.names() == ["title", "year"]
    said = len(asked.columns)
    asked.press(Qt.Key.Key_Up, ALT)
    assert len(asked.columns) == said
    asked.qtbot.mouseClick(asked.dialog.down, Qt.MouseButton.LeftButton)
    assert asked.names() == ["year", "title"]
    asked.qtbot.mouseClick(asked.dialog.up, Qt.MouseButton.LeftButton)
    assert asked.names() == ["title", "year"]


@pytest.mark.parametrize(("modifier", "is_claimed"), [(ALT, True), (ALT.NoModifier, False)])
def test_the_keys_that_move_are_no_shortcuts(asked, modifier, is_claimed):
    event = QKeyEvent(QKeyEvent.Type.ShortcutOverride, Qt.Key.Key_Up, modifier)
    event.ignore()
    QApplication.sendEvent(asked.dialog.rows, event)
    assert event.isAccepted() == is_claimed


def test_a_width_is_typed(asked):
    field = asked.dialog.width_field
    assert field.value() == 200
    asked.press(Qt.Key.Key_Down)
    assert field.value() == 60
    assert asked.columns == []
    asked.press(Qt.Key.Key_Up, at=field)
    assert asked.columns == [(SHOWN[0], Shown(Column.YEAR, 70))]
    asked.press(Qt.Key.Key_Up)
    asked.press(Qt.Key.Key_Down)
    assert field.value() == 70


def choose(asked, box, text):
    box.setFocus()
    asked.press(Qt.Key.Key_Home, at=box)
    for _ in range(box.findText(text)):
        asked.press(Qt.Key.Key_Down, at=box)
    assert box.currentText() == text


def test_two_levels_are_chosen(asked):
    first, second = asked.dialog.levels
    assert not second.column.isEnabled()
    choose(asked, first.column, "Year")
    assert asked.sorts[-1] == ColumnSort(Level(Column.YEAR))
    assert second.column.isEnabled()
    choose(asked, first.direction, "Largest first, Z to A")
    choose(asked, second.column, "Title")
    year = Level(Column.YEAR, descending=True)
    assert asked.sorts[-1] == ColumnSort(year, Level(Column.TITLE))
    choose(asked, second.column, "Year")
    assert asked.sorts[-1] == ColumnSort(year)
    choose(asked, first.column, "List order")
    assert asked.sorts[-1] is Sort.LIST
    assert not second.column.isEnabled()


def test_groups_are_chosen(asked):
    field = asked.dialog.group_field
    assert field.currentText() == "Nothing"
    choose(asked, field, "Venue")
    assert asked.groups[-1] is Column.VENUE
    choose(asked, field, "Nothing")
    assert asked.groups[-1] is None
    assert asked.sorts == []


def test_the_group_in_force_is_shown(qtbot):
    assert Asked(qtbot, group=Column.TAGS).dialog.group_field.currentText() == "Tags"


@pytest.mark.parametrize(
    ("sort", "shown"),
    [
        (Sort.YEAR, ["Year", 1, "List order", 0]),
        (
            ColumnSort(Level(Column.TITLE), Level(Column.YEAR, descending=True)),
            ["Title", 0, "Year", 1],
        ),
    ],
)
def test_the_order_in_force_is_shown(qtbot, sort, shown):
    levels = Asked(qtbot, sort).dialog.levels
    said = [(one.column.currentText(), one.direction.currentIndex()) for one in levels]
    assert [*said[0], *said[1]] == shown


def test_all_of_it_is_reached_with_tab(asked):
    first, second = asked.dialog.levels
    seen = set()
    for _ in range(14):
        seen.add(QApplication.focusWidget())
        asked.press(Qt.Key.Key_Tab, at=QApplication.focusWidget())
    parts = {asked.dialog.rows, asked.dialog.width_field, asked.dialog.up, asked.dialog.down}
    parts.add(asked.dialog.group_field)
    assert parts | {first.column, first.direction} <= seen
    assert second.column not in seen
