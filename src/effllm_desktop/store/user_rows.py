"""Rows of the reader's own tables, before and after they were changed."""

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from effllm_desktop.store.database import Database

Value = str | int | None
Values = Mapping[str, Value]
UNTOUCHED_ROW: Values = {
    "status": "unread",
    "starred": 0,
    "rating": 0,
    "note": "",
    "queue": None,
    "last_page": None,
    "changed_at": "",
}


class RowChange(NamedTuple):
    """One row of a user table before and after.

    Of a changed row the changed columns; of a new one (`before` is None) or one that is gone
    (`after` is None) all columns.
    """

    table: str
    row_id: int
    before: Values | None
    after: Values | None


def reading_rows(database: Database, works: Iterable[int]) -> dict[int, Values]:
    """The states of the works that have one."""
    rows = database.rows(
        f"SELECT work_id, {', '.join(UNTOUCHED_ROW)} FROM reading "
        "WHERE work_id IN (SELECT value FROM json_each(?))",
        (json.dumps(list(works)),),
    )
    return {row[0]: dict(zip(UNTOUCHED_ROW, row[1:], strict=True)) for row in rows}


def write_reading(database: Database, changes: Iterable[RowChange]) -> None:
    """Write changed states, each work's once, many of the same kind in one go."""
    kinds: defaultdict[tuple[str, ...], list[tuple[object, ...]]] = defaultdict(list)
    for change in changes:
        if change.after is None:
            kinds["DELETE FROM reading WHERE work_id = ?",].append((change.row_id,))
        elif change.before is None:
            kinds["INSERT", *change.after].append((*change.after.values(), change.row_id))
        else:
            kinds["UPDATE", *change.after].append((*change.after.values(), change.row_id))
    for (verb, *names), values in kinds.items():
        database.many(_statement(verb, names), values)


def _statement(verb: str, names: Sequence[str]) -> str:
    if verb == "INSERT":
        marks = ", ".join("?" for _ in range(len(names) + 1))
        return f"INSERT INTO reading ({', '.join(names)}, work_id) VALUES ({marks})"
    if verb == "UPDATE":
        return f"UPDATE reading SET {', '.join(f'{name} = ?' for name in names)} WHERE work_id = ?"
    return verb
