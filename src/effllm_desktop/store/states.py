"""What the reader made of works, read with many entries at once."""

import json
from collections.abc import Sequence
from typing import Any

from effllm_desktop.domain.state import UNTOUCHED, State, Status

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

_UNTOUCHED = ("unread", 0, 0, "[]", "", None)


def state_of(values: Sequence[Any]) -> State:
    """A state from the values of STATE_COLUMNS."""
    status, starred, rating, tags, note, queue = values
    if (status, starred, rating, tags, note, queue) == _UNTOUCHED:  # as most are
        return UNTOUCHED
    return State(Status(status), bool(starred), rating, tuple(json.loads(tags)), note, queue)
