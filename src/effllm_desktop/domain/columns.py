"""The columns that entries can be shown in as a table, and orders by them."""

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


Sorting = Sort | ColumnSort
"""Any order of the entries pane."""
_COLUMNS_OF = {
    Sort.TITLE: ColumnSort(Level(Column.TITLE)),
    Sort.YEAR: ColumnSort(Level(Column.YEAR, descending=True)),
    Sort.CITATIONS: ColumnSort(Level(Column.CITATIONS, descending=True)),
    Sort.CHANGED: ColumnSort(Level(Column.CHANGED, descending=True)),
}


def by_columns(sort: Sorting) -> ColumnSort | None:
    """An order as one by columns; list order is none."""
    return sort if isinstance(sort, ColumnSort) else _COLUMNS_OF.get(sort)
