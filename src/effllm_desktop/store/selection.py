"""Which entries or works a scope and a query select: ids straight from SQL, in order.

Plain `sqlite3`: it answers each key press in the search box.
"""

from array import array
from typing import NamedTuple

from effllm_desktop.domain.columns import Sorting
from effllm_desktop.domain.errors import NotFound
from effllm_desktop.domain.queries import Query
from effllm_desktop.domain.scopes import (
    ListScope,
    PlaceScope,
    Scope,
    SectionScope,
    WorksScope,
)
from effllm_desktop.store import orderings, saved_searches
from effllm_desktop.store.conditions import Condition, conditions, holding
from effllm_desktop.store.database import Database
from effllm_desktop.store.orderings import Ordering
from effllm_desktop.store.places import RULES

PLACES = {place: rule.test for place, rule in RULES.items()}


class Selection(NamedTuple):
    """Row ids in order: entries in a list or section, works in a place."""

    row_ids: "array[int]"
    distinct_works: int


class Span(NamedTuple):
    """A run of entries of one list by their positions."""

    list_id: int
    first: int
    after: int


def select(database: Database, scope: Scope, query: Query, sort: Sorting) -> Selection:
    """The ids that a scope and a query select. SQLite puts unknown values last where DESC is."""
    if isinstance(scope, WorksScope):
        return _works(database, scope, query, sort)
    return _entries(database, span_of(database, scope), query, sort)


def span_of(database: Database, scope: ListScope | SectionScope) -> Span:
    """Where the entries of a list or a section stand."""
    if isinstance(scope, ListScope):
        return Span(scope.list_id, 0, 2**31)
    row = database.row(
        "SELECT list_id, first_entry, after_entry FROM sections "
        "WHERE id = ? AND position IS NOT NULL",
        (scope.section_id,),
    )
    if row is None:
        raise NotFound("That section is no longer in the list.", "Choose another one.")
    return Span(*row)


def held_by(database: Database, scope: WorksScope) -> Condition:
    """SQL that is true of the works `w` of a place or a saved search."""
    if isinstance(scope, PlaceScope):
        return PLACES[scope.place], []
    search = scope.search_id
    return holding(database, saved_searches.query_of(database, search), "w.id", search)


def _works(database: Database, scope: WorksScope, query: Query, sort: Sorting) -> Selection:
    held, of_scope = held_by(database, scope)
    limits, values = conditions(database, query, "w.id")
    rows = database.rows(
        works_sql(held, orderings.of_works(scope, sort), limits), (*of_scope, *values)
    )
    return Selection(array("q", [row[0] for row in rows]), len(rows))


def _entries(database: Database, span: Span, query: Query, sort: Sorting) -> Selection:
    limits, values = conditions(database, query, "e.work_id")
    rows = database.rows(entries_sql(sort, limits), (span.list_id, span.first, span.after, *values))
    return Selection(array("q", [row[0] for row in rows]), len({row[1] for row in rows}))


def works_sql(held: str, order: Ordering, limits: str = "", source: str = "works w") -> str:
    """The works that `held_by` tells, in an order; `limits` are conditions (AND …)."""
    return (
        f"SELECT w.id AS id FROM {source} {order.joins} WHERE w.shown_at IS NOT NULL "
        f"AND {held}{limits} ORDER BY {order.by}"
    )


def entries_sql(sort: Sorting, limits: str = "", source: str = "entries e") -> str:
    """The entries of a list between two positions in order, with their works."""
    order = orderings.of_entries(sort)
    return (
        f"SELECT e.id AS id, e.work_id AS work_id FROM {source} {order.joins} WHERE e.list_id = ? "
        f"AND e.position >= ? AND e.position < ?{limits} ORDER BY {order.by}"
    )
