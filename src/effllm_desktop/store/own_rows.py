"""The rows that say what the reader made of one work, read together."""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from effllm_desktop.domain.ids import WorkId
from effllm_desktop.domain.state import State, Status
from effllm_desktop.store import pages
from effllm_desktop.store.database import Database
from effllm_desktop.store.user_rows import UNTOUCHED_ROW, Values, reading_rows

_COLUMNS = {
    "work_tags": ("id", "work_id", "tag_id"),
    "pins": ("work_id", "pinned_at"),
    "corrections": ("id", "work_id", "field", "value"),
}


class OwnRows(NamedTuple):
    """A state whose `queue` is the stored number; the JSON of each field that was corrected."""

    state: State
    pinned: bool
    corrections: Mapping[str, str]


def read(database: Database, work: WorkId) -> OwnRows:
    """What the reader made of a work, but for highlights."""
    row = reading_rows(database, [work]).get(work, UNTOUCHED_ROW)
    state = State(
        Status(str(row["status"])),
        bool(row["starred"]),
        int(row["rating"] or 0),
        pages.tags_of(database, work),
        str(row["note"]),
        None if row["queue"] is None else int(row["queue"]),
    )
    pinned = database.value("SELECT EXISTS (SELECT 1 FROM pins WHERE work_id = ?)", (work,))
    corrected = database.rows("SELECT field, value FROM corrections WHERE work_id = ?", (work,))
    return OwnRows(state, bool(pinned), dict(corrected))


def rows(database: Database, work: WorkId) -> Iterator[tuple[str, int, Values]]:
    """The rows themselves, but for highlights: table, first column, the others."""
    for work_id, row in reading_rows(database, [work]).items():
        yield "reading", work_id, row
    for table, names in _COLUMNS.items():
        for row_id, *values in database.rows(
            f"SELECT {', '.join(names)} FROM {table} WHERE work_id = ?", (work,)
        ):
            yield table, row_id, dict(zip(names[1:], values, strict=True))
