"""The groups that rows are shown in, beside the array of their ids: words and numbers, no rows."""

from array import array
from collections import Counter
from collections.abc import Sequence
from contextlib import AbstractContextManager, nullcontext
from itertools import chain, repeat
from typing import NamedTuple

from effllm_desktop.domain.columns import Column, Grouped, Sorting
from effllm_desktop.domain.scopes import Scope
from effllm_desktop.store import groups
from effllm_desktop.store.database import Database
from effllm_desktop.store.groups import StoredGroup


class Group(NamedTuple):
    """Neighbours among the rows that say the same in a column.

    `name` tells it apart from all others, also those by other columns. `said` is what the column
    says: of a section its headings, of a status its place among them, None where it says nothing.
    """

    name: str
    said: str | int | None
    rows: int


class Groups(NamedTuple):
    """All groups in the order of the rows; with `counted` false, of those that are known so far."""

    column: Column
    all: tuple[Group, ...]
    counted: bool = True


class Grouping:
    """Which group each row of an order stands in, for those that are picked from it.

    Made in a job, of calls that do their loop in C.
    """

    def __init__(self, groups: Groups) -> None:
        self.whole = groups
        counts = (group.rows for group in groups.all)
        self._of = array("l", chain.from_iterable(map(repeat, range(len(groups.all)), counts)))

    def among(self, numbers: Sequence[int], *, counted: bool) -> Groups:
        """The groups of some rows, by their rising numbers."""
        every = self.whole.all
        counts = Counter(map(self._of.__getitem__, numbers))
        some = (Group(*every[number][:2], count) for number, count in counts.items())
        return Groups(self.whole.column, tuple(some), counted)


def at_one_moment(database: Database, sort: Sorting) -> AbstractContextManager[None]:
    """Meanwhile rows and their groups are read as of one moment, where there are groups."""
    return database.at_one_moment() if isinstance(sort, Grouped) else nullcontext()


def of_scope(database: Database, scope: Scope, sort: Sorting) -> Groups | None:
    """All groups of a scope; None where rows have none."""
    if not isinstance(sort, Grouped):
        return None
    return _groups(sort, groups.of_scope(database, scope, sort))


def of_rows(
    database: Database, scope: Scope, sort: Sorting, row_ids: Sequence[int], *, counted: bool = True
) -> Groups | None:
    """The groups of some rows; None where rows have none."""
    if not isinstance(sort, Grouped):
        return None
    return _groups(sort, groups.of_rows(database, scope, sort, row_ids), counted=counted)


def _groups(sort: Grouped, found: list[StoredGroup], *, counted: bool = True) -> Groups:
    column = sort.column
    every = (
        Group(f"{column.value}:{one.named}", None if one.said == "" else one.said, one.rows)
        for one in found
    )
    return Groups(column, tuple(every), counted)
