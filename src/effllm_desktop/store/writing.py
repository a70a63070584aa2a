"""Rows of the reader's own, written: every changed row is noted for the journal."""

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from effllm_desktop.domain.errors import NotFound
from effllm_desktop.domain.ids import WorkId
from effllm_desktop.store.database import Database, Row
from effllm_desktop.store.user_rows import (
    UNTOUCHED_ROW,
    RowChange,
    Value,
    Values,
    named,
    stored_states,
    write_reading,
)

_NO_STATE: Row = ()


class Writing:
    """What `UserTables` and its parts write with, inside one transaction.

    `noted` are the changed rows for the journal; `now` is the time of the step, as it is stored.
    """

    def __init__(self, database: Database, now: datetime) -> None:
        self.database = database
        self.now = now.isoformat()
        self.noted: list[RowChange] = []

    def insert(self, table: str, row: Values) -> int:
        """Add a row; its id."""
        marks = ", ".join("?" for _ in row)
        row_id = self.database.run(
            f"INSERT INTO {table} ({', '.join(row)}) VALUES ({marks})", tuple(row.values())
        )
        self.noted.append(RowChange(table, [row_id], None, row))
        return row_id

    def change(
        self,
        table: str,
        row_id: int,
        known: Values,
        wanted: Values,
        *,
        noting: Iterable[str] = (),
    ) -> bool:
        """Give columns of a row new values; whether any is another one than before.

        `noting`: columns that are noted as well, so that `effects` know whose row it is.
        """
        after = {name: value for name, value in wanted.items() if known[name] != value}
        if after:
            sets = ", ".join(f'"{name}" = ?' for name in after)
            sql = f"UPDATE {table} SET {sets} WHERE id = ?"
            self.database.run(sql, (*after.values(), row_id))
            same = {name: known[name] for name in noting}
            before = {name: known[name] for name in after}
            self.noted.append(RowChange(table, [row_id], same | before, same | after))
        return bool(after)

    def delete(self, table: str, row_id: int, row: Values, *, key: str = "id") -> None:
        """Take a row away."""
        self.database.run(f"DELETE FROM {table} WHERE {key} = ?", (row_id,))
        self.noted.append(RowChange(table, [row_id], row, None))

    def set_states(self, wanted: Mapping[WorkId, Values]) -> None:
        """Give each work's state its values; works that have them stay untouched."""
        rows = stored_states(self.database, wanted)
        alike: defaultdict[tuple[Row, tuple[tuple[str, Value], ...]], list[int]]
        alike = defaultdict(list)
        for work, values in wanted.items():
            alike[rows.get(work, _NO_STATE), tuple(values.items())].append(work)
        for (old, pairs), works in alike.items():
            known = named(old) if old else UNTOUCHED_ROW
            changed = {name: value for name, value in pairs if known[name] != value}
            if changed:
                self._change_states(works, old, {"changed_at": self.now} | changed)

    def stamp(self, works: Iterable[int]) -> None:
        """Note that works were changed now, whatever it was."""
        ids = list(dict.fromkeys(works))
        rows = stored_states(self.database, ids)
        alike: defaultdict[Row, list[int]] = defaultdict(list)
        for work in ids:
            alike[rows.get(work, _NO_STATE)].append(work)
        for old, some in alike.items():
            if not old or named(old)["changed_at"] != self.now:
                self._change_states(some, old, {"changed_at": self.now})

    def known(self, works: Iterable[WorkId]) -> list[WorkId]:
        """The works, each once. A work that was found to be another one stands for that one."""
        wanted = list(dict.fromkeys(works))
        rows = self.database.rows(
            "SELECT id, merged_into FROM works WHERE id IN (SELECT value FROM json_each(?))",
            (json.dumps(wanted),),
        )
        where = {work: into or work for work, into in rows}
        if len(where) < len(wanted):
            raise NotFound("A work that was to be changed is not in the library.")
        return list(dict.fromkeys(WorkId(where[work]) for work in wanted))

    def _change_states(self, works: Sequence[int], old: Row, changed: Values) -> None:
        """Write and note what is other now of works whose states were alike."""
        if old:
            known = named(old)
            change = RowChange("reading", works, {name: known[name] for name in changed}, changed)
        else:
            change = RowChange("reading", works, None, {**UNTOUCHED_ROW, **changed})
        write_reading(self.database, [change])
        self.noted.append(change)
