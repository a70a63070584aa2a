"""Which section of which list goes where: shown, and changed in place."""

from typing import TYPE_CHECKING

from PySide6.QtCore import (
    QAbstractItemModel,
    QModelIndex,
    QPersistentModelIndex,
    QSignalBlocker,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QCompleter,
    QHeaderView,
    QLineEdit,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableWidget,
    QTableWidgetItem,
    QWidget,
)

from effllm_desktop.domain.curation import Move

if TYPE_CHECKING:
    from effllm_desktop.app.exporting.arranging import MergedSection

TOP = "(above all sections)"
LEFT_OUT = "Left out"
_Index = QModelIndex | QPersistentModelIndex
_FROM, _COUNT, _TO = range(3)
_HEADS = ("Section", "Entries", "Goes to")
_FIXED = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable

_CHECKED = _FIXED | Qt.ItemFlag.ItemIsUserCheckable
_EDITED = _FIXED | Qt.ItemFlag.ItemIsEditable
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class SectionMap(QTableWidget):
    """One row for each section. Space takes it out or in again, Enter says where it goes.

    Tells what the reader moved; what follows from it is shown when the next preview is there.
    """

    moved = Signal(object)  # tuple[Move, ...]

    def __init__(self) -> None:
        super().__init__(0, len(_HEADS))
        self.setObjectName("section_map")
        self.setAccessibleName("Which sections go where")
        self.setHorizontalHeaderLabels(_HEADS)
        self.verticalHeader().hide()
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        self.setTabKeyNavigation(False)
        self.setProperty("framed", True)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setItemDelegateForColumn(_TO, _TargetEditor(self))
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setSectionResizeMode(_FROM, QHeaderView.ResizeMode.Stretch)
        header.setSectionResizeMode(_COUNT, QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(_TO, QHeaderView.ResizeMode.Stretch)
        self._moves: dict[str, str | None] = {}
        self._sources: list[str] = []
        self.itemChanged.connect(self._on_changed)

    @property
    def targets(self) -> list[str]:
        """The sections that something goes to."""
        said = dict.fromkeys(self._cell(row, _TO).text() for row in range(self.rowCount()))
        return [one for one in said if one not in (TOP, LEFT_OUT)]

    def show_sections(self, sections: "tuple[MergedSection, ...]", moves: tuple[Move, ...]) -> None:
        """Show where sections go; where the same ones are there, the current cell stays."""
        with QSignalBlocker(self):
            self._moves = {one.source: one.target for one in moves}
            sources = [one.source for one in sections]
            if sources != self._sources:
                self._sources = sources
                self.setRowCount(len(sections))
                for row, one in enumerate(sections):
                    self._fill(row, one)
                return
            for row, one in enumerate(sections):
                _write(tuple(self._cell(row, column) for column in (_FROM, _COUNT, _TO)), one)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter and Space act on the current row, whichever of its cells is current."""
        row = self.currentRow()
        if row < 0 or self.state() == QAbstractItemView.State.EditingState:
            super().keyPressEvent(event)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if self._cell(row, _TO).flags() & Qt.ItemFlag.ItemIsEditable:
                self.edit(self.model().index(row, _TO))
        elif event.key() == Qt.Key.Key_Space:
            self._turn(self._cell(row, _FROM))
        else:
            super().keyPressEvent(event)

    def _cell(self, row: int, column: int) -> QTableWidgetItem:
        item = self.item(row, column)
        assert item is not None  # noqa: S101 - each row is filled
        return item

    def _turn(self, item: QTableWidgetItem) -> None:
        is_in = item.checkState() is Qt.CheckState.Checked
        item.setCheckState(Qt.CheckState.Unchecked if is_in else Qt.CheckState.Checked)

    def _fill(self, row: int, one: "MergedSection") -> None:
        """Make the cells of a row. They are put into the table when they say what they should."""
        source, count, target = QTableWidgetItem(one.source), QTableWidgetItem(), QTableWidgetItem()
        source.setToolTip(one.source)
        count.setFlags(_FIXED)
        count.setTextAlignment(_RIGHT)
        _write((source, count, target), one)
        for column, item in ((_FROM, source), (_COUNT, count), (_TO, target)):
            self.setItem(row, column, item)

    def _on_changed(self, item: QTableWidgetItem) -> None:
        source = self._sources[item.row()]
        if item.column() == _FROM and item.checkState() is Qt.CheckState.Unchecked:
            self._moves[source] = None
        elif item.column() == _FROM:
            self._moves.pop(source, None)
        else:
            words = item.text().strip()
            self._moves[source] = "" if words == TOP else words
        self.moved.emit(tuple(Move(*one) for one in self._moves.items()))


def _write(cells: tuple[QTableWidgetItem, ...], one: "MergedSection") -> None:
    """Let a row's cells say where a section goes."""
    source, count, target = cells
    is_in = one.target is not None
    source.setFlags(_CHECKED)
    source.setCheckState(Qt.CheckState.Checked if is_in else Qt.CheckState.Unchecked)
    count.setText(f"{one.entries:,}")
    words = (one.target or TOP) if is_in else LEFT_OUT
    target.setText(words)
    target.setToolTip(words)
    flags = _EDITED if is_in else _FIXED
    if target.flags() != flags:  # else a field that is open there would begin anew
        target.setFlags(flags)
    font = target.font()
    if font.bold() != one.is_moved:
        font.setBold(one.is_moved)
        target.setFont(font)


class _TargetEditor(QStyledItemDelegate):
    """A field that knows the sections that are there already."""

    def __init__(self, table: SectionMap) -> None:
        super().__init__(table)
        self._table = table

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: _Index) -> QWidget:
        editor = super().createEditor(parent, option, index)
        assert isinstance(editor, QLineEdit)  # noqa: S101 - the cells hold text
        editor.setAccessibleName("Goes to")
        completer = QCompleter(self._table.targets, editor)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        editor.setCompleter(completer)
        return editor

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: _Index) -> None:
        """Nothing moves where nothing was typed."""
        assert isinstance(editor, QLineEdit)  # noqa: S101 - made above
        if editor.text() != index.data():
            super().setModelData(editor, model, index)
