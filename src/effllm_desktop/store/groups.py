"""The groups that rows stand in: in the order of the rows, with their words and numbers of rows.

Plain `sqlite3`, as the rows themselves: a small scope is grouped on the way to the next picture.
"""

import json
from collections.abc import Collection, Sequence
from typing import NamedTuple

from effllm_desktop.domain.columns import Column, Grouped
from effllm_desktop.domain.scopes import Place, PlaceScope, Scope, WorksScope
from effllm_desktop.domain.section_paths import SEPARATOR, below
from effllm_desktop.store.database import Database, Row
from effllm_desktop.store.orderings import Grouping, groups_of_entries, groups_of_works
from effllm_desktop.store.selection import held_by, span_of

_ALL = PlaceScope(Place.ALL)
_COUNTED = "SELECT {of.named}, {of.said}, count(*) FROM {source} {joins} WHERE {held} "
_IN_ORDER = "GROUP BY {of.by} ORDER BY {of.order.by}"
_ASKED = "json_each(?) hit CROSS JOIN "


class StoredGroup(NamedTuple):
    """Rows that say the same in a column. `named`: what tells it apart from the others."""

    named: str | int | None
    said: str | int | None
    rows: int


def of_scope(database: Database, scope: Scope, sort: Grouped) -> list[StoredGroup]:
    """All groups of a scope. Raises NotFound for a section that is gone."""
    values: Sequence[object]
    if isinstance(scope, WorksScope):
        of = groups_of_works(sort)
        held, values = held_by(database, scope)
        held = f"w.shown_at IS NOT NULL AND {held}"
        if scope == _ALL and of.order.through_entries:
            through = f"{held} AND e.position IS NOT NULL"
            sql = _sql(of, of.order.through_entries, "", through)
        else:
            sql = _sql(of, "works w", of.order.joins, held)
    else:
        of = groups_of_entries(sort)
        span = span_of(database, scope)
        values = span.list_id, span.first, span.after
        held = "e.list_id = ? AND e.position >= ? AND e.position < ?"
        sql = _sql(of, "entries e", of.order.joins, held)
    return _read(database, scope, sort, database.rows(sql, values))


def of_rows(
    database: Database, scope: Scope, sort: Grouped, row_ids: Sequence[int]
) -> list[StoredGroup]:
    """The groups of some rows of a scope, by their ids: none of any other row is counted."""
    if isinstance(scope, WorksScope):
        of = groups_of_works(sort)
        sql = _sql(of, f"{_ASKED}works w", of.order.joins, "w.id = hit.value")
    else:
        of = groups_of_entries(sort)
        sql = _sql(of, f"{_ASKED}entries e", of.order.joins, "e.id = hit.value")
    return _read(database, scope, sort, database.rows(sql, (json.dumps(list(row_ids)),)))


def _sql(of: Grouping, source: str, joins: str, held: str) -> str:
    return (_COUNTED + _IN_ORDER).format(of=of, source=source, joins=joins, held=held)


def _read(database: Database, scope: Scope, sort: Grouped, rows: list[Row]) -> list[StoredGroup]:
    found = [StoredGroup(*row) for row in rows]
    if sort.column is not Column.SECTION:
        return found
    sections = [group.named for group in found if group.named is not None]
    said = _section_words(database, sections, with_list=isinstance(scope, WorksScope))
    return [group._replace(said=said.get(group.named)) for group in found]


def _section_words(
    database: Database, sections: Sequence[object], *, with_list: bool
) -> dict[object, str]:
    """Headings down to a section: below the title of its list, or below the list's name."""
    rows = database.rows(
        "SELECT s.id, s.path, s.list_id, l.name FROM json_each(?) asked "
        "JOIN sections s ON s.id = asked.value JOIN lists l ON l.id = s.list_id",
        (json.dumps(list(sections)),),
    )
    titles = _titles(database, {list_id for _, _, list_id, _ in rows})
    words = {}
    for section, path, list_id, name in rows:
        parts = name if with_list else "", below(path, titles.get(list_id))
        words[section] = SEPARATOR.join(filter(None, parts)) or name
    return words


def _titles(database: Database, lists: Collection[int]) -> dict[int, str]:
    """The headings that are the titles of lists, where they have any."""
    rows = database.rows(
        "SELECT list_id, path, min(position) FROM sections WHERE level = 1 "
        "AND position IS NOT NULL AND list_id IN (SELECT value FROM json_each(?)) GROUP BY list_id",
        (json.dumps(list(lists)),),
    )
    return {list_id: path for list_id, path, _ in rows}
