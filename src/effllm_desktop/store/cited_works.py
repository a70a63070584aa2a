"""The works that an export or the clipboard cites: what references say, and their citation keys."""

import json
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from effllm_desktop.domain import entry_values
from effllm_desktop.domain.ids import WorkId
from effllm_desktop.domain.lists import KINDS, Kind
from effllm_desktop.domain.state import State
from effllm_desktop.store.database import Database, Row, in_parts
from effllm_desktop.store.states import NO_STATE, STATE_COLUMNS, state_of

AT_ONCE = 250
"""So many references are read at once: what is written of them fits where memory is at hand."""
_REFERENCE = (
    "e.work_id, e.kind, e.title, e.url, e.authors, e.authors_elided, e.venue, e.year, e.arxiv_id, "
    "e.doi"
)


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


def works(
    database: Database, ids: Iterable[int], *, with_states: bool = True
) -> Iterator[CitedWork]:
    """The works of entries, each once, in the order of the entries; few are in memory at once.

    Without states, which take a fifth of the time, all count as untouched.
    """
    states = STATE_COLUMNS if with_states else NO_STATE
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
    for batch in _references(database, ids):
        rows = []
        for row in batch:
            if row[0] not in seen:
                seen.add(row[0])
                rows.append(row)
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
