"""A scope in order, in memory: what a key press in the search box looks through.

A scope of few rows is read whole when it is entered. Of one with many the first rows are read then,
and all of them (`read_order`) on another thread.
"""

from array import array
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import compress, islice
from pathlib import Path

from effllm_desktop.domain.scopes import Scope, Sort
from effllm_desktop.store import orders
from effllm_desktop.store.opening import open_to_read
from effllm_desktop.store.orders import Rows, Size

__all__ = ["AT_ONCE", "FIRST", "Found", "Order", "Rows", "Size", "read_order"]

AT_ONCE = 2000
"""Rows that are read on the way to the next picture of the window: a few milliseconds."""
FIRST = 200
"""Rows that are shown at once of more than that: several screens."""


@dataclass(frozen=True, slots=True)
class Found:
    """What is to be shown: the first rows or all of them; how many rows and works there are."""

    rows: Rows
    count: int
    distinct_works: int

    @property
    def is_whole(self) -> bool:
        return len(self.rows.ids) == self.count


class Order:
    """All rows of a scope in order."""

    def __init__(self, rows: Rows) -> None:
        self._rows = rows
        self._mentions = _mentions(rows.works)

    def __len__(self) -> int:
        return len(self._rows.ids)

    def all(self) -> Found:
        works = len(self._mentions) - self._mentions.count(0)
        return Found(self._rows, len(self), works)

    def first(self, works: Sequence[int]) -> Found:
        """The first rows that show one of these works, which ascend; how many do is known."""
        wanted = set(works)
        known = works[: bisect_left(works, len(self._mentions))]
        mentions = array("I", map(self._mentions.__getitem__, known))
        rows = self._picked(islice(self._numbers(wanted), FIRST))
        return Found(rows, sum(mentions), len(mentions) - mentions.count(0))

    def among(self, works: Sequence[int]) -> Found:
        """All rows that show one of these works."""
        rows = self._picked(self._numbers(set(works)))
        return Found(rows, len(rows.ids), len(set(rows.works)))

    def _numbers(self, wanted: set[int]) -> Iterator[int]:
        return compress(range(len(self)), map(wanted.__contains__, self._rows.works))

    def _picked(self, numbers: Iterator[int]) -> Rows:
        ids, works = self._rows.ids, self._rows.works
        picked = array("q", numbers)
        found = array("q", map(works.__getitem__, picked))
        return Rows(found if ids is works else array("q", map(ids.__getitem__, picked)), found)


def read_order(folder: Path, scope: Scope, sort: Sort) -> Order:
    """A job: all rows of a scope, read on a connection of its own."""
    database = open_to_read(folder)
    try:
        return Order(orders.whole(database, scope, sort))
    finally:
        database.close()


def _mentions(works: Sequence[int]) -> "array[int]":
    """How many rows show each work, by the work's number."""
    mentions = array("I", bytes(4 * (max(works, default=-1) + 1)))
    for work in works:
        mentions[work] += 1
    return mentions
