"""What an export writes: entries with their headings, their bytes and the reader's own."""

import json
from collections.abc import Sequence
from dataclasses import dataclass

from effllm_desktop.domain.ids import ListId
from effllm_desktop.domain.lists import EntryText
from effllm_desktop.domain.state import State
from effllm_desktop.store.database import Database, Row
from effllm_desktop.store.entries import TEXT_COLUMNS, text_of
from effllm_desktop.store.states import STATE_COLUMNS, state_of


@dataclass(frozen=True, slots=True)
class ExportedEntry:
    """A live entry. `section` is a position among its list's headings, None above them all."""

    section: int | None
    source: bytes
    state: State
    text: EntryText


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of a list's current version; `parent` is a position among them."""

    text: str
    level: int
    parent: int | None


def headings(database: Database, list_id: ListId) -> list[Heading]:
    """The headings of a list in file order."""
    rows = database.rows(
        "SELECT s.heading, s.level, p.position FROM sections s "
        "LEFT JOIN sections p ON p.id = s.parent_id "
        "WHERE s.list_id = ? AND s.position IS NOT NULL ORDER BY s.position",
        (list_id,),
    )
    return [Heading(*row) for row in rows]


def entries(database: Database, ids: Sequence[int]) -> list[ExportedEntry]:
    """Live entries by their ids, in file order."""
    rows = database.rows(
        f"SELECT s.position, e.source, {STATE_COLUMNS}, {TEXT_COLUMNS} "
        "FROM entries e LEFT JOIN sections s ON s.id = e.section_id "
        "LEFT JOIN reading r ON r.work_id = e.work_id "
        "WHERE e.id IN (SELECT value FROM json_each(?)) AND e.position IS NOT NULL "
        "ORDER BY e.list_id, e.position",
        (json.dumps(list(ids)),),
    )
    return [_entry(row) for row in rows]


def _entry(row: Row) -> ExportedEntry:
    section, source, *rest = row
    return ExportedEntry(section, source, state_of(rest[:6]), text_of(rest[6:]))
