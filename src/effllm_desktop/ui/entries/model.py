"""The entries pane's rows: arrays of ids, and a cache of the pages that were looked at.

How many rows there are is known from the start; of very many the ids of all but the first ones come
a moment later, and until then those rows are blank.
"""

from array import array
from collections import OrderedDict
from collections.abc import Callable, Collection, Iterator, Mapping
from itertools import compress
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from effllm_desktop.app.readmodels.entries import EntryReader, EntryRow
from effllm_desktop.app.readmodels.orders import Rows
from effllm_desktop.domain.changes import Changes
from effllm_desktop.domain.columns import Column, Sorting
from effllm_desktop.domain.ids import WorkId
from effllm_desktop.domain.scopes import Place, PlaceScope, Scope, Sort
from effllm_desktop.ui.entries.wording import spoken, tooltip

ROW_ROLE = Qt.ItemDataRole.UserRole
PAGE = 48  # two screens of rows: one query fetches them in a part of a frame
PAGES_KEPT = 64
FEW = 8  # rows that are looked for one by one
TITLES = 500  # read at a time for type-ahead
NO_ROWS = Rows(array("q"), array("q"))
Index = QModelIndex | QPersistentModelIndex


class EntriesModel(QAbstractTableModel):
    """A reset costs nothing per row; rows are read a page at a time when they are first shown."""

    def __init__(self, reader: EntryReader, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._reader = reader
        self._scope: Scope = PlaceScope(Place.ALL)
        self._rows = NO_ROWS
        self._count = 0
        self._pages: OrderedDict[int, list[EntryRow]] = OrderedDict()
        self._downloads: Mapping[WorkId, str] = {}
        self._columns: tuple[Column, ...] = ()
        self._sort: Sorting = Sort.LIST

    @property
    def ids(self) -> "array[int]":
        """The ids that are known, from the top down."""
        return self._rows.ids

    @property
    def works(self) -> "array[int]":
        """The works of the rows whose ids are known."""
        return self._rows.works

    @property
    def is_whole(self) -> bool:
        return len(self._rows.ids) == self._count

    @property
    def scope(self) -> Scope:
        return self._scope

    @property
    def columns(self) -> tuple[Column, ...]:
        """The columns of the table; none where rows are shown as they are."""
        return self._columns

    def show_columns(self, columns: tuple[Column, ...]) -> None:
        """Show a table with these columns; with none each row as one."""
        if columns != self._columns:
            self.beginResetModel()
            self._columns = columns
            self.endResetModel()

    def show_sort(self, sort: Sorting) -> None:
        """Say above the columns by which the rows are sorted."""
        if sort != self._sort:
            self._sort = sort
            if self._columns:
                last = len(self._columns) - 1
                self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, last)

    def show_rows(self, scope: Scope, rows: Rows, count: int | None = None) -> None:
        """Show other rows; of `count` only the first ones need be given."""
        self.beginResetModel()
        self._scope = scope
        self._rows = rows
        self._count = len(rows.ids) if count is None else count
        self._pages.clear()
        self.endResetModel()

    def complete(self, rows: Rows) -> bool:
        """Take over all rows where the first are known; False if they are not the same rows."""
        known = len(self._rows.ids)
        if len(rows.ids) != self._count or rows.ids[:known] != self._rows.ids:
            return False
        for page in [page for page in self._pages if page >= known // PAGE]:
            del self._pages[page]
        self._rows = rows
        if known < self._count:
            self._tell_changed(known, self._count - 1)
        return True

    def refresh(self, changes: Changes) -> None:
        """Read again what the changes touched, among the rows that somebody has looked at."""
        if changes.works is None:
            self._pages.clear()
            if self._count:
                self._tell_changed(0, self._count - 1)
            return
        touched = [
            page * PAGE + place
            for page, rows in self._pages.items()
            for place, row in enumerate(rows)
            if row.work_id in changes.works
        ]
        if touched:
            self._read_again(touched)

    def show_downloads(self, said: Mapping[WorkId, str]) -> None:
        """Say of works how far their PDFs are."""
        changed = {
            work
            for work in self._downloads.keys() | said.keys()
            if self._downloads.get(work) != said.get(work)
        }
        self._downloads = said
        for page, rows in self._pages.items():
            for place, row in enumerate(rows):
                if row.work_id in changed:
                    self._tell_changed(page * PAGE + place, page * PAGE + place)

    def row(self, number: int) -> EntryRow | None:
        """The values of a row, read together with its neighbours; None while it is blank."""
        if number >= len(self._rows.ids):
            return None
        page, place = divmod(number, PAGE)
        rows = self._pages.get(page)
        if rows is None:
            rows = self._reader.rows(self._scope, self._rows.ids[page * PAGE : (page + 1) * PAGE])
            self._pages[page] = rows
            if len(self._pages) > PAGES_KEPT:
                self._pages.popitem(last=False)
        else:
            self._pages.move_to_end(page)
        row = rows[place]
        said = self._downloads.get(row.work_id) if self._downloads else None
        return row._replace(download=said) if said else row

    def number_of(self, row_id: int | None) -> int | None:
        """Where the row with this id stands."""
        return None if row_id is None else _place_in(self._rows.ids, row_id)

    def numbers_of(self, row_ids: Collection[int]) -> list[int]:
        """Where the rows with these ids stand, from the top down."""
        wanted = set(row_ids)
        if len(wanted) <= FEW:
            places = (_place_in(self._rows.ids, row_id) for row_id in wanted)
            return sorted(place for place in places if place is not None)
        found = map(wanted.__contains__, self._rows.ids)
        return list(compress(range(len(self._rows.ids)), found))

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        return 0 if parent.isValid() else self._count

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        return 0 if parent.isValid() else max(len(self._columns), 1)

    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> Any:
        if orientation != Qt.Orientation.Horizontal or section >= len(self._columns):
            return None
        from effllm_desktop.ui.entries.columns import above

        return above(self._columns[section], self._sort, role)

    def flags(self, index: Index) -> Qt.ItemFlag:
        flags = super().flags(index)
        return flags | Qt.ItemFlag.ItemIsDragEnabled if index.isValid() else flags

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        wanted = _ROLES.get(role)
        if wanted is None or not index.isValid():
            return None
        row = self.row(index.row())
        if row is None:
            return None
        return self._said_in_cell(row, index.column(), role) if self._columns else wanted(row)

    def titles_from(self, start: int, limit: int) -> Iterator[tuple[int, str]]:
        """Row numbers and titles from a row on, around the end, `limit` of them at most."""
        ids = self._rows.ids
        numbers = [*range(start, len(ids)), *range(min(start, len(ids)))][:limit]
        for begin in range(0, len(numbers), TITLES):
            some = numbers[begin : begin + TITLES]
            titles = self._reader.titles(self._scope, [ids[number] for number in some])
            yield from zip(some, titles, strict=True)

    def _read_again(self, numbers: list[int]) -> None:
        rows = self._reader.rows(self._scope, [self._rows.ids[number] for number in numbers])
        for number, row in zip(numbers, rows, strict=True):
            page, place = divmod(number, PAGE)
            self._pages[page][place] = row
            self._tell_changed(number, number)

    def _tell_changed(self, first: int, last: int) -> None:
        """Rows say something else now."""
        self.dataChanged.emit(self.index(first, 0), self.index(last, self.columnCount() - 1))

    def _said_in_cell(self, row: EntryRow, place: int, role: int) -> object:
        from effllm_desktop.ui.entries.columns import COLUMNS

        column = self._columns[place]
        look = COLUMNS[column]
        if role == Qt.ItemDataRole.DisplayRole:
            return look.text(row)
        if role == Qt.ItemDataRole.AccessibleTextRole and column is not Column.TITLE:
            return f"{look.name} {look.text(row) or 'none'}"
        return _ROLES[role](row)


def _place_in(ids: "array[int]", row_id: int) -> int | None:
    """Where an id stands among very many: looked for in their bytes, fifty times as fast."""
    data, wanted = ids.tobytes(), array(ids.typecode, [row_id]).tobytes()
    at = data.find(wanted)
    while at % ids.itemsize and at >= 0:  # the end of one number and the beginning of the next
        at = data.find(wanted, at + 1)
    return None if at < 0 else at // ids.itemsize


_ROLES: dict[int, Callable[[EntryRow], object]] = {
    Qt.ItemDataRole.DisplayRole: lambda row: row.title,
    Qt.ItemDataRole.AccessibleTextRole: spoken,
    Qt.ItemDataRole.ToolTipRole: tooltip,
    ROW_ROLE: lambda row: row,
}
