"""The rows of one page of the entries pane, and what is known of one work.

Plain `sqlite3`: a page is read while the window scrolls.
"""

import json
from collections.abc import Sequence

from effllm_desktop.domain.ids import WorkId
from effllm_desktop.store.database import Database, Row
from effllm_desktop.store.field_tests import NEW_WORKS
from effllm_desktop.store.states import PLACE_IN_QUEUE, STATE_COLUMNS

_ROW = (
    "e.id, w.id, w.key, e.kind, e.plain_title, e.byline, e.venue, e.year, "
    "coalesce(e.citations, w.citations), "
    "coalesce(r.status, 'unread'), coalesce(r.starred, 0), coalesce(r.rating, 0), "
    "coalesce(r.note, '') <> '', r.queue IS NOT NULL, "
    "CASE WHEN EXISTS (SELECT 1 FROM work_pdfs c WHERE c.work_id = w.id) THEN 'cached' "
    "  ELSE (SELECT d.state FROM downloads d WHERE d.work_id = w.id) END, "
    "(SELECT json_group_array(name) FROM (SELECT t.name FROM work_tags wt "
    "  JOIN tags t ON t.id = wt.tag_id WHERE wt.work_id = w.id ORDER BY t.folded)), "
    f"({NEW_WORKS}), e.marks, s.heading, l.name, "
    "(SELECT count(DISTINCT o.list_id) FROM entries o WHERE o.work_id = w.id "
    "  AND o.position IS NOT NULL AND o.list_id <> e.list_id "
    "  AND o.list_id NOT IN (SELECT list_id FROM trashed_lists)), p.page, p.pages, p.offset, "
    "w.known_since, r.changed_at, (SELECT max(CAST(m.value AS INTEGER)) FROM metadata m "
    "  WHERE m.work_id = w.id AND m.field = 'stars') "
)
_JOINS = (
    "JOIN lists l ON l.id = e.list_id LEFT JOIN sections s ON s.id = e.section_id "
    "LEFT JOIN reading r ON r.work_id = w.id LEFT JOIN last_places p ON p.work_id = w.id "
)


def entry_rows(database: Database, entries: Sequence[int]) -> dict[int, Row]:
    """The values of rows, by the entries' ids."""
    rows = database.rows(
        f"SELECT e.id, {_ROW} FROM entries e JOIN works w ON w.id = e.work_id {_JOINS}"
        "WHERE e.id IN (SELECT value FROM json_each(?))",
        (json.dumps(list(entries)),),
    )
    return {row[0]: row[1:] for row in rows}


def work_rows(database: Database, works: Sequence[int]) -> dict[int, Row]:
    """The values of rows, by the works' ids.

    A work that no list shows any more has the row of the entry that went last: ids are used for a
    moment longer than what they stand for is shown.
    """
    rows = database.rows(
        f"SELECT asked.value, {_ROW} FROM json_each(?) asked JOIN works known "
        "ON known.id = asked.value JOIN works w ON w.id = coalesce(known.merged_into, known.id) "
        "JOIN entries e ON e.id = coalesce(w.lead_entry_id, (SELECT o.id FROM entries o "
        "  WHERE o.work_id = w.id ORDER BY o.position IS NULL, o.removed_at DESC LIMIT 1)) "
        f"{_JOINS}",
        (json.dumps(list(works)),),
    )
    return {row[0]: row[1:] for row in rows}


def titles(database: Database, row_ids: Sequence[int], *, of_works: bool) -> dict[int, str]:
    """The plain titles of entries, or of the entries that speak for works."""
    source = (
        "SELECT w.id, e.plain_title FROM works w JOIN entries e ON e.id = w.lead_entry_id "
        if of_works
        else "SELECT w.id, w.plain_title FROM entries w "
    )
    asked = json.dumps(list(row_ids))
    found: dict[int, str] = dict(
        database.rows(f"{source}WHERE w.id IN (SELECT value FROM json_each(?))", (asked,))
    )
    return {row_id: found.get(row_id, "") for row_id in row_ids}


def works_of(database: Database, entries: Sequence[int]) -> dict[int, int]:
    """The works of entries."""
    return dict(
        database.rows(
            "SELECT id, work_id FROM entries WHERE id IN (SELECT value FROM json_each(?))",
            (json.dumps(list(entries)),),
        )
    )


def changed_last(database: Database, limit: int) -> list[int]:
    """Works that are shown somewhere, the one first that was read or changed last."""
    latest = (
        "SELECT * FROM (SELECT t.work_id, t.{0} AS at "
        "FROM {1} t CROSS JOIN works w ON w.id = t.work_id "
        "WHERE w.shown_at IS NOT NULL ORDER BY t.{0} DESC, t.work_id LIMIT ?)"
    )
    rows = database.rows(
        f"SELECT work_id FROM ({latest.format('changed_at', 'reading')} "
        f"  UNION ALL {latest.format('left_at', 'last_places')}) "
        "GROUP BY work_id ORDER BY max(at) DESC, work_id LIMIT ?",
        (limit, limit, limit),
    )
    return [work for (work,) in rows]


def beside(database: Database, entry: int) -> list[Row]:
    """The entries of an entry's section in order, each with the section; none if it is gone."""
    return database.rows(
        "SELECT o.id, o.section_id FROM entries e JOIN entries o "
        "ON o.list_id = e.list_id AND o.section_id IS e.section_id AND o.position IS NOT NULL "
        "WHERE e.id = ? AND e.position IS NOT NULL ORDER BY o.position",
        (entry,),
    )


def appearances(database: Database, work: WorkId) -> list[Row]:
    """Everywhere a work is or was mentioned, in list order, places that are gone last."""
    return database.rows(
        "SELECT e.id, l.id, l.name, s.id, s.path, e.line, e.position IS NULL "
        "FROM entries e JOIN lists l ON l.id = e.list_id "
        "LEFT JOIN sections s ON s.id = e.section_id "
        "WHERE e.work_id = ? AND l.id NOT IN (SELECT list_id FROM trashed_lists) "
        "ORDER BY e.position IS NULL, l.id, e.position, e.id",
        (work,),
    )


def state(database: Database, work: WorkId) -> Row | None:
    """Status, star, rating, note, queue place and time of the last change; None: untouched."""
    return database.row(
        f"SELECT status, starred, rating, note, {PLACE_IN_QUEUE}, changed_at FROM reading r "
        "WHERE work_id = ?",
        (work,),
    )


def states(database: Database, works: Sequence[int]) -> dict[int, Row]:
    """The values of STATE_COLUMNS of each work."""
    rows = database.rows(
        f"SELECT e.work_id, {STATE_COLUMNS} "
        "FROM (SELECT value AS work_id FROM json_each(?)) e "
        "LEFT JOIN reading r ON r.work_id = e.work_id",
        (json.dumps(list(works)),),
    )
    return {row[0]: row[1:] for row in rows}


def tags_of(database: Database, work: WorkId) -> tuple[str, ...]:
    rows = database.rows(
        "SELECT t.name FROM work_tags wt JOIN tags t ON t.id = wt.tag_id "
        "WHERE wt.work_id = ? ORDER BY t.folded",
        (work,),
    )
    return tuple(name for (name,) in rows)
