"""What the reader made of works, read with many entries at once."""

import json
from collections.abc import Sequence
from typing import Any

from effllm_desktop.domain.ids import WorkId
from effllm_desktop.domain.state import UNTOUCHED, State, Status
from effllm_desktop.store import field_tests
from effllm_desktop.store.database import Database, in_parts

PLACE_IN_QUEUE = (
    "CASE WHEN r.queue IS NOT NULL THEN (SELECT count(*) FROM reading q JOIN works o "
    "  ON o.id = q.work_id AND o.shown_at IS NOT NULL WHERE q.queue <= r.queue) END"
)
"""The 1-based place among the works of the queue that are shown, over `reading r`."""
STATE_COLUMNS = (
    "coalesce(r.status, 'unread'), coalesce(r.starred, 0), coalesce(r.rating, 0), "
    "(SELECT json_group_array(name) FROM (SELECT t.name FROM work_tags wt "
    "  JOIN tags t ON t.id = wt.tag_id WHERE wt.work_id = e.work_id ORDER BY t.folded)), "
    f"coalesce(r.note, ''), {PLACE_IN_QUEUE}"
)
"""Six columns, over `entries e LEFT JOIN reading r`."""
NO_STATE = "'unread', 0, 0, '[]', '', NULL"
"""The same of a work that nobody has touched, where states are not asked for."""

_UNTOUCHED = ("unread", 0, 0, "[]", "", None)


def read_or_reading(database: Database, works: Sequence[WorkId]) -> set[WorkId]:
    """Those of some works that the reader is reading or has read."""
    found: set[WorkId] = set()
    for some in in_parts(works):
        rows = database.rows(
            "SELECT work_id FROM reading WHERE status IN ('reading', 'read') "
            "AND work_id IN (SELECT value FROM json_each(?))",
            (json.dumps(some),),
        )
        found |= {WorkId(work) for (work,) in rows}
    return found


def all_are(database: Database, works: Sequence[int], state: str) -> bool:
    """Whether each of some works is what `is:` finds by this word."""
    found = field_tests.state(database, state)
    there = "IN" if found.outside else "NOT IN"
    return not _any(database, works, f"value {there} ({found.sql})", found.values)


def all_have_tag(database: Database, works: Sequence[int], tag: str) -> bool:
    """Whether each of some works has the tag of just this name."""
    tagged = "SELECT wt.work_id FROM work_tags wt JOIN tags t ON t.id = wt.tag_id WHERE t.name = ?"
    return not _any(database, works, f"value NOT IN ({tagged})", (tag,))


def _any(database: Database, works: Sequence[int], test: str, values: Sequence[object]) -> bool:
    sql = f"SELECT EXISTS (SELECT 1 FROM json_each(?) WHERE {test})"
    return bool(database.value(sql, (json.dumps(list(works)), *values)))


def state_of(values: Sequence[Any]) -> State:
    """A state from the values of STATE_COLUMNS."""
    status, starred, rating, tags, note, queue = values
    if (status, starred, rating, tags, note, queue) == _UNTOUCHED:  # as most are
        return UNTOUCHED
    return State(Status(status), bool(starred), rating, tuple(json.loads(tags)), note, queue)
