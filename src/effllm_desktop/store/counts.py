"""How many works there are where, unread and in all: kept, so that showing them counts nothing.

Lists and sections (with the sections below them) count each work once that stands in them, be the
list in the trash; places count each work that is shown. What the reader does moves the numbers by
what it changed; whoever changes what stands where counts anew with `recount`.
"""

import json
from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Mapping, Sequence
from functools import cache
from typing import TypeVar

from effllm_desktop.domain.ids import WorkId
from effllm_desktop.domain.scopes import Place
from effllm_desktop.store.database import Database, Row
from effllm_desktop.store.field_tests import NEWCOMERS, NOT_UNREAD
from effllm_desktop.store.places import RULES, Standing
from effllm_desktop.store.user_rows import UNTOUCHED_ROW, RowChange, Values

T = TypeVar("T", bound=Hashable)

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
_COUNTED = ("status", "starred")
_GIVEN = "SELECT value FROM json_each(?)"
_IN_LISTS = (
    "WITH moved(work) AS ({moved}), "
    "stands(work, list) AS ("
    "  SELECT DISTINCT m.work, e.list_id FROM moved m JOIN entries e ON e.work_id = m.work "
    "  WHERE e.position IS NOT NULL) "
    "UPDATE list_counts SET {column} = {column} + {step} * sums.number FROM ("
    "  SELECT list, count(*) AS number FROM stands GROUP BY list) AS sums "
    "WHERE list_id = sums.list"
)
_IN_SECTIONS = (
    "WITH RECURSIVE moved(work) AS ({moved}), "
    "stood(work, section, entries) AS MATERIALIZED ("
    "  SELECT m.work, e.section_id, count(*) FROM moved m JOIN entries e ON e.work_id = m.work "
    "  WHERE e.position IS NOT NULL GROUP BY m.work), "
    "summed(section, number) AS ("
    "  SELECT section, number FROM (SELECT section, count(*) AS number FROM stood "
    "    WHERE entries = 1 AND section IS NOT NULL GROUP BY section) "
    "  UNION ALL SELECT s.parent_id, t.number FROM summed t JOIN sections s ON s.id = t.section "
    "  WHERE s.parent_id IS NOT NULL), "
    "each(work, section) AS ("
    "  SELECT t.work, e.section_id FROM stood t JOIN entries e ON e.work_id = t.work "
    "  WHERE t.entries > 1 AND e.position IS NOT NULL AND e.section_id IS NOT NULL "
    "  UNION SELECT t.work, s.parent_id FROM each t JOIN sections s ON s.id = t.section "
    "  WHERE s.parent_id IS NOT NULL) "
    "UPDATE section_counts SET {column} = {column} + {step} * sums.number FROM ("
    "  SELECT section, sum(number) AS number FROM ("
    "    SELECT section, number FROM summed UNION ALL SELECT section, 1 FROM each) "
    "  GROUP BY section) AS sums WHERE section_id = sums.section"
)
"""A work counts once in each list and section that it stands in, and in the sections above.

Those that stand in one place, as most do, are summed up before the sections above are looked for.
"""


_Fields = tuple[tuple[str, object], ...]


def recount(database: Database) -> None:
    """Count everything anew: what stands where was changed."""
    for table in ("list_counts", "section_counts", "place_counts"):
        database.run(f"DELETE FROM {table}")
    database.run(_LISTS)
    database.run(_SECTIONS)
    for change in (_IN_LISTS, _IN_SECTIONS):
        database.run(change.format(moved=NOT_UNREAD, column="unread", step=-1))
    for place, rule in RULES.items():
        database.run(f"{_PLACE}{rule.test}", (place.value,))


def follow(database: Database, changed: Sequence[RowChange]) -> None:
    """Move the numbers by what became of the works whose states were changed."""
    if any(change.table == "trashed_lists" for change in changed):
        recount(database)
        return
    for (before, now), works in _moved(database, changed).items():
        _move(database, works, before, now)


def leave_out(database: Database, works: Iterable[WorkId]) -> None:
    """Count some works no longer, because where they stand is about to change (`count_in`)."""
    _count(database, works, -1)


def count_in(database: Database, works: Iterable[WorkId]) -> None:
    """Count works where they stand now."""
    _count(database, works, 1)


def _count(database: Database, works: Iterable[WorkId], step: int) -> None:
    for state, some in _by_value(_states(database, works)).items():
        if state.unread:
            _add_to_lists(database, "unread", some, step)
        _add_to_lists(database, "total", some, step)
        _add_to_places(database, some, {state: step})


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


def _moved(
    database: Database, changed: Sequence[RowChange]
) -> dict[tuple[Standing, Standing], list[int]]:
    """The works whose state is another one for the counts, by what it was and what it is now."""
    moving = [(change, was) for change in changed if (was := _counted_before(change))]
    now = _states(database, {work for change, _ in moving for work in change.rows})
    before = dict(now)
    for change, was in reversed(moving):
        for work in change.rows:
            before[work] = _put_back(before[work], was)
    states = {work: (old, now[work]) for work, old in before.items() if old != now[work]}
    return _by_value(states)


@cache
def _put_back(state: Standing, was: _Fields) -> Standing:
    """The state with some fields as they were: very many works have one of a few."""
    return state._replace(**dict(was))


def _counted_before(change: RowChange) -> _Fields:
    """What the counts depend on, as it was; nothing where it is the same now."""
    if change.table == "seen":
        return (("seen", int(change.before is not None)),)
    if change.table != "reading":
        return ()
    before, after = _counted(change.before), _counted(change.after)
    return () if before == after else before


def _counted(values: Values | None) -> _Fields:
    row = UNTOUCHED_ROW if values is None else values
    found: list[tuple[str, object]] = [(name, row[name]) for name in _COUNTED if name in row]
    if "queue" in row:
        found.append(("queued", int(row["queue"] is not None)))
    return tuple(found)


def _states(database: Database, works: Iterable[int]) -> dict[int, Standing]:
    rows = database.rows(
        "SELECT asked.value, coalesce(r.status, 'unread'), coalesce(r.starred, 0), "
        "r.queue IS NOT NULL, s.work_id IS NOT NULL FROM json_each(?) asked "
        "LEFT JOIN reading r ON r.work_id = asked.value "
        "LEFT JOIN seen s ON s.work_id = asked.value",
        (json.dumps(list(works)),),
    )
    kept = cache(lambda row: Standing(*row))
    return {row[0]: kept(row[1:]) for row in rows}


def _by_value(values: Mapping[int, T]) -> dict[T, list[int]]:
    """The works of each value."""
    found: defaultdict[T, list[int]] = defaultdict(list)
    for work, value in values.items():
        found[value].append(work)
    return found


def _move(database: Database, works: Sequence[int], before: Standing, now: Standing) -> None:
    """Let works whose states were and are alike count otherwise."""
    if before.unread != now.unread:  # how many there are in all stays
        _add_to_lists(database, "unread", works, now.unread - before.unread)
    _add_to_places(database, works, {before: -1, now: 1})


def _add_to_lists(database: Database, column: str, works: Sequence[int], step: int) -> None:
    for change in (_IN_LISTS, _IN_SECTIONS):
        database.run(change.format(moved=_GIVEN, column=column, step=step), (json.dumps(works),))


def _add_to_places(database: Database, works: Sequence[int], steps: Mapping[Standing, int]) -> None:
    """Move the numbers of places by states that shown works have or no longer have."""
    shown = database.rows(
        f"SELECT {NEWCOMERS}, count(*) FROM works w WHERE w.shown_at IS NOT NULL "
        "AND w.id IN (SELECT value FROM json_each(?)) GROUP BY 1",
        (json.dumps(works),),
    )
    unread: Counter[Place] = Counter()
    total: Counter[Place] = Counter()
    for newcomer, number in shown:
        for state, step in steps.items():
            work = state._replace(newcomer=newcomer)
            for place in (place for place, rule in RULES.items() if rule.holds(work)):
                total[place] += step * number
                unread[place] += step * number * work.unread
    database.many(
        "UPDATE place_counts SET unread = unread + ?, total = total + ? WHERE place = ?",
        [(unread[place], total[place], place.value) for place in total],
    )
