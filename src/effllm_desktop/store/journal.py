"""The journal: every step of the reader's, the rows it changed, and the way back and forth."""

import json
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from itertools import groupby
from operator import itemgetter
from typing import NamedTuple

from effllm_desktop.domain.errors import Conflict
from effllm_desktop.domain.ids import WorkId
from effllm_desktop.store import rewriting, work_tags
from effllm_desktop.store.database import Database, Row
from effllm_desktop.store.text import clean
from effllm_desktop.store.user_rows import (
    BY_WORK,
    OF_WORKS,
    UNTOUCHED_ROW,
    RowChange,
    Values,
    quoted,
)

AT_A_TIME = 5000
"""Changed rows that are written in one go: one go after the other, all in one transaction."""
_BY_ROW = f"table_name IN {quoted(BY_WORK)}"
_BY_VALUE = f"table_name IN {quoted(OF_WORKS)}"
_VALUE = 'json_extract(coalesce("after", "before"), \'$.work_id\')'
"""Where the journal names works: as the row, or in its values."""
_AS_JSON = json.JSONEncoder(ensure_ascii=False).encode


_UNDONE, _GONE = 1, 2
"""What `steps.undone` says: it can be made again; all that it changed was removed for good."""


class Step(NamedTuple):
    """One act of the reader's."""

    id: int
    label: str
    made_at: datetime
    merge_key: str | None


class Past(NamedTuple):
    """A step, and whether it was taken back, or can no longer be."""

    step: Step
    undone: bool
    gone: bool


def last_done(database: Database) -> Step | None:
    """The step that undo would take back."""
    return _step(database, "undone = 0 ORDER BY id DESC")


def first_undone(database: Database) -> Step | None:
    """The step that redo would make again."""
    return _step(database, "undone = 1 ORDER BY id")


def latest(
    database: Database, limit: int, *, before: int | None = None, skip: int = 0
) -> list[Past]:
    """The newest steps, the newest first: `before` a step, without so many of the newest."""
    rows = database.rows(
        "SELECT id, label, made_at, merge_key, undone FROM steps WHERE id < ? "
        "ORDER BY id DESC LIMIT ? OFFSET ?",
        (2**62 if before is None else before, limit, skip),
    )
    return [Past(_as_step(row[:-1]), row[-1] == _UNDONE, row[-1] == _GONE) for row in rows]


def forget_list(database: Database, list_id: int) -> None:
    """A list is gone for good: steps change it no longer.

    Those that changed nothing else stay in the history, neither done nor undone.
    """
    its = (
        "FROM step_changes WHERE table_name = 'trashed_lists' AND row_id = ?1 OR "
        "table_name = 'list_edits' "
        'AND json_extract(coalesce("after", "before"), \'$.list_id\') = ?1'
    )
    steps = json.dumps(
        [one for (one,) in database.rows(f"SELECT DISTINCT step_id {its}", (list_id,))]
    )
    database.run(f"DELETE {its}", (list_id,))
    database.run(
        "UPDATE steps SET undone = ? WHERE id IN (SELECT value FROM json_each(?)) "
        "AND id NOT IN (SELECT step_id FROM step_changes)",
        (_GONE, steps),
    )


def steps_on(database: Database, work: WorkId) -> list[Step]:
    """What the reader has done to a work and not taken back, in order.

    Also to those that were merged with it.
    """
    rows = database.rows(
        "WITH its(work) AS (SELECT ?1 UNION SELECT f.work_id FROM folds f "
        "  JOIN works w ON w.id = f.work_id WHERE w.merged_into = ?1) "
        "SELECT id, label, made_at, merge_key FROM steps WHERE undone = 0 AND id IN ("
        f"  SELECT step_id FROM step_changes WHERE {_BY_ROW} AND row_id IN its "
        f"  UNION SELECT step_id FROM step_changes WHERE {_BY_VALUE} AND {_VALUE} IN its) "
        "ORDER BY id",
        (work,),
    )
    return [_as_step(row) for row in rows]


def add(
    database: Database,
    label: str,
    changes: Sequence[RowChange],
    now: datetime,
    merge_key: str | None = None,
) -> int:
    """Note a new step; its number. What was undone before can no longer be made again."""
    _forget(database, "undone = 1")
    step = database.run(
        "INSERT INTO steps (label, made_at, merge_key) VALUES (?, ?, ?)",
        (clean(label), now.isoformat(), merge_key),
    )
    _note(database, step, changes)
    return step


def go_on(database: Database, step: int, changes: Iterable[RowChange]) -> None:
    """Note more rows that a step changed which was begun in this transaction."""
    _note(database, step, changes)


def extend(database: Database, step: Step, changes: Sequence[RowChange], now: datetime) -> None:
    """Let a step go on: what it left is now what `changes` left.

    Rows that are back where they were, but for the time, are put back wholly; a step that has none
    left goes.
    """
    joined = _joined([*_changes_of(database, step), *changes])
    for change in joined:
        if not _matters(change):
            rewriting.put(database, change.inverse())
    left = [change for change in joined if _matters(change)]
    database.run("DELETE FROM step_changes WHERE step_id = ?", (step.id,))
    if not left:
        database.run("DELETE FROM steps WHERE id = ?", (step.id,))
        return
    database.run("UPDATE steps SET made_at = ? WHERE id = ?", (now.isoformat(), step.id))
    _note(database, step.id, left)


def _changes_of(database: Database, step: Step) -> list[RowChange]:
    """The rows that a step changed, in order."""
    return [change for some in _changes(database, step) for change in some]


def _changes(
    database: Database, step: Step, *, backwards: bool = False
) -> Iterator[list[RowChange]]:
    """The same, so many at a time that other threads need not wait for them."""
    last, (beyond, order) = 0, ("<", "DESC") if backwards else (">", "ASC")
    if backwards:
        last = 2**62
    while True:
        rows = database.rows(
            'SELECT id, table_name, row_id, "before", "after" FROM step_changes '
            f"WHERE step_id = ? AND id {beyond} ? ORDER BY id {order} LIMIT {AT_A_TIME}",
            (step.id, last),
        )
        if not rows:
            return
        last = rows[-1][0]
        yield [
            change
            for table, some in groupby(rows, itemgetter(1))
            for change in _read(table, [row[2:] for row in some])
        ]


def _read(table: str, rows: Sequence[Row]) -> Iterator[RowChange]:
    """Changes of one table, as they are stored: those that are alike together."""
    if table == work_tags.TABLE:
        yield from work_tags.read(rows)
        return
    for (before, after), some in groupby(rows, itemgetter(1, 2)):
        yield RowChange(table, [row for row, _, _ in some], _loaded(before), _loaded(after))


def reach(database: Database, step: Step, *, read_anew: int) -> int:
    """How many rows a step changed; for lists put away, put back or edited, those that follow.

    Each entry of an edited list counts as `read_anew` rows.
    """
    rows: int = database.value("SELECT count(*) FROM step_changes WHERE step_id = ?", (step.id,))
    following: int = database.value(
        "SELECT coalesce(sum(c.total * iif(s.table_name = 'list_edits', ?, 1)), 0) "
        "FROM step_changes s JOIN list_counts c "
        "ON c.list_id = CASE s.table_name WHEN 'trashed_lists' THEN s.row_id "
        '  ELSE json_extract(coalesce(s."after", s."before"), \'$.list_id\') END '
        "WHERE s.step_id = ? AND s.table_name IN ('trashed_lists', 'list_edits')",
        (read_anew, step.id),
    )
    return rows + following


def take_back(database: Database, step: Step) -> Iterator[list[RowChange]]:
    """Put the rows as they were before the step, some after the other.

    Raises Conflict: then nothing may be committed.
    """
    database.run("UPDATE steps SET undone = 1 WHERE id = ?", (step.id,))
    for some in _changes(database, step, backwards=True):
        changes = [change.inverse() for change in some]
        yield _written(database, changes, f"Undo of “{step.label}”")


def make_again(database: Database, step: Step) -> Iterator[list[RowChange]]:
    """Put the rows as the step left them, some after the other. Raises Conflict as above."""
    database.run("UPDATE steps SET undone = 0 WHERE id = ?", (step.id,))
    for changes in _changes(database, step):
        yield _written(database, changes, f"Redo of “{step.label}”")


def _step(database: Database, which: str) -> Step | None:
    row = database.row(f"SELECT id, label, made_at, merge_key FROM steps WHERE {which} LIMIT 1")
    return _as_step(row) if row else None


def _as_step(row: Row) -> Step:
    step, label, made_at, merge_key = row
    return Step(step, label, datetime.fromisoformat(made_at), merge_key)


def _forget(database: Database, which: str) -> None:
    database.run(f"DELETE FROM step_changes WHERE step_id IN (SELECT id FROM steps WHERE {which})")
    database.run(f"DELETE FROM steps WHERE {which}")


def _note(database: Database, step: int, changes: Iterable[RowChange]) -> None:
    """Write a row for each changed one: those that are alike in one go."""
    for change in changes:
        before, after = _dumped(change.before), _dumped(change.after)
        rows: Sequence[object] = change.rows
        row = "value"
        said = ["?", "?"]
        if change.works:
            rows = list(zip(change.rows, change.works, strict=True))
            row = "json_extract(value, '$[0]')"
            said = ["json_set(?, '$.work_id', json_extract(value, '$[1]'))"] * 2
        database.run(
            'INSERT INTO step_changes (step_id, table_name, row_id, "before", "after") '
            f"SELECT ?, ?, {row}, {', '.join(said)} FROM json_each(?)",
            (step, change.table, before, after, json.dumps(rows)),
        )


def _joined(changes: Iterable[RowChange]) -> list[RowChange]:
    """One change for each row, from its first values to its last."""
    rows: dict[tuple[str, int], RowChange] = {}
    for change in changes:
        for one in change.one_by_one():
            place = one.table, one.rows[0]
            first = rows.get(place)
            if first is None:
                rows[place] = one
                continue
            before = first.before and {**(one.before or {}), **first.before}
            after = {**(first.after or {}), **(one.after or {})}
            rows[place] = RowChange(one.table, one.rows, before, after)
    return list(rows.values())


def _matters(change: RowChange) -> bool:
    """Whether anything but the time is another, for a new row than what it stands for without."""
    before = UNTOUCHED_ROW if change.before is None else change.before
    after = UNTOUCHED_ROW if change.after is None else change.after
    return any(before.get(name) != after.get(name) for name in {*before, *after} - {"changed_at"})


def _written(database: Database, changes: Sequence[RowChange], act: str) -> list[RowChange]:
    """Change the rows; those that are otherwise now."""
    written = rewriting.write(database, changes)
    if written is None:
        raise _conflict(act)
    return written


def _conflict(act: str) -> Conflict:
    return Conflict(
        f"{act} would overwrite newer work, so nothing was changed.",
        "What it concerns has been changed since in another way.",
    )


def _dumped(values: Values | None) -> str | None:
    return None if values is None else _AS_JSON(values)


def _loaded(text: str | None) -> Values | None:
    if text is None:
        return None
    values: Values = json.loads(text)
    return values
