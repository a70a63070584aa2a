"""Rows of the reader's own tables, before and after they were changed."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from effllm_desktop.store.database import Database, Row

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
BY_WORK = ("reading", "pins", "seen")
"""Tables whose rows go by the number of the work that they are about."""
OF_WORKS = ("work_tags", "highlights", "corrections", "verdicts")
"""Those whose rows name it among their values, as `work_id`."""
_AMONG = "IN (SELECT value FROM json_each(?))"


class RowChange(NamedTuple):
    """Rows of a user table that were alike before, and are alike after: one of them, or very many.

    Of changed rows the changed columns; of new ones (`before` is None) or those that are gone
    (`after` is None) all columns. Rows of very many works say in `works` whose each of them is:
    the one column, `work_id`, in which they are not alike.
    """

    table: str
    rows: Sequence[int]
    before: Values | None
    after: Values | None
    works: Sequence[int] = ()

    def one_by_one(self) -> "Iterator[RowChange]":
        """The change of each row alone."""
        if self.works:
            for row, work in zip(self.rows, self.works, strict=True):
                yield RowChange(self.table, [row], _of(self.before, work), _of(self.after, work))
        else:
            yield from (self._replace(rows=[row]) for row in self.rows)

    def inverse(self) -> "RowChange":
        """What takes the change back."""
        return self._replace(before=self.after, after=self.before)


def quoted(tables: Iterable[str]) -> str:
    """Tables as a query has them behind `IN`."""
    return "(" + ", ".join(f"'{table}'" for table in tables) + ")"


def stored_states(database: Database, works: Iterable[int]) -> dict[int, Row]:
    """The states of the works that have one, as they are stored."""
    rows = database.rows(
        f"SELECT work_id, {', '.join(UNTOUCHED_ROW)} FROM reading WHERE work_id {_AMONG}",
        (json.dumps(list(works)),),
    )
    return {row[0]: row[1:] for row in rows}


def are_so(database: Database, works: Sequence[int], state: Values | None) -> bool:
    """Whether the state of each work says this; None: whether none has any."""
    tests = "".join(f" AND {name} IS ?" for name in state or ())
    number = database.value(
        f"SELECT count(*) FROM reading WHERE work_id {_AMONG}{tests}",
        (json.dumps(works), *(state or {}).values()),
    )
    return bool(number == (0 if state is None else len(works)))


def reading_rows(database: Database, works: Iterable[int]) -> dict[int, Values]:
    """The states of the works that have one."""
    return {work: named(row) for work, row in stored_states(database, works).items()}


def named(row: Row) -> Values:
    """A stored state by its columns."""
    return dict(zip(UNTOUCHED_ROW, row, strict=True))


def write_reading(database: Database, changes: Iterable[RowChange]) -> None:
    """Write changed states: those that are alike in one go."""
    for change in changes:
        works = json.dumps(change.rows)
        if change.after is None:
            database.run(f"DELETE FROM reading WHERE work_id {_AMONG}", (works,))
            continue
        values = (*change.after.values(), works)
        if change.before is None:
            marks = ", ".join("?" for _ in change.after)
            database.run(
                f"INSERT INTO reading ({', '.join(change.after)}, work_id) "
                f"SELECT {marks}, value FROM json_each(?)",
                values,
            )
        else:
            sets = ", ".join(f"{name} = ?" for name in change.after)
            database.run(f"UPDATE reading SET {sets} WHERE work_id {_AMONG}", values)


def _of(values: Values | None, work: int) -> Values | None:
    return None if values is None else {"work_id": work, **values}
