"""Columns, groups and order of a table, chosen by keys or by the mouse; all of it shows at once."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QSpinBox,
    QWidget,
)

from effllm_desktop.domain.columns import Column, ColumnSort, Level, Sorting, by_columns
from effllm_desktop.domain.scopes import Sort
from effllm_desktop.ui.entries.columns import COLUMNS, WIDTHS, Shown
from effllm_desktop.ui.entries.group_words import NO_GROUPS, offered
from effllm_desktop.ui.theme import tokens
from effllm_desktop.ui.widgets.dialog_foot import closing_foot
from effllm_desktop.ui.widgets.titled_column import titled_column
from effllm_desktop.ui.widgets.tone_label import ToneLabel

SIZE = (420, 680)
HINT = "Space shows a column or hides it, Alt+Up and Alt+Down move it. What you choose stays here."
_COLUMN, _WIDTH = Qt.ItemDataRole.UserRole, Qt.ItemDataRole.UserRole + 1
_UP, _DOWN = "Smallest first, A to Z", "Largest first, Z to A"


class ColumnsDialog(QDialog):
    """Says what is chosen each time that something is."""

    columns_chosen = Signal(object)  # tuple[Shown, ...]
    sort_chosen = Signal(object)  # Sorting
    group_chosen = Signal(object)  # Column, or None

    def __init__(
        self,
        columns: Sequence[Shown],
        sort: Sorting,
        place: str,
        parent: QWidget | None = None,
        *,
        group: Column | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("columns")
        self.setWindowTitle("Columns and order")
        self.setAccessibleName(self.windowTitle())
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.resize(*SIZE)
        self._quiet = True
        self.rows = _Rows()
        self.width_field = QSpinBox()
        self.group_field = QComboBox()
        self.levels = (_LevelRow("Sort by", "List order"), _LevelRow("Then by", "List order"))
        self._arrange(place)
        self._fill(columns)
        self._fill_groups(group)
        self._show_sort(sort)
        self._connect()
        self._quiet = False
        self.rows.setCurrentRow(0)

    def _fill(self, columns: Sequence[Shown]) -> None:
        """First those that are shown, in their order, then the others."""
        there = {one.column for one in columns}
        others = [Shown(one, look.width) for one, look in COLUMNS.items() if one not in there]
        for one in (*columns, *others):
            item = QListWidgetItem(COLUMNS[one.column].name)
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            shown = one.column in there
            item.setCheckState(Qt.CheckState.Checked if shown else Qt.CheckState.Unchecked)
            item.setData(_COLUMN, one.column.value)
            item.setData(_WIDTH, one.width)
            self.rows.addItem(item)

    def _fill_groups(self, group: Column | None) -> None:
        self.group_field.setAccessibleName("Group by")
        self.group_field.addItem(NO_GROUPS, None)
        for column, name in offered().items():
            self.group_field.addItem(name, column.value)
        wanted = None if group is None else group.value
        self.group_field.setCurrentIndex(max(self.group_field.findData(wanted), 0))

    def _on_group(self) -> None:
        chosen = self.group_field.currentData()
        self.group_chosen.emit(None if chosen is None else Column(chosen))

    def _items(self) -> list[QListWidgetItem]:
        return [self.rows.item(number) for number in range(self.rows.count())]

    def _chosen(self) -> tuple[Shown, ...]:
        return tuple(
            Shown(Column(item.data(_COLUMN)), item.data(_WIDTH))
            for item in self._items()
            if item.checkState() is Qt.CheckState.Checked
        )

    def _tell(self) -> None:
        """A table without any column is none: the last one stays."""
        if self._quiet:
            return
        chosen = self._chosen()
        if chosen:
            self.columns_chosen.emit(chosen)
        else:
            self.rows.currentItem().setCheckState(Qt.CheckState.Checked)

    def _move(self, step: int) -> None:
        row = self.rows.currentRow()
        to = row + step
        if row >= 0 and 0 <= to < self.rows.count():
            self._quiet = True
            item = self.rows.takeItem(row)
            self.rows.insertItem(to, item)
            self.rows.setCurrentRow(to)
            self._quiet = False
            self._tell()

    def _show_width(self) -> None:
        item = self.rows.currentItem()
        if item is not None:
            quiet, self._quiet = self._quiet, True
            self.width_field.setValue(item.data(_WIDTH))
            self._quiet = quiet

    def _on_width(self, width: int) -> None:
        item = self.rows.currentItem()
        if not self._quiet:
            item.setData(_WIDTH, width)  # the item says that it changed

    def _show_sort(self, sort: Sorting) -> None:
        order = by_columns(sort)
        levels = () if order is None else order.levels
        for number, row in enumerate(self.levels):
            row.show(levels[number] if number < len(levels) else None)
        self.levels[1].setEnabled(bool(levels))

    def _on_sort(self) -> None:
        first, second = (row.level() for row in self.levels)
        self.levels[1].setEnabled(first is not None)
        if first is None:
            self.sort_chosen.emit(Sort.LIST)
        else:
            same = second is not None and second.column is first.column
            self.sort_chosen.emit(ColumnSort(first, None if same else second))

    def _arrange(self, place: str) -> None:
        self.width_field.setRange(*WIDTHS)
        self.width_field.setSingleStep(10)
        self.width_field.setAccessibleName("Width of the column")
        width = QLabel("Width")
        width.setBuddy(self.width_field)
        self.up, self.down = QPushButton("Up"), QPushButton("Down")
        for button in (self.up, self.down):
            button.setAutoDefault(False)
        beside = QHBoxLayout()
        for one in (self.up, self.down):
            beside.addWidget(one)
        beside.addStretch()
        beside.addWidget(width)
        beside.addWidget(self.width_field)
        grid = QGridLayout()
        grid.setSpacing(tokens.SPACE_S)
        grid.setColumnStretch(1, 1)
        groups = QLabel("Group by")
        groups.setBuddy(self.group_field)
        grid.addWidget(groups, 0, 0)
        grid.addWidget(self.group_field, 0, 1, 1, 2)
        for number, row in enumerate(self.levels, start=1):
            row.put(grid, number)
        hint = ToneLabel(HINT)
        hint.setWordWrap(True)
        column = titled_column(self, f"Columns of {place}")
        column.addWidget(hint)
        column.addWidget(self.rows, 1)
        column.addLayout(beside)
        column.addLayout(grid)
        column.addLayout(closing_foot(self))
        self.setFocusProxy(self.rows)

    def _connect(self) -> None:
        self.rows.itemChanged.connect(lambda _: self._tell())
        self.rows.currentRowChanged.connect(lambda _: self._show_width())
        self.rows.move_wanted.connect(self._move)
        self.up.clicked.connect(lambda: self._move(-1))
        self.down.clicked.connect(lambda: self._move(1))
        self.width_field.valueChanged.connect(self._on_width)
        self.group_field.activated.connect(lambda _: self._on_group())
        for row in self.levels:
            for box in (row.column, row.direction):
                box.activated.connect(lambda _: self._on_sort())


class _Rows(QListWidget):
    """Alt+Up and Alt+Down move a column."""

    move_wanted = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName("All columns")
        self.setProperty("framed", True)

    def event(self, event: QEvent) -> bool:
        override = event.type() == QEvent.Type.ShortcutOverride
        if override and isinstance(event, QKeyEvent) and _step(event):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if step := _step(event):
            self.move_wanted.emit(step)
        else:
            super().keyPressEvent(event)


class _LevelRow:
    """A column and a direction: one level of an order."""

    def __init__(self, name: str, none: str) -> None:
        self._name = QLabel(name)
        self.column, self.direction = QComboBox(), QComboBox()
        self._name.setBuddy(self.column)
        self.column.setAccessibleName(name)
        self.direction.setAccessibleName(f"{name}: direction")
        self.column.addItem(none, None)
        for column, look in COLUMNS.items():
            self.column.addItem(look.name, column.value)
        self.direction.addItems([_UP, _DOWN])

    def put(self, grid: QGridLayout, row: int) -> None:
        for place, one in enumerate((self._name, self.column, self.direction)):
            grid.addWidget(one, row, place)

    def setEnabled(self, enabled: bool) -> None:  # noqa: FBT001 - as widgets have it
        for one in (self._name, self.column, self.direction):
            one.setEnabled(enabled)

    def show(self, level: Level | None) -> None:
        wanted = None if level is None else level.column.value
        self.column.setCurrentIndex(max(self.column.findData(wanted), 0))
        self.direction.setCurrentIndex(int(level is not None and level.descending))

    def level(self) -> Level | None:
        chosen = self.column.currentData()
        if chosen is None:
            return None
        return Level(Column(chosen), self.direction.currentIndex() == 1)


def _step(event: QKeyEvent) -> int:
    if event.modifiers() != Qt.KeyboardModifier.AltModifier:
        return 0
    return {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()), 0)
