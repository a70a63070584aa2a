"""What an export writes: entries with their headings, their bytes and the reader's own."""

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from effllm_desktop.domain.highlights import HighlightKind
from effllm_desktop.domain.ids import ListId, WorkId
from effllm_desktop.domain.lists import EntryText
from effllm_desktop.domain.state import State
from effllm_desktop.store.database import Database, Row, in_parts
from effllm_desktop.store.entries import TEXT_COLUMNS, text_of
from effllm_desktop.store.states import NO_STATE, STATE_COLUMNS, state_of


class ExportedEntry(NamedTuple):
    """A live entry and its work. `section` is a position among its list's headings, or None.

    `start` and `end` are its span in the (repaired) text of its list, in characters. `key` is the
    work's, which may be another one than the entry says.
    """

    id: int
    work: WorkId
    key: str
    section: int | None
    start: int
    end: int
    source: bytes
    state: State
    text: EntryText


class OwnState(NamedTuple):
    """What the reader made of an entry's work. `section` is as in an ExportedEntry."""

    work: WorkId
    section: int | None
    state: State


class Highlight(NamedTuple):
    """A passage of a PDF that the reader marked, as it is stored; `quads` is JSON.

    `pdf_sha256` is of the file that it was marked in, if that is known. A note on a page, by its
    `kind`, has no quote.
    """

    page: int
    quads: str
    quote: str
    before: str | None
    after: str | None
    colour: str
    comment: str
    made_at: str
    pdf_sha256: str | None = None
    kind: str = HighlightKind.HIGHLIGHT.value

    @property
    def is_note(self) -> bool:
        return self.kind == HighlightKind.NOTE


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


def last_of_each_kind(database: Database, list_id: ListId, most: int) -> list[int]:
    """The last papers, repositories and other entries of a list, at most so many of each."""
    of_kinds = ("kind = 'paper'", "kind = 'repository'", "kind NOT IN ('paper', 'repository')")
    rows = [
        row
        for of_kind in of_kinds
        for row in database.rows(
            "SELECT position, id FROM entries WHERE list_id = ? AND position IS NOT NULL "
            f"AND {of_kind} ORDER BY position DESC LIMIT ?",
            (list_id, most),
        )
    ]
    return [entry for _, entry in sorted(rows)]


def sections_of(database: Database, ids: Iterable[int]) -> set[int]:
    """The positions of the sections that entries of one list stand in."""
    return {
        section
        for part in in_parts(ids)
        for (section,) in database.rows(
            "SELECT DISTINCT s.position FROM entries e JOIN sections s ON s.id = e.section_id "
            "WHERE e.id IN (SELECT value FROM json_each(?)) AND s.position IS NOT NULL",
            (json.dumps(part),),
        )
    }


def section_counts(database: Database, ids: Iterable[int]) -> dict[int | None, int]:
    """How many of the entries of one list stand in each of its sections, by their positions."""
    found: dict[int | None, int] = {}
    for part in in_parts(ids):
        for section, count in database.rows(
            "SELECT s.position, count(*) FROM entries e LEFT JOIN sections s "
            "ON s.id = e.section_id WHERE e.id IN (SELECT value FROM json_each(?)) GROUP BY 1",
            (json.dumps(part),),
        ):
            found[section] = found.get(section, 0) + count
    return found


def states(
    database: Database, ids: Iterable[int], *, with_states: bool = True
) -> Iterator[OwnState]:
    """What the reader made of the work of each entry; few are in memory at once."""
    columns = STATE_COLUMNS if with_states else NO_STATE
    for part in in_parts(ids):
        rows = database.rows(
            f"SELECT e.work_id, s.position, {columns} FROM entries e "
            "LEFT JOIN sections s ON s.id = e.section_id "
            "LEFT JOIN reading r ON r.work_id = e.work_id "
            "WHERE e.id IN (SELECT value FROM json_each(?)) AND e.position IS NOT NULL "
            "ORDER BY e.list_id, e.position",
            (json.dumps(part),),
        )
        yield from (OwnState(row[0], row[1], state_of(row[2:])) for row in rows)


def with_parents(known: Sequence[Heading], places: Iterable[int]) -> set[int]:
    """The positions of headings and of those that they stand below."""
    kept: set[int] = set()
    for start in places:
        place: int | None = start
        while place is not None and place not in kept:
            kept.add(place)
            place = known[place].parent
    return kept


def entries(database: Database, ids: Iterable[int]) -> Iterator[ExportedEntry]:
    """Live entries by their ids, which are in file order; few are in memory at once."""
    for part in in_parts(ids):
        rows = database.rows(
            'SELECT e.id, e.work_id, w.key, s.position, e.start, e."end", e.source, '
            f"{STATE_COLUMNS}, {TEXT_COLUMNS} "
            "FROM entries e JOIN works w ON w.id = e.work_id "
            "LEFT JOIN sections s ON s.id = e.section_id "
            "LEFT JOIN reading r ON r.work_id = e.work_id "
            "WHERE e.id IN (SELECT value FROM json_each(?)) AND e.position IS NOT NULL "
            "ORDER BY e.list_id, e.position",
            (json.dumps(part),),
        )
        yield from map(_entry, rows)


def highlights(database: Database) -> dict[WorkId, tuple[Highlight, ...]]:
    """What the reader marked in PDFs, by work and page."""
    columns = ", ".join(f'"{name}"' for name in Highlight._fields)
    found: dict[WorkId, tuple[Highlight, ...]] = {}
    for work, *row in database.each(
        f"SELECT work_id, {columns} FROM highlights ORDER BY work_id, page, id"
    ):
        found[work] = (*found.get(work, ()), Highlight(*row))
    return found


def _entry(row: Row) -> ExportedEntry:
    entry, work, key, section, start, end, source, *rest = row
    state, text = state_of(rest[:6]), text_of(rest[6:])
    return ExportedEntry(entry, work, key, section, start, end, source, state, text)
