"""The rows of a scope in order: the first of them at once, all of them, those of some works.

Plain `sqlite3`: it answers each click in the tree and each key press in the search box. Ids leave
SQLite as one text: that costs a half of what a row for each of them does. Where a job asks it is
one of hexadecimal digits: other threads run while it is made, and Python takes a tenth of the time
for it that it takes for JSON, which is made sooner.
"""

import json
import sys
from array import array
from collections.abc import Sequence
from typing import NamedTuple

from effllm_desktop.domain.columns import Sorting
from effllm_desktop.domain.ids import WorkId
from effllm_desktop.domain.queries import Field, Query, parse
from effllm_desktop.domain.scopes import (
    ListScope,
    Place,
    PlaceScope,
    Scope,
    SearchScope,
    Sort,
    WorksScope,
)
from effllm_desktop.store import saved_searches
from effllm_desktop.store.conditions import conditions, matching, matching_among, unfolded
from effllm_desktop.store.database import Database
from effllm_desktop.store.field_tests import NEWCOMERS, NOT_UNREAD, UNREAD, UNSEEN
from effllm_desktop.store.orderings import Ordering, of_works
from effllm_desktop.store.selection import PLACES, entries_sql, held_by, span_of, works_sql

_FIRST_WORKS = {
    Place.NEW: f"+{NEWCOMERS} AND {UNREAD} AND {UNSEEN}",
    Place.READING: "EXISTS (SELECT 1 FROM reading u WHERE u.work_id = w.id "
    "AND u.status = 'reading')",
    Place.STARRED: "EXISTS (SELECT 1 FROM reading u WHERE u.work_id = w.id AND u.starred = 1)",
    Place.ALL: "1",
}
"""What SQLite tests for one work after the other in the order of the places, until it has enough:
for places that hold a good part of all works."""
_ALL = PlaceScope(Place.ALL)
_ALL_UNREAD = parse("is:unread")
_RANKING = (Field.LIKE, Field.SEARCH)
"""Fields that may bring an order with them: a saved search that of its own query."""
_GATHERED = "group_concat(printf('%016x', {}), '')"
_AMONG = "json_each(?) hit CROSS JOIN "


class Rows(NamedTuple):
    """Ids of rows in order, and the work that each row shows; in a place one array is both."""

    ids: "array[int]"
    works: "array[int]"


class Size(NamedTuple):
    """How many rows a scope has, and how many distinct works they show."""

    rows: int
    works: int


def size(database: Database, scope: Scope) -> Size:
    """Known without looking at any row. Raises NotFound for a section that is gone."""
    if isinstance(scope, PlaceScope):
        works = database.value(
            "SELECT total FROM place_counts WHERE place = ?", (scope.place.value,)
        )
        return Size(works or 0, works or 0)
    if isinstance(scope, SearchScope):
        return Size(*[count_of_search(database, scope)[1]] * 2)
    if isinstance(scope, ListScope):
        sql = "SELECT max(position) + 1 FROM entries WHERE list_id = ?"
        rows = database.value(sql, (scope.list_id,))
        sql = "SELECT total FROM list_counts WHERE list_id = ?"
        return Size(rows or 0, database.value(sql, (scope.list_id,)) or 0)
    span = span_of(database, scope)
    sql = "SELECT total FROM section_counts WHERE section_id = ?"
    return Size(span.after - span.first, database.value(sql, (scope.section_id,)) or 0)


def count_of_search(database: Database, scope: SearchScope) -> tuple[int, int]:
    """Unread works and all works that a saved search finds: counted, but for all unread ones."""
    if saved_searches.query_of(database, scope.search_id) == _ALL_UNREAD:
        unread = database.value("SELECT unread FROM place_counts WHERE place = ?", (Place.ALL,))
        return unread or 0, unread or 0
    held, values = held_by(database, scope)
    ((unread, total),) = database.rows(
        f"SELECT count(*) FILTER (WHERE w.id NOT IN ({NOT_UNREAD})), count(*) FROM works w "
        f"WHERE w.shown_at IS NOT NULL AND {held}",
        values,
    )
    return unread, total


def first(database: Database, scope: Scope, sort: Sorting, limit: int) -> Rows:
    """The first rows in an order; list order is the queue's own in the queue."""
    if isinstance(scope, WorksScope):
        held, values = held_by(database, scope)
        if isinstance(scope, PlaceScope) and sort is Sort.LIST:
            held = _FIRST_WORKS.get(scope.place, held)
        if scope == _ALL and (beginning := of_works(scope, sort).beginning):
            sql = f"{_all_works_sql(scope, f'{held} AND {beginning}', sort)} LIMIT ?"
            rows = _works(database, sql, (*values, limit))
            if len(rows.ids) == limit:
                return rows
        sql = f"{_all_works_sql(scope, held, sort)} LIMIT ?"
        return _ranked(database, scope, sort, _works(database, sql, (*values, limit)))
    span = span_of(database, scope)
    sql = f"{entries_sql(sort)} LIMIT ?"
    return _entries(database, sql, (span.list_id, span.first, span.after, limit))


def first_found(database: Database, scope: Scope, query: Query, limit: int) -> Rows | None:
    """The first rows in list order that a query finds; None where it has an order of its own.

    Sooner there than all that it finds, if it finds much: works are looked at one by one.
    """
    if isinstance(scope, SearchScope) or has_ranking(query):
        return None
    if isinstance(scope, PlaceScope):
        held = _FIRST_WORKS.get(scope.place, PLACES[scope.place])
        limits, values = conditions(database, query, "w.id")
        sql = f"{works_sql(held, of_works(scope, Sort.LIST), limits)} LIMIT ?"
        return _works(database, sql, (*values, limit))
    span = span_of(database, scope)
    limits, values = conditions(database, query, "e.work_id")
    sql = f"{entries_sql(Sort.LIST, limits)} LIMIT ?"
    return _entries(database, sql, (span.list_id, span.first, span.after, *values, limit))


def whole(database: Database, scope: Scope, sort: Sorting) -> Rows:
    """All rows."""
    if isinstance(scope, WorksScope):
        held, values = held_by(database, scope)
        rows = _works(database, _all_works_sql(scope, held, sort), values)
        return _ranked(database, scope, sort, rows)
    span = span_of(database, scope)
    return _entries(database, entries_sql(sort), (span.list_id, span.first, span.after))


def among(database: Database, scope: Scope, sort: Sorting, works: Sequence[int]) -> Rows:
    """The rows that show one of a few works."""
    asked = json.dumps(list(works))
    if isinstance(scope, WorksScope):
        held, values = held_by(database, scope)
        sql = works_sql(held, of_works(scope, sort), " AND w.id = hit.value", f"{_AMONG}works w")
        return _ranked(database, scope, sort, _works(database, sql, (asked, *values)))
    span = span_of(database, scope)
    sql = entries_sql(sort, " AND e.work_id = hit.value", f"{_AMONG}entries e")
    return _entries(database, sql, (asked, span.list_id, span.first, span.after))


def hits(database: Database, query: Query) -> list[int]:
    """The works that a query finds, each once; shown or not."""
    found = matching(database, query)
    works = _gathered(database, found.sql, found.values)
    if not found.outside:
        return works
    others = set(works)
    every = database.remembered("works", lambda: _gathered(database, "SELECT id FROM works"))
    return [work for work in every if work not in others]


def few_hits(database: Database, query: Query, limit: int) -> list[int] | None:
    """The same; None where they are more than the limit, or nothing but finding all tells so."""
    found = matching(database, query)
    if not found.is_soon:
        return None
    ((text, count),) = database.rows(
        f"WITH found(id) AS (SELECT * FROM ({found.sql}) LIMIT ?) "
        "SELECT json_group_array(id), count(*) FROM found",
        (*found.values, limit + 1),
    )
    if count > limit:
        return None
    works: list[int] = json.loads(text)
    return works


def hits_among(database: Database, query: Query, works: Sequence[int]) -> list[int]:
    """Those of some works that a query finds, and perhaps others."""
    return _gathered(database, *matching_among(database, query, works)) if works else []


def _gathered(database: Database, sql: str, values: Sequence[object] = ()) -> list[int]:
    text = database.value(
        f"WITH found(id) AS ({sql}) SELECT json_group_array(id) FROM found", values
    )
    found: list[int] = json.loads(text)
    return found


def has_ranking(query: Query) -> bool:
    """Whether what a query finds may have an order of its own."""
    return any(term.field in _RANKING for term in query.terms)


def ranking(database: Database, query: Query, scope: Scope | None = None) -> list[int] | None:
    """The works that a query finds in an order of its own, with others; None where it has none."""
    if not has_ranking(query):
        return None
    from effllm_desktop.store import likeness  # not for the first picture of the window

    search = scope.search_id if isinstance(scope, SearchScope) else None
    return likeness.ranking(database, unfolded(database, query, search))


def unread_works(database: Database, scope: Scope) -> list[WorkId]:
    """The unread works of a scope, each once."""
    values: Sequence[object]
    if isinstance(scope, WorksScope):
        held, values = held_by(database, scope)
        sql = works_sql(held, of_works(scope, Sort.LIST), f" AND {UNREAD}")
    else:
        span = span_of(database, scope)
        values = span.list_id, span.first, span.after
        sql = (
            "SELECT DISTINCT w.work_id AS id FROM entries w WHERE w.list_id = ? "
            "AND w.position >= ? AND w.position < ? AND NOT EXISTS ("
            "SELECT 1 FROM reading u WHERE u.work_id = w.work_id AND u.status <> 'unread')"
        )
    found: list[WorkId] = json.loads(
        database.value(f"SELECT json_group_array(id) FROM ({sql})", values)
    )
    return found


def not_unread(database: Database, works: Sequence[int]) -> set[int]:
    """Those of the works that the reader has read, is reading or put aside."""
    rows = database.rows(
        "SELECT work_id FROM reading WHERE status <> 'unread' "
        "AND work_id IN (SELECT value FROM json_each(?))",
        (json.dumps(list(works)),),
    )
    return {work for (work,) in rows}


def _ranked(database: Database, scope: Scope, sort: Sorting, rows: Rows) -> Rows:
    """The works of a saved search in its own order, if it has one and no other is chosen."""
    if not isinstance(scope, SearchScope) or sort is not Sort.LIST:
        return rows
    query = saved_searches.query_of(database, scope.search_id)
    order = ranking(database, query, scope)
    return rows if order is None else in_order_of(rows, order)


def in_order_of(rows: Rows, works: Sequence[int]) -> Rows:
    """The rows in the order of the works that they show, those of no such work last."""
    places = {work: place for place, work in enumerate(works)}
    last = len(places)
    order = sorted(range(len(rows.ids)), key=lambda row: places.get(rows.works[row], last))
    return Rows(
        array("q", (rows.ids[row] for row in order)), array("q", (rows.works[row] for row in order))
    )


def _all_works_sql(scope: WorksScope, held: str, sort: Sorting) -> str:
    """All works of a scope in an order: most of all, where it holds every work."""
    order = of_works(scope, sort)
    if scope != _ALL or not order.through_entries:
        return works_sql(held, order)
    through = Ordering(order.by)
    limits = " AND e.position IS NOT NULL"
    return works_sql(held, through, limits, order.through_entries)


def _works(database: Database, sql: str, values: Sequence[object]) -> Rows:
    ids = _numbers(database.value(f"SELECT {_GATHERED.format('id')} FROM ({sql})", values))
    return Rows(ids, ids)


def _entries(database: Database, sql: str, values: Sequence[object]) -> Rows:
    asked = f"SELECT {_GATHERED.format('id')}, {_GATHERED.format('work_id')} FROM ({sql})"
    ((ids, works),) = database.rows(asked, values)
    return Rows(_numbers(ids), _numbers(works))


def _numbers(text: str | None) -> "array[int]":
    """Ids that SQLite has gathered into one text."""
    found = array("q", bytes.fromhex(text or ""))
    if sys.byteorder == "little":
        found.byteswap()
    return found
