"""A scope in order, in memory: what a key press in the search box looks through.

A scope of few rows is read whole when it is entered. Of one with many the first rows are read then,
and all of them (`read_order`) on another thread. In another order than the list's the first ones
are read there, too, before all others (`read_first`).
"""

import time
from array import array
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from itertools import compress, filterfalse, islice, repeat
from operator import eq, getitem, setitem
from pathlib import Path
from typing import NamedTuple

from effllm_desktop.app.readmodels import groups
from effllm_desktop.app.readmodels.groups import Grouping, Groups
from effllm_desktop.domain.columns import Sorting
from effllm_desktop.domain.queries import Query
from effllm_desktop.domain.scopes import Scope
from effllm_desktop.store import orders
from effllm_desktop.store.database import Database
from effllm_desktop.store.opening import open_to_read
from effllm_desktop.store.orders import Rows, Size

__all__ = [
    "AT_ONCE",
    "FIRST",
    "Found",
    "Hits",
    "Order",
    "Rows",
    "Size",
    "first_found",
    "found_among",
    "found_by",
    "found_soon",
    "read_first",
    "read_glimpse",
    "read_hits",
    "read_order",
    "whole_order",
]

AT_ONCE = 2000
"""Rows that are read on the way to the next picture of the window: a few milliseconds."""
AT_A_TIME = 5000
"""Rows that are looked through in one go on another thread."""
FIRST = 200
"""Rows that are shown at once of more than that: several screens."""
MANY_HITS = 8000
"""Works that are found on the way to the next picture of the window."""
_STRETCH = 2000
"""Rows that are looked through for the first that a query finds, before longer stretches."""
_SELDOM = 100
"""Where only one of so many rows is found, all are found sooner than the first."""
_GLIMPSE_SECONDS = 0.03
"""What finds its first rows no sooner is asked for all of them."""


def _go_on() -> None:
    """Nobody stops it."""


@dataclass(frozen=True, slots=True)
class Found:
    """What is to be shown: the first rows or all of them; how many rows and works there are."""

    rows: Rows
    count: int
    distinct_works: int
    has_more: bool = False  # nobody has counted yet how many
    groups: Groups | None = None  # of these rows, where they are grouped

    @property
    def is_whole(self) -> bool:
        return len(self.rows.ids) == self.count

    def in_order_of(self, hits: "Hits") -> "Found":
        """The same rows in the order of what was found, if it has one."""
        if not hits.is_ranked:
            return self
        return Found(orders.in_order_of(self.rows, hits.works), self.count, self.distinct_works)


class Hits(NamedTuple):
    """The works that a query finds, each once. `is_ranked`: the best first."""

    works: list[int]
    is_ranked: bool = False


class Order:
    """All rows of a scope in order.

    Made in a job, so of calls that do their loop in C, each of them a short one: other threads wait
    for the end of each. Which works there are is a byte for each id: a key press asks for thousands
    of them, and a set of so many numbers lies too far apart in memory.
    """

    def __init__(self, rows: Rows, groups: Groups | None = None) -> None:
        """`groups`: those of all rows, where they are grouped."""
        self._rows = rows
        self._grouping = None if groups is None else Grouping(groups)
        self._there = bytearray(max(rows.works, default=0) + 1)
        self._again: list[int] = []  # a work for each row that is not its first
        for begin in range(0, len(rows.works), AT_A_TIME):
            self._take(rows.works[begin : begin + AT_A_TIME])
        self._distinct = len(rows.works) - len(self._again)

    def _take(self, works: "array[int]") -> None:
        there = self._there
        self._again += compress(works, map(getitem, repeat(there), works))
        if len(set(works)) < len(works):
            ascending = sorted(works)
            repeats = map(eq, ascending, islice(ascending, 1, None))
            self._again += filterfalse(there.__getitem__, compress(ascending, repeats))
        deque(map(setitem, repeat(there), works, repeat(1)), maxlen=0)

    def __len__(self) -> int:
        return len(self._rows.ids)

    def all(self) -> Found:
        groups = None if self._grouping is None else self._grouping.whole
        return Found(self._rows, len(self), self._distinct, groups=groups)

    def first(self, works: Sequence[int]) -> Found:
        """The first rows that show one of these works; how many there are is known."""
        wanted = set(works)
        newer = max(works, default=0) + 1 - len(self._there)
        self._there.extend(bytes(max(newer, 0)))
        distinct = sum(map(getitem, repeat(self._there), wanted))
        count = distinct + sum(map(wanted.__contains__, self._again))
        numbers = array("q", islice(self._numbers(wanted), FIRST))
        groups = self._groups_of(numbers, counted=len(numbers) == count)
        return Found(self._picked(numbers), count, distinct, groups=groups)

    def among(self, works: Sequence[int]) -> Found:
        """All rows that show one of these works."""
        numbers = array("q", self._numbers(set(works)))
        rows = self._picked(numbers)
        groups = self._groups_of(numbers, counted=True)
        return Found(rows, len(rows.ids), len(set(rows.works)), groups=groups)

    def first_of(self, look: "Callable[[array[int]], list[int]]") -> Found | None:
        """The first rows of very many that show what `look` finds among some works.

        None where they come so late that it is better to find all.
        """
        works = self._rows.works
        numbers = array("q")
        begin, length = 0, _STRETCH
        while begin < len(self) and len(numbers) >= begin // _SELDOM:
            there = set(look(works[begin : begin + length]))
            stretch = range(begin, min(begin + length, len(self)))
            numbers.extend(compress(stretch, map(there.__contains__, works[begin:])))
            if len(numbers) >= FIRST:
                rows = self._picked(numbers[:FIRST])
                groups = self._groups_of(numbers[:FIRST], counted=False)
                distinct = len(set(rows.works))
                return Found(rows, FIRST, distinct, has_more=True, groups=groups)
            begin, length = begin + length, 2 * length
        return None

    def looked_through(self, look: "Callable[[array[int]], list[int]]") -> Found:
        """All rows that show what `look` finds among their works."""
        return self.among(look(self._rows.works))

    def _numbers(self, wanted: AbstractSet[int]) -> Iterator[int]:
        return compress(range(len(self)), map(wanted.__contains__, self._rows.works))

    def _groups_of(self, numbers: "array[int]", *, counted: bool) -> Groups | None:
        return None if self._grouping is None else self._grouping.among(numbers, counted=counted)

    def _picked(self, numbers: "array[int]") -> Rows:
        ids, works = self._rows.ids, self._rows.works
        found = array("q", map(works.__getitem__, numbers))
        return Rows(found if ids is works else array("q", map(ids.__getitem__, numbers)), found)


def found_by(database: Database, query: Query) -> Hits:
    """The works that a query finds, shown or not, in its own order where it has one."""
    works = orders.hits(database, query)
    order = orders.ranking(database, query)
    if order is None:
        return Hits(works)
    there = set(works)
    return Hits([work for work in order if work in there], is_ranked=True)


def found_soon(database: Database, query: Query) -> Hits | None:
    """The same; None where these may be more than are found soon."""
    if orders.has_ranking(query):
        return found_by(database, query)
    works = orders.few_hits(database, query, MANY_HITS)
    return None if works is None else Hits(works)


def read_hits(folder: Path, query: Query, checkpoint: Callable[[], None]) -> Hits:
    """A job: the works that a query finds, read on a connection of its own until it is stopped."""
    database = open_to_read(folder)
    try:
        with database.stopped_by(checkpoint):
            return found_by(database, query)
    finally:
        database.close()


def first_found(database: Database, scope: Scope, sort: Sorting) -> Found:
    """The first rows of a scope in an order, and how many there are."""
    with groups.at_one_moment(database, sort):
        size = orders.size(database, scope)
        rows = orders.first(database, scope, sort, FIRST)
        counted = len(rows.ids) == size.rows
        some = groups.of_rows(database, scope, sort, rows.ids, counted=counted)
    return Found(rows, size.rows, size.works, groups=some)


def whole_order(database: Database, scope: Scope, sort: Sorting) -> Order:
    """All rows of a scope in an order, with their groups."""
    with groups.at_one_moment(database, sort):
        rows = orders.whole(database, scope, sort)
        return Order(rows, groups.of_scope(database, scope, sort))


def found_among(database: Database, scope: Scope, sort: Sorting, works: Sequence[int]) -> Found:
    """The rows of a scope that show one of a few works."""
    with groups.at_one_moment(database, sort):
        rows = orders.among(database, scope, sort, works)
        some = groups.of_rows(database, scope, sort, rows.ids)
    return Found(rows, len(rows.ids), len(set(rows.works)), groups=some)


class _TooLate(Exception):  # noqa: N818 - nothing went wrong
    """The first rows are not found as soon as they should be."""


def read_glimpse(
    folder: Path, scope: Scope, query: Query, checkpoint: Callable[[], None] = _go_on
) -> Found | None:
    """A job: the first rows of a scope that a query finds, if they are found soon."""
    until = time.monotonic() + _GLIMPSE_SECONDS

    def go_on() -> None:
        checkpoint()
        if time.monotonic() > until:
            raise _TooLate

    database = open_to_read(folder)
    try:
        with database.stopped_by(go_on):
            rows = orders.first_found(database, scope, query, FIRST)
    except _TooLate:
        return None
    finally:
        database.close()
    if rows is None:
        return None
    count = len(rows.ids)
    return Found(rows, count, len(set(rows.works)), has_more=count == FIRST)


def read_first(
    folder: Path, scope: Scope, sort: Sorting, checkpoint: Callable[[], None] = _go_on
) -> Found:
    """A job: the first rows of a scope, read on a connection of its own until it is stopped."""
    database = open_to_read(folder)
    try:
        with database.stopped_by(checkpoint):
            return first_found(database, scope, sort)
    finally:
        database.close()


def read_order(
    folder: Path, scope: Scope, sort: Sorting, checkpoint: Callable[[], None] = _go_on
) -> Order:
    """A job: all rows of a scope, read on a connection of its own until it is stopped."""
    database = open_to_read(folder)
    try:
        with database.stopped_by(checkpoint):
            return whole_order(database, scope, sort)
    finally:
        database.close()
