"""Which pages stand side by side. No Qt."""

from enum import Enum


class Spread(Enum):
    """How many pages stand beside one another."""

    ONE = "one"
    TWO = "two"
    COVER = "cover"  # two, but the first page stands alone, as that of a book does


class Rows:
    """The pages of a document in rows, counted from 0; nothing is kept for a page."""

    def __init__(self, pages: int, spread: Spread) -> None:
        self.pages = pages
        self.columns = 1 if spread is Spread.ONE else 2
        self.lead = 1 if spread is Spread.COVER else 0
        """Places that stay free before the first page."""

    def __len__(self) -> int:
        return -(-(self.pages + self.lead) // self.columns) if self.pages else 0

    def row_of(self, page: int) -> int:
        return (page - 1 + self.lead) // self.columns

    def column_of(self, page: int) -> int:
        """0 is the left one."""
        return (page - 1 + self.lead) % self.columns

    def pages_of(self, row: int) -> range:
        first = row * self.columns + 1 - self.lead
        return range(max(first, 1), min(first + self.columns, self.pages + 1))
