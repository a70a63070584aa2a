"""How many works there are where, unread and in all: kept, so that showing them counts nothing.

Lists and sections (with the sections below them) count each work once that stands in them, be the
list in the trash; places count each work that is shown. What the reader does moves the numbers by
what it changed; whoever changes what stands where counts anew with `recount`.
"""

import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from effllm_desktop.domain.ids import WorkId
from effllm_desktop.domain.scopes import Place
from effllm_desktop.domain.state import Status
from effllm_desktop.store import user_seen
from effllm_desktop.store.database import Database, Row
from effllm_desktop.store.field_tests import NEWCOMERS, NOT_UNREAD
from effllm_desktop.store.selection import PLACES
from effllm_desktop.store.user_rows import UNTOUCHED_ROW, RowChange, Values

_LISTS = (
    "INSERT INTO list_counts SELECT l.id, coalesce(t.total, 0), coalesce(t.total, 0) FROM lists l "
    "LEFT JOIN (SELECT list_id, count(*) AS total FROM ("
    "    SELECT DISTINCT work_id, list_id FROM entries WHERE position IS NOT NULL) "
    "  GROUP BY list_id) AS t ON t.list_id = l.id"
)
_SECTIONS = (
    "INSERT INTO section_counts "
    "SELECT s.id, count(DISTINCT e.work_id), count(DISTINCT e.work_id) FROM sections s "
    "LEFT JOIN entries e ON e.list_id = s.list_id "
    "  AND e.position >= s.first_entry AND e.position < s.after_entry "
    "WHERE s.position IS NOT NULL GROUP BY s.id"
)
_PLACE = (
    f"INSERT INTO place_counts SELECT ?, count(*) FILTER (WHERE w.id NOT IN ({NOT_UNREAD})), "
    "count(*) FROM works w WHERE w.shown_at IS NOT NULL AND "
)
_COUNTED = ("status", "starred", "queue")
_MOVING = ("reading", "seen")
_GIVEN = "SELECT json_extract(value, '$[0]'), json_extract(value, '$[1]') FROM json_each(?)"
_ALL_NOT_UNREAD = "SELECT work_id, -1 FROM reading WHERE status <> 'unread'"
_IN_LISTS = (
    "WITH moved(work, step) AS ({moved}), "
    "stands(work, step, list) AS ("
    "  SELECT DISTINCT m.work, m.step, e.list_id FROM moved m JOIN entries e ON e.work_id = m.work "
    "  WHERE e.position IS NOT NULL) "
    "UPDATE list_counts SET {column} = {column} + sums.step FROM ("
    "  SELECT list, sum(step) AS step FROM stands GROUP BY list) AS sums WHERE list_id = sums.list"
)
_IN_SECTIONS = (
    "WITH RECURSIVE moved(work, step) AS ({moved}), "
    "stands(work, step, section) AS ("
    "  SELECT m.work, m.step, e.section_id FROM moved m JOIN entries e ON e.work_id = m.work "
    "  WHERE e.position IS NOT NULL AND e.section_id IS NOT NULL "
    "  UNION SELECT t.work, t.step, s.parent_id FROM stands t JOIN sections s ON s.id = t.section "
    "  WHERE s.parent_id IS NOT NULL) "
    "UPDATE section_counts SET {column} = {column} + sums.step FROM ("
    "  SELECT section, sum(step) AS step FROM stands GROUP BY section) AS sums "
    "WHERE section_id = sums.section"
)
"""A work counts once in each list and section that it stands in, and in the sections above."""


class _State(NamedTuple):
    """What of a work's state the counts depend on."""

    status: object
    starred: object
    queued: bool
    seen: bool

    @property
    def unread(self) -> bool:
        return self.status == Status.UNREAD

    def places(self, *, newcomer: bool) -> set[Place]:
        """Where a shown work in this state stands; `newcomer`: if it came with an update."""
        stands = {
            Place.NEW: newcomer and self.unread and not self.seen,
            Place.QUEUE: self.queued,
            Place.READING: self.status == Status.READING,
            Place.STARRED: bool(self.starred),
            Place.ALL: True,
        }
        return {place for place, there in stands.items() if there}


def recount(database: Database) -> None:
    """Count everything anew: what stands where was changed."""
    for table in ("list_counts", "section_counts", "place_counts"):
        database.run(f"DELETE FROM {table}")
    database.run(_LISTS)
    database.run(_SECTIONS)
    for change in (_IN_LISTS, _IN_SECTIONS):
        database.run(change.format(moved=_ALL_NOT_UNREAD, column="unread"))
    for place, condition in PLACES.items():
        database.run(f"{_PLACE}{condition}", (place.value,))


def follow(database: Database, changed: Sequence[RowChange]) -> None:
    """Move the numbers by what became of the works whose states were changed."""
    if any(change.table == "trashed_lists" for change in changed):
        recount(database)
        return
    moved = _moved(database, [one for one in changed if one.table in _MOVING])
    if moved:
        _move_marks(database, moved)
        _move_places(database, moved)


def leave_out(database: Database, works: Iterable[WorkId]) -> None:
    """Count some works no longer, because where they stand is about to change (`count_in`)."""
    _count(database, works, -1)


def count_in(database: Database, works: Iterable[WorkId]) -> None:
    """Count works where they stand now."""
    _count(database, works, 1)


def _count(database: Database, works: Iterable[WorkId], step: int) -> None:
    states = {work: _state(row) for work, row in _rows(database, works).items()}
    unread = [(work, step) for work, state in states.items() if state.unread]
    _add_to_lists(database, "unread", unread)
    _add_to_lists(database, "total", [(work, step) for work in states])
    _add_to_places(database, {work: [(state, step)] for work, state in states.items()})


def places(database: Database) -> dict[Place, tuple[int, int]]:
    """Unread works and all works of each place."""
    rows = database.rows("SELECT place, unread, total FROM place_counts")
    kept = {place: (unread, total) for place, unread, total in rows}
    return {place: kept.get(place.value, (0, 0)) for place in Place}


def lists(database: Database) -> list[Row]:
    """Id, unread works and all works of each list."""
    return database.rows("SELECT list_id, unread, total FROM list_counts")


def sections(database: Database) -> list[Row]:
    """Id, unread works and all works of each section."""
    return database.rows("SELECT section_id, unread, total FROM section_counts")


def _moved(database: Database, changed: Sequence[RowChange]) -> dict[int, tuple[_State, _State]]:
    """The works whose state is another one for the counts: before and now."""
    now = _rows(database, {change.row_id for change in changed})
    before: dict[int, Values] = dict(now)
    for change in reversed(changed):
        row = before[change.row_id]
        if change.table == "seen":
            before[change.row_id] = {**row, "seen": int(change.before is not None)}
        else:
            was = UNTOUCHED_ROW if change.before is None else change.before
            before[change.row_id] = {**row, **was}
    states = {work: (_state(before[work]), _state(row)) for work, row in now.items()}
    return {work: (old, new) for work, (old, new) in states.items() if old != new}


def _rows(database: Database, works: Iterable[int]) -> dict[int, Values]:
    ids = list(works)
    rows = database.rows(
        "SELECT work_id, status, starred, queue FROM reading "
        "WHERE work_id IN (SELECT value FROM json_each(?))",
        (json.dumps(ids),),
    )
    kept = {work: dict(zip(_COUNTED, values, strict=True)) for work, *values in rows}
    seen = user_seen.among(database, ids)
    return {work: {**kept.get(work, UNTOUCHED_ROW), "seen": int(work in seen)} for work in ids}


def _state(row: Values) -> _State:
    return _State(row["status"], row["starred"], row["queue"] is not None, bool(row["seen"]))


def _move_marks(database: Database, moved: Mapping[int, tuple[_State, _State]]) -> None:
    """The unread works of lists and sections; how many there are in all stays."""
    steps = [(work, new.unread - old.unread) for work, (old, new) in moved.items()]
    told = [(work, step) for work, step in steps if step]
    if told:
        _add_to_lists(database, "unread", told)


def _add_to_lists(database: Database, column: str, steps: Sequence[tuple[int, int]]) -> None:
    for change in (_IN_LISTS, _IN_SECTIONS):
        database.run(change.format(moved=_GIVEN, column=column), (json.dumps(steps),))


def _move_places(database: Database, moved: Mapping[int, tuple[_State, _State]]) -> None:
    _add_to_places(database, {work: zip(two, (-1, 1), strict=True) for work, two in moved.items()})


def _add_to_places(database: Database, moved: Mapping[int, Iterable[tuple[_State, int]]]) -> None:
    """Move the numbers of places by states that shown works have or no longer have."""
    shown = database.rows(
        f"SELECT w.id, {NEWCOMERS} FROM works w WHERE w.shown_at IS NOT NULL "
        "AND w.id IN (SELECT value FROM json_each(?))",
        (json.dumps(list(moved)),),
    )
    steps: Counter[tuple[_State, bool]] = Counter()  # there are few states, and very many works
    for work, newcomer in shown:
        for state, step in moved[work]:
            steps[state, bool(newcomer)] += step
    unread: Counter[Place] = Counter()
    total: Counter[Place] = Counter()
    for (state, newcomer), step in steps.items():
        for place in state.places(newcomer=newcomer):
            total[place] += step
            unread[place] += step * state.unread
    database.many(
        "UPDATE place_counts SET unread = unread + ?, total = total + ? WHERE place = ?",
        [(unread[place], total[place], place.value) for place in total],
    )
