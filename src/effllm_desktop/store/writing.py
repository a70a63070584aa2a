"""Rows of the reader's own, written: every changed row is noted for the journal."""

import json
from collections.abc import Iterable, Mapping
from datetime import datetime

from effllm_desktop.domain.errors import NotFound
from effllm_desktop.domain.ids import WorkId
from effllm_desktop.store.database import Database
from effllm_desktop.store.user_rows import (
    UNTOUCHED_ROW,
    RowChange,
    Values,
    reading_rows,
    write_reading,
)


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
        self.noted.append(RowChange(table, row_id, None, row))
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
            self.noted.append(RowChange(table, row_id, same | before, same | after))
        return bool(after)

    def delete(self, table: str, row_id: int, row: Values, *, key: str = "id") -> None:
        """Take a row away."""
        self.database.run(f"DELETE FROM {table} WHERE {key} = ?", (row_id,))
        self.noted.append(RowChange(table, row_id, row, None))

    def set_states(self, wanted: Mapping[WorkId, Values]) -> None:
        """Give each work's state its values; works that have them stay untouched."""
        rows = reading_rows(self.database, wanted)
        noted: list[RowChange] = []
        for work, values in wanted.items():
            old = rows.get(work)
            known = UNTOUCHED_ROW if old is None else old
            changed = {name: value for name, value in values.items() if known[name] != value}
            if changed:
                noted.append(_state_change(work, old, {"changed_at": self.now} | changed))
        self._write_states(noted)

    def stamp(self, works: Iterable[int]) -> None:
        """Note that works were changed now, whatever it was."""
        ids = list(dict.fromkeys(works))
        rows = reading_rows(self.database, ids)
        self._write_states(
            [
                _state_change(work, rows.get(work), {"changed_at": self.now})
                for work in ids
                if rows.get(work, UNTOUCHED_ROW)["changed_at"] != self.now
            ]
        )

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

    def _write_states(self, noted: list[RowChange]) -> None:
        write_reading(self.database, noted)
        self.noted += noted


def _state_change(work: int, old: Values | None, changed: Values) -> RowChange:
    if old is None:
        return RowChange("reading", work, None, {**UNTOUCHED_ROW, **changed})
    return RowChange("reading", work, {name: old[name] for name in changed}, changed)
