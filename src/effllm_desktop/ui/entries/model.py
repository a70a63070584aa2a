"""The entries pane's rows: arrays of ids, and what was read of those that were looked at.

How many rows there are is known from the start; of very many the ids of all but the first ones come
a moment later, and until then those rows are blank. Rows are what is shown: headers of groups stand
among them, and what is folded does not; `shown` tells which entry each one is.
"""

from array import array
from collections.abc import Callable, Collection, Iterator, Mapping
from itertools import chain, islice
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from effllm_desktop.app.readmodels.entries import EntryReader, EntryRow
from effllm_desktop.app.readmodels.orders import Rows
from effllm_desktop.domain.changes import Changes
from effllm_desktop.domain.columns import Column, Sorting
from effllm_desktop.domain.ids import WorkId
from effllm_desktop.domain.scopes import Place, PlaceScope, Scope, Sort
from effllm_desktop.ui.entries.id_places import place_of, places_of
from effllm_desktop.ui.entries.row_pages import RowPages
from effllm_desktop.ui.entries.shown_rows import PlainRows, ShownRows
from effllm_desktop.ui.entries.wording import spoken, tooltip

if TYPE_CHECKING:
    from effllm_desktop.app.readmodels.groups import Group, Groups

ROW_ROLE = Qt.ItemDataRole.UserRole
NO_ROWS = Rows(array("q"), array("q"))
Index = QModelIndex | QPersistentModelIndex


class EntriesModel(QAbstractTableModel):
    """A reset costs nothing per row; rows are read a page at a time when they are first shown."""

    def __init__(self, reader: EntryReader, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._scope: Scope = PlaceScope(Place.ALL)
        self._rows = NO_ROWS
        self._count = 0
        self._groups: Groups | None = None
        self._folded: frozenset[str] = frozenset()
        self._shown: ShownRows = PlainRows(0)
        self._pages = RowPages(reader)
        self._downloads: Mapping[WorkId, str] = {}
        self._columns: tuple[Column, ...] = ()
        self._sort: Sorting = Sort.LIST

    @property
    def ids(self) -> "array[int]":
        """The ids that are known, from the top down."""
        return self._rows.ids

    @property
    def works(self) -> "array[int]":
        """The works of the entries whose ids are known."""
        return self._rows.works

    @property
    def shown(self) -> ShownRows:
        """Which row is which entry."""
        return self._shown

    @property
    def count(self) -> int:
        """How many entries there are, those that are folded away and those without ids as well."""
        return self._count

    @property
    def groups(self) -> "Groups | None":
        """What the headers stand for; None where there are none."""
        return self._groups

    @property
    def folded(self) -> frozenset[str]:
        """The names of the groups that are folded, also of those that are not known yet."""
        return self._folded

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

    def show_rows(
        self,
        scope: Scope,
        rows: Rows,
        count: int | None = None,
        groups: "Groups | None" = None,
        folded: Collection[str] = (),
    ) -> None:
        """Show other rows; of `count` only the first ones need be given.

        `groups` are those of the rows that are given, `folded` names those that are folded. What
        is not known yet stands below the last one.
        """
        self.beginResetModel()
        self._scope = scope
        self._rows = rows
        self._count = len(rows.ids) if count is None else count
        self._groups = groups
        self._folded = frozenset(folded)
        self._shown = self._made_shown()
        self._pages.show(scope, rows.ids)
        self.endResetModel()

    def fold(self, groups: Collection[int]) -> None:
        """Fold these groups and unfold all others."""
        now = self._shown.with_folded(groups)
        changed = self._shown.folded ^ now.folded
        names = [] if self._groups is None else [group.name for group in self._groups.all]
        self._folded = self._folded.difference(names) | {names[group] for group in now.folded}
        if not changed:
            return
        if len(changed) > 1:
            self.beginResetModel()
            self._shown = now
            self.endResetModel()
            return
        (group,) = changed
        folds = group in now.folded
        rows = (self._shown if folds else now).rows_of(group)
        begin = self.beginRemoveRows if folds else self.beginInsertRows
        begin(QModelIndex(), rows.start, rows.stop - 1)
        self._shown = now
        if folds:
            self.endRemoveRows()
        else:
            self.endInsertRows()
        header = now.header_of(group)
        self._tell_rows(header, header)

    def group_at(self, row: int) -> "Group | None":
        """The group whose header a row is."""
        number = self._shown.header_at(row) if row >= 0 else None
        return None if number is None or self._groups is None else self._groups.all[number]

    def name_of(self, row: int) -> int | str | None:
        """What a row is known by, wherever it goes: an id, or the name of a group."""
        if not 0 <= row < len(self._shown):
            return None
        group, entry = self.group_at(row), self._shown.entry_at(row)
        if group is not None:
            return group.name
        return self.ids[entry] if entry is not None and entry < len(self.ids) else None

    def row_named(self, name: int | str | None) -> int | None:
        """Where that row is; of an entry that is folded away the header above it."""
        if isinstance(name, str):
            every = () if self._groups is None else self._groups.all
            found = next((n for n, group in enumerate(every) if group.name == name), None)
            return None if found is None else self._shown.header_of(found)
        entry = self.entry_of(name)
        return None if entry is None else self._shown.row_near(entry)

    def complete(self, rows: Rows) -> bool:
        """Take over all rows where the first are known; False if they are not the same rows."""
        known = len(self._rows.ids)
        if self._groups is not None:
            return False  # there are other headers
        if len(rows.ids) != self._count or rows.ids[:known] != self._rows.ids:
            return False
        self._pages.complete(rows.ids)
        self._rows = rows
        if known < self._count:
            self._tell_rows(known, self._count - 1)
        return True

    def refresh(self, changes: Changes) -> None:
        """Read again what the changes touched, among the rows that somebody has looked at."""
        if changes.works is None:
            self._pages.forget()
            if self._shown:
                self._tell_rows(0, len(self._shown) - 1)
            return
        for entry in self._pages.read_again(changes.works):
            self._tell_changed(entry)

    def show_downloads(self, said: Mapping[WorkId, str]) -> None:
        """Say of works how far their PDFs are."""
        changed = {
            work
            for work in self._downloads.keys() | said.keys()
            if self._downloads.get(work) != said.get(work)
        }
        self._downloads = said
        for entry in self._pages.of(changed):
            self._tell_changed(entry)

    def row(self, number: int) -> EntryRow | None:
        """The values of a row; None while it is blank, and of a header."""
        entry = self._shown.entry_at(number)
        return None if entry is None else self.entry(entry)

    def entry(self, number: int) -> EntryRow | None:
        """The values of an entry; None if it is not known."""
        row = self._pages.entry(number)
        if row is None or not self._downloads:
            return row
        said = self._downloads.get(row.work_id)
        return row._replace(download=said) if said else row

    def entry_of(self, row_id: int | None) -> int | None:
        """The entry with this id."""
        return None if row_id is None else place_of(self._rows.ids, row_id)

    def number_of(self, row_id: int | None) -> int | None:
        """The row that shows the entry with this id."""
        entry = self.entry_of(row_id)
        return None if entry is None else self._shown.row_of(entry)

    def entries_of(self, row_ids: Collection[int]) -> list[int]:
        """The entries with these ids, from the top down."""
        return places_of(self._rows.ids, row_ids)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        return 0 if parent.isValid() else len(self._shown)

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
        is_entry = index.isValid() and self._shown.header_at(index.row()) is None
        return flags | Qt.ItemFlag.ItemIsDragEnabled if is_entry else flags

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        wanted = _ROLES.get(role)
        if wanted is None or not index.isValid():
            return None
        row = self.row(index.row())
        if row is None:
            return self._said_of_group(index.row(), role)
        return self._said_in_cell(row, index.column(), role) if self._columns else wanted(row)

    def titles_from(self, start: int, limit: int) -> Iterator[tuple[int, str]]:
        """Row numbers and titles from a row on, around the end, `limit` of them at most."""
        ids, shown = self._rows.ids, self._shown
        runs = chain(
            shown.entries_in(range(start, len(shown))),
            shown.entries_in(range(min(start, len(shown)))),
        )
        known = (range(run.start, min(run.stop, len(ids))) for run in runs)
        wanted = list(islice(chain.from_iterable(known), limit))
        return zip(map(shown.row_near, wanted), self._pages.titles(wanted), strict=True)

    def _made_shown(self) -> ShownRows:
        if self._groups is None:
            return PlainRows(self._count)
        every = self._groups.all
        counts = [group.rows for group in every]
        if counts:
            counts[-1] += self._count - len(self._rows.ids)
        folded = [n for n, group in enumerate(every) if group.name in self._folded]
        return ShownRows(counts, folded)

    def _said_of_group(self, row: int, role: int) -> object:
        group = self.group_at(row)
        if group is None or self._groups is None:
            return None
        from effllm_desktop.ui.entries.group_words import said_of_header

        folded = self._shown.header_at(row) in self._shown.folded
        return said_of_header(self._groups, group, role, folded=folded)

    def _tell_changed(self, entry: int) -> None:
        """An entry says something else now."""
        row = self._shown.row_of(entry)
        if row is not None:
            self._tell_rows(row, row)

    def _tell_rows(self, first: int, last: int) -> None:
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


_ROLES: dict[int, Callable[[EntryRow], object]] = {
    Qt.ItemDataRole.DisplayRole: lambda row: row.title,
    Qt.ItemDataRole.AccessibleTextRole: spoken,
    Qt.ItemDataRole.ToolTipRole: tooltip,
    ROW_ROLE: lambda row: row,
}
