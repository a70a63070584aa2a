"""What an export writes: entries with their headings, their bytes and the reader's own."""

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from effllm_desktop.domain import entry_values
from effllm_desktop.domain.highlights import HighlightKind
from effllm_desktop.domain.ids import ListId, WorkId
from effllm_desktop.domain.lists import KINDS, EntryText, Kind
from effllm_desktop.domain.state import State
from effllm_desktop.store.database import Database, Row, in_parts
from effllm_desktop.store.entries import TEXT_COLUMNS, text_of
from effllm_desktop.store.states import STATE_COLUMNS, state_of

AT_ONCE = 250
"""So many references are read at once: what is written of them fits where memory is at hand."""
_REFERENCE = (
    "e.work_id, e.kind, e.title, e.url, e.authors, e.authors_elided, e.venue, e.year, e.arxiv_id, "
    "e.doi"
)
_NO_STATE = "'unread', 0, 0, '[]', '', NULL"


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


class CitedWork(NamedTuple):
    """What references say of a work, as its first chosen entry has it. `section` is its path."""

    work: WorkId
    key: str
    list_name: str
    section: str
    kind: Kind
    title: str
    url: str
    authors: tuple[str, ...]
    authors_elided: bool
    venue: str | None
    year: int | None
    arxiv: str | None
    doi: str | None
    repository: str | None
    description: str | None
    citations: int | None
    state: State


class Reference(NamedTuple):
    """The least that a bibliography needs of a work, as it is stored; `authors` is JSON."""

    work: WorkId
    kind: str
    title: str
    url: str
    authors: str
    authors_elided: int
    venue: str | None
    year: int | None
    arxiv: str | None
    doi: str | None


class CitedBy(NamedTuple):
    """What citation keys are made of, of many works: a column each. `authors` are JSON."""

    works: tuple[WorkId, ...]
    keys: tuple[str, ...]
    titles: tuple[str, ...]
    authors: tuple[str, ...]
    years: tuple[int | None, ...]
    repositories: tuple[str | None, ...]
    arxiv: tuple[str | None, ...]


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
    columns = STATE_COLUMNS if with_states else _NO_STATE
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


def works(
    database: Database, ids: Iterable[int], *, with_states: bool = True
) -> Iterator[CitedWork]:
    """The works of entries, each once, in the order of the entries; few are in memory at once.

    Without states, which take a fifth of the time, all count as untouched.
    """
    states = STATE_COLUMNS if with_states else _NO_STATE
    seen: set[WorkId] = set()
    for part in in_parts(ids):
        rows = database.rows(
            "SELECT e.work_id, w.key, l.name, coalesce(s.path, ''), e.kind, e.title, e.url, "
            "e.authors, e.authors_elided, e.venue, e.year, e.arxiv_id, e.doi, e.repository, "
            f"e.description, e.citations, {states} "
            "FROM entries e JOIN works w ON w.id = e.work_id JOIN lists l ON l.id = e.list_id "
            "LEFT JOIN sections s ON s.id = e.section_id "
            "LEFT JOIN reading r ON r.work_id = e.work_id "
            "WHERE e.id IN (SELECT value FROM json_each(?)) AND e.position IS NOT NULL "
            "ORDER BY e.list_id, e.position",
            (json.dumps(part),),
        )
        for row in rows:
            if row[0] not in seen:
                seen.add(row[0])
                yield _cited(row)


def references(database: Database, ids: Iterable[int] | None) -> Iterator[list[Row]]:
    """The works of entries, each once, in the order of the ids: `Reference`s as plain tuples.

    None stands for all entries that lists outside the trash show, in the order of the lists.
    """
    seen: set[WorkId] = set()
    for found in _references(database, ids):
        rows = [row for row in found if row[0] not in seen and not seen.add(row[0])]  # type: ignore[func-returns-value]
        if rows:
            yield rows


def _references(database: Database, ids: Iterable[int] | None) -> Iterator[list[Row]]:
    if ids is None:
        yield from database.batches(
            f"SELECT {_REFERENCE} FROM lists l CROSS JOIN entries e ON e.list_id = l.id "
            "WHERE l.id NOT IN (SELECT list_id FROM trashed_lists) AND e.position IS NOT NULL "
            "ORDER BY l.id, e.position",
            size=AT_ONCE,
        )
        return
    for part in in_parts(ids, AT_ONCE):
        yield database.rows(
            f"SELECT {_REFERENCE} FROM json_each(?) asked "
            "CROSS JOIN entries e ON e.id = asked.value "
            "WHERE e.position IS NOT NULL ORDER BY asked.key",
            (json.dumps(part),),
        )


def lead_entries(database: Database, works: Iterable[WorkId]) -> list[int]:
    """The entries that speak for works, in the order of the works."""
    return [
        entry
        for part in in_parts(works)
        for (entry,) in database.rows(
            "SELECT w.lead_entry_id FROM json_each(?) asked JOIN works w ON w.id = asked.value "
            "WHERE w.lead_entry_id IS NOT NULL ORDER BY asked.key",
            (json.dumps(part),),
        )
    ]


def cited_by(database: Database, years: Iterable[int | None] | None) -> Iterator[CitedBy]:
    """What the entries that speak for works say, the first known work first, many at a time.

    `years` limits them to works of these years; None takes all.
    """
    where, values = _of_years(years)
    batches = database.batches(
        "SELECT w.id, w.key, e.title, e.authors, e.year, e.repository, e.arxiv_id "
        f"FROM works w JOIN entries e ON e.id = w.lead_entry_id WHERE {where} ORDER BY w.id",
        values,
    )
    return (CitedBy(*zip(*rows, strict=True)) for rows in batches)


def citation_keys(
    database: Database, years: Iterable[int | None] | None
) -> Iterator[list[tuple[WorkId, str]]]:
    """The usual keys of the same works in the same order; several may have one."""
    where, values = _of_years(years)
    return database.batches(
        "SELECT w.id, w.citation_key FROM works w "
        f"WHERE w.lead_entry_id IS NOT NULL AND {where} ORDER BY w.id",
        values,
    )


def _of_years(years: Iterable[int | None] | None) -> tuple[str, tuple[str, ...]]:
    """What a work of some years, or any, must be like."""
    if years is None:
        return "1", ()
    known = "w.year IN (SELECT value FROM json_each(?1))"
    unknown = "w.year IS NULL AND EXISTS (SELECT 1 FROM json_each(?1) WHERE value IS NULL)"
    return f"({known} OR ({unknown}))", (json.dumps(list(years)),)


def highlights(database: Database) -> dict[WorkId, tuple[Highlight, ...]]:
    """What the reader marked in PDFs, by work and page."""
    columns = ", ".join(f'"{name}"' for name in Highlight._fields)
    found: dict[WorkId, tuple[Highlight, ...]] = {}
    for work, *row in database.each(
        f"SELECT work_id, {columns} FROM highlights ORDER BY work_id, page, id"
    ):
        found[work] = (*found.get(work, ()), Highlight(*row))
    return found


def _cited(row: Row) -> CitedWork:
    work, key, name, section, kind, title, url, authors, elided, *rest = row
    venue, year, arxiv, doi, repository, description, citations, *state = rest
    return CitedWork(
        work,
        key,
        name,
        section,
        KINDS[kind],
        title,
        url,
        entry_values.strings(authors),
        bool(elided),
        venue,
        year,
        arxiv,
        doi,
        repository,
        description,
        citations,
        state_of(state),
    )


def _entry(row: Row) -> ExportedEntry:
    entry, work, key, section, start, end, source, *rest = row
    state, text = state_of(rest[:6]), text_of(rest[6:])
    return ExportedEntry(entry, work, key, section, start, end, source, state, text)
