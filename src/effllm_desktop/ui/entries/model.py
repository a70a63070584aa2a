"""The entries pane's rows: an array of ids, and a cache of the pages that were looked at."""

from array import array
from collections import OrderedDict
from collections.abc import Callable, Iterator
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from effllm_desktop.app.readmodels.entries import EntryReader, EntryRow
from effllm_desktop.domain.changes import Changes
from effllm_desktop.domain.scopes import Place, PlaceScope, Scope
from effllm_desktop.ui.entries.wording import spoken, tooltip

ROW_ROLE = Qt.ItemDataRole.UserRole
PAGE = 96  # three screens of rows: one query fetches them in well under a frame
PAGES_KEPT = 32
Index = QModelIndex | QPersistentModelIndex


class EntriesModel(QAbstractTableModel):
    """A reset costs nothing per row; rows are read a page at a time when they are first shown."""

    def __init__(self, reader: EntryReader, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._reader = reader
        self._scope: Scope = PlaceScope(Place.ALL)
        self._ids = array("q")
        self._pages: OrderedDict[int, list[EntryRow]] = OrderedDict()

    @property
    def ids(self) -> "array[int]":
        return self._ids

    @property
    def scope(self) -> Scope:
        return self._scope

    def show_rows(self, scope: Scope, ids: "array[int]") -> None:
        self.beginResetModel()
        self._scope = scope
        self._ids = ids
        self._pages.clear()
        self.endResetModel()

    def refresh(self, changes: Changes) -> None:
        """Read again what the changes touched, among the rows that somebody has looked at."""
        if changes.works is None:
            self._pages.clear()
            if self._ids:
                self.dataChanged.emit(self.index(0, 0), self.index(len(self._ids) - 1, 0))
            return
        touched = [
            page * PAGE + place
            for page, rows in self._pages.items()
            for place, row in enumerate(rows)
            if row.work_id in changes.works
        ]
        if touched:
            self._read_again(touched)

    def row(self, number: int) -> EntryRow:
        """The values of a row, read together with its neighbours."""
        page, place = divmod(number, PAGE)
        rows = self._pages.get(page)
        if rows is None:
            rows = self._reader.rows(self._scope, self._ids[page * PAGE : (page + 1) * PAGE])
            self._pages[page] = rows
            if len(self._pages) > PAGES_KEPT:
                self._pages.popitem(last=False)
        else:
            self._pages.move_to_end(page)
        return rows[place]

    def number_of(self, row_id: int | None) -> int | None:
        """Where the row with this id stands."""
        try:
            return None if row_id is None else self._ids.index(row_id)
        except ValueError:  # not among the rows
            return None

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        return 0 if parent.isValid() else len(self._ids)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        return 0 if parent.isValid() else 1

    def flags(self, index: Index) -> Qt.ItemFlag:
        flags = super().flags(index)
        return flags | Qt.ItemFlag.ItemIsDragEnabled if index.isValid() else flags

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        wanted = _ROLES.get(role)
        return None if wanted is None or not index.isValid() else wanted(self.row(index.row()))

    def titles_from(self, start: int, limit: int) -> Iterator[tuple[int, str]]:
        """Row numbers and titles from a row on, around the end, `limit` of them at most."""
        count = len(self._ids)
        for step in range(min(limit, count)):
            number = (start + step) % count
            yield number, self.row(number).title

    def _read_again(self, numbers: list[int]) -> None:
        rows = self._reader.rows(self._scope, [self._ids[number] for number in numbers])
        for number, row in zip(numbers, rows, strict=True):
            page, place = divmod(number, PAGE)
            self._pages[page][place] = row
            index = self.index(number, 0)
            self.dataChanged.emit(index, index)


_ROLES: dict[int, Callable[[EntryRow], object]] = {
    Qt.ItemDataRole.DisplayRole: lambda row: row.title,
    Qt.ItemDataRole.AccessibleTextRole: spoken,
    Qt.ItemDataRole.ToolTipRole: tooltip,
    ROW_ROLE: lambda row: row,
}
