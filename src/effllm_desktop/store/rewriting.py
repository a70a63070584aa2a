"""Rows of the reader's own written again, by undo and redo, as far as they are what they were."""

from collections.abc import Sequence
from itertools import groupby

from effllm_desktop.store import user_seen, work_tags
from effllm_desktop.store.database import Database
from effllm_desktop.store.user_rows import RowChange, are_so, write_reading

KEYS = {
    "reading": "work_id",
    "tags": "id",
    "work_tags": "id",
    "highlights": "id",
    "pins": "work_id",
    "corrections": "id",
    "trashed_lists": "list_id",
    "saved_searches": "id",
    "list_edits": "id",
    "verdicts": "id",
    "recipes": "id",
    "seen": "work_id",
}

"""The user's tables, and the column by which the journal knows their rows."""


def write(database: Database, changes: Sequence[RowChange]) -> list[RowChange] | None:
    """Change rows from what they were; those that are otherwise now.

    None where one of them is not as it was: then nothing may be committed.
    """
    written: list[RowChange] = []
    for table, run in groupby(changes, lambda change: change.table):
        some = list(run)
        if table == "seen":
            written += user_seen.write(database, some)
            continue
        write = _IN_MASSES.get(table)
        if write is not None and _each_once(some):
            is_done = write(database, some)
        else:
            is_done = all(
                _write_one(database, one) for change in some for one in change.one_by_one()
            )
        if not is_done:
            return None
        written += some
    return written


def _write_one(database: Database, change: RowChange) -> bool:
    """Whether the row is as it was, and now is otherwise."""
    if not _stands(database, change):
        return False
    put(database, change)
    return True


def _each_once(changes: Sequence[RowChange]) -> bool:
    rows = set[int]().union(*(change.rows for change in changes))
    return len(rows) == sum(len(change.rows) for change in changes)


def _write_states(database: Database, changes: Sequence[RowChange]) -> bool:
    if not all(are_so(database, change.rows, change.before) for change in changes):
        return False
    write_reading(database, changes)
    return True


_IN_MASSES = {"reading": _write_states, work_tags.TABLE: work_tags.write}
"""What comes in masses is written in one go, where each row comes once."""


def _stands(database: Database, change: RowChange) -> bool:
    """Whether the row is still as the change expects to find it."""
    key = KEYS[change.table]
    if change.before is None:
        if change.table == "tags":  # one that others use was left where it stood
            return True
        return not database.value(
            f"SELECT 1 FROM {change.table} WHERE {key} = ?", (change.rows[0],)
        )
    if _is_called_so_already(database, change):
        return False
    columns = ", ".join(f'"{name}"' for name in change.before)
    row = database.row(f"SELECT {columns} FROM {change.table} WHERE {key} = ?", (change.rows[0],))
    return row is not None and row == tuple(change.before.values())


def _is_called_so_already(database: Database, change: RowChange) -> bool:
    """Whether a tag would get back a name that another one has by now."""
    name = (change.after or {}).get("folded") if change.table == "tags" else None
    sql = "SELECT 1 FROM tags WHERE folded = ? AND id <> ?"
    return name is not None and bool(database.value(sql, (name, change.rows[0])))


def put(database: Database, change: RowChange) -> None:
    table, key = change.table, KEYS[change.table]
    if change.after is None:
        # A tag that a work got in another way, with the state of another work, stays.
        unused = " AND id NOT IN (SELECT tag_id FROM work_tags)" if table == "tags" else ""
        database.run(f"DELETE FROM {table} WHERE {key} = ?{unused}", (change.rows[0],))
    elif change.before is None:
        names = ", ".join(f'"{name}"' for name in (key, *change.after))
        marks = ", ".join("?" for _ in range(len(change.after) + 1))
        kept = "OR IGNORE " if table == "tags" else ""
        database.run(
            f"INSERT {kept}INTO {table} ({names}) VALUES ({marks})",
            (change.rows[0], *change.after.values()),
        )
    else:
        sets = ", ".join(f'"{name}" = ?' for name in change.after)
        database.run(
            f"UPDATE {table} SET {sets} WHERE {key} = ?",
            (*change.after.values(), change.rows[0]),
        )
