"""Entries as records need them: everything that a list says and the reader's own, in bulk."""

import json
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from effllm_desktop.domain.ids import WorkId
from effllm_desktop.domain.lists import EntryText
from effllm_desktop.domain.state import State
from effllm_desktop.store.database import Database, Row
from effllm_desktop.store.entries import TEXT_COLUMNS, text_of
from effllm_desktop.store.states import STATE_COLUMNS, state_of


@dataclass(frozen=True, slots=True)
class RecordRow:
    """One entry with its place, its work's key and state."""

    entry: int
    work: int
    key: str
    list_name: str
    section: int | None
    line: int
    state: State
    text: EntryText


def rows(database: Database, entries: Sequence[int]) -> list[RecordRow]:
    """Entries by their ids, in no order."""
    found = database.rows(
        "SELECT e.id, e.work_id, w.key, l.name, e.section_id, e.line, "
        f"  {STATE_COLUMNS}, {TEXT_COLUMNS} "
        "FROM entries e JOIN works w ON w.id = e.work_id JOIN lists l ON l.id = e.list_id "
        "LEFT JOIN reading r ON r.work_id = e.work_id "
        "WHERE e.id IN (SELECT value FROM json_each(?))",
        (json.dumps(list(entries)),),
    )
    return [_row(row) for row in found]


def headings(database: Database) -> dict[int, list[str]]:
    """The headings from the top down to each section."""
    found: dict[int, list[str]] = {}
    for section, parent, heading in database.rows(
        "SELECT id, parent_id, heading FROM sections ORDER BY position IS NULL, list_id, position"
    ):
        found[section] = [*found.get(parent, []), heading]
    return found


def mentions(
    database: Database, works: Sequence[int]
) -> defaultdict[int, list[tuple[int, str, int | None]]]:
    """For each work the entries, lists and sections that mention it, in list order."""
    found: defaultdict[int, list[tuple[int, str, int | None]]] = defaultdict(list)
    for work, *mention in database.rows(
        "SELECT e.work_id, e.id, l.name, e.section_id FROM entries e "
        "JOIN lists l ON l.id = e.list_id "
        "WHERE e.position IS NOT NULL AND e.work_id IN (SELECT value FROM json_each(?)) "
        "  AND l.id NOT IN (SELECT list_id FROM trashed_lists) ORDER BY l.id, e.position",
        (json.dumps(list(works)),),
    ):
        found[work].append((mention[0], mention[1], mention[2]))
    return found


def entries_of(database: Database, work: WorkId) -> list[int]:
    """The entries of a work that lists show; where there is none any more, its tombstones."""
    known = database.rows(
        "SELECT id, position IS NOT NULL FROM entries WHERE work_id = ? "
        "AND list_id NOT IN (SELECT list_id FROM trashed_lists) "
        "ORDER BY position IS NULL, list_id, position, id",
        (work,),
    )
    shown = [entry for entry, live in known if live]
    return shown or [entry for entry, _ in known]


def _row(row: Row) -> RecordRow:
    entry, work, key, list_name, section, line, *rest = row
    state, text = state_of(rest[:6]), text_of(rest[6:])
    return RecordRow(entry, work, key, list_name, section, line, state, text)
