"""The columns that entries can be shown in as a table, orders by them, and groups."""

from enum import StrEnum
from typing import NamedTuple

from effllm_desktop.domain.scopes import Sort


class Column(StrEnum):
    """What a column says of an entry or its work."""

    TITLE = "title"
    AUTHORS = "authors"
    YEAR = "year"
    VENUE = "venue"
    SECTION = "section"
    LIST = "list"
    KIND = "kind"
    STATUS = "status"
    STAR = "star"
    RATING = "rating"
    TAGS = "tags"
    NOTE = "note"
    PDF = "pdf"
    ADDED = "added"  # when the work came into the library
    CHANGED = "changed"  # by the reader
    CITATIONS = "citations"
    STARS = "stars"  # of the repository


class Level(NamedTuple):
    """One level of an order. What is not known comes last either way."""

    column: Column
    descending: bool = False


class ColumnSort(NamedTuple):
    """By one column, and by a second where the first says the same. Ties keep list order."""

    first: Level
    second: Level | None = None

    @property
    def levels(self) -> tuple[Level, ...]:
        return (self.first,) if self.second is None else (self.first, self.second)

    def level_of(self, column: Column) -> Level | None:
        """The level of this order that is by a column."""
        return next((level for level in self.levels if level.column is column), None)


GROUPING = {
    Column.SECTION: False,
    Column.LIST: False,
    Column.YEAR: True,
    Column.VENUE: False,
    Column.KIND: False,
    Column.STATUS: False,
    Column.STAR: True,
    Column.RATING: True,
    Column.TAGS: False,
    Column.NOTE: True,
    Column.PDF: True,
}
"""By which columns rows can be grouped, as they are offered: those of which many rows say the same.
True where the largest comes first as long as nobody sorts by that column."""


class Grouped(NamedTuple):
    """Rows below headers: one for all that say the same in a column, in an order within each."""

    column: Column
    within: Sort | ColumnSort = Sort.LIST

    @property
    def sorted_by(self) -> Level | None:
        """The way in which the groups come, where the rows are sorted by the same column first."""
        order = by_columns(self.within)
        return order.first if order and order.first.column is self.column else None

    @property
    def descending(self) -> bool:
        """Whether the largest group comes first: as the rows are sorted, else as is natural."""
        level = self.sorted_by
        return GROUPING[self.column] if level is None else level.descending


Sorting = Sort | ColumnSort | Grouped
"""Any order of the entries pane."""
_COLUMNS_OF = {
    Sort.TITLE: ColumnSort(Level(Column.TITLE)),
    Sort.YEAR: ColumnSort(Level(Column.YEAR, descending=True)),
    Sort.CITATIONS: ColumnSort(Level(Column.CITATIONS, descending=True)),
    Sort.CHANGED: ColumnSort(Level(Column.CHANGED, descending=True)),
}


def by_columns(sort: Sorting) -> ColumnSort | None:
    """An order as one by columns, that of rows within their groups; list order is none."""
    sort = within_groups(sort)
    return sort if isinstance(sort, ColumnSort) else _COLUMNS_OF.get(sort)


def within_groups(sort: Sorting) -> Sort | ColumnSort:
    """The order of the rows beside their groups."""
    return sort.within if isinstance(sort, Grouped) else sort
