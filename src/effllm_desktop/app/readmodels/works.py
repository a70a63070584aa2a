"""Everything about one work: what a list says of it, where it stands, what the reader has done."""

import sys
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from effllm_desktop.app.readmodels.candidates import Candidate, candidates
from effllm_desktop.app.readmodels.metadata import Metadata, read_metadata
from effllm_desktop.app.readmodels.pdfs import NO_PDF, Pdf, pdfs_of
from effllm_desktop.domain import keys, pdf_links
from effllm_desktop.domain.errors import NotFound
from effllm_desktop.domain.highlights import Highlight, LastPlace
from effllm_desktop.domain.ids import EntryId, ListId, SectionId, WorkId
from effllm_desktop.domain.lists import EntryText, Role
from effllm_desktop.domain.queries import FIELDS, Field, Query, Takes, wanted
from effllm_desktop.domain.scopes import Place, PlaceScope, Sort
from effllm_desktop.domain.state import UNTOUCHED, State, Status
from effllm_desktop.store import (
    entries,
    highlights,
    orders,
    pages,
    pdf_cache,
    ranking,
    selection,
    works,
)
from effllm_desktop.store.database import Database, Row
from effllm_desktop.store.states import state_of
from effllm_desktop.store.text import clean
from effllm_desktop.store.works import keys_of as work_keys

_OF_WORDS = {Field.WORDS, *(one for one, spec in FIELDS.items() if spec.takes is Takes.WORDS)}
_BEST = (Role.ABSTRACT, Role.PDF, Role.ARTICLE, Role.CODE, Role.PROJECT)


@dataclass(frozen=True, slots=True)
class Appearance:
    """One place where a work is mentioned, or was."""

    list_id: ListId
    list_name: str
    section_id: SectionId | None
    path: str
    entry_id: EntryId
    line: int
    removed: bool


@dataclass(frozen=True, slots=True)
class WorkDetails:
    """What the right pane shows.

    `source` is the entry's Markdown; `pdf` is None where there is none to be had. `may_be` are
    works that may be the same one.
    """

    work_id: WorkId
    key: str
    entry: EntryText
    title: str
    title_html: str
    state: State
    state_changed_at: datetime | None
    appearances: tuple[Appearance, ...]
    highlights: tuple[Highlight, ...]
    pdf: Pdf | None
    last_place: LastPlace | None
    best_link: str | None
    source: str
    metadata: Metadata
    may_be: tuple[Candidate, ...]


class WorkReader:
    """Reads single works."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def details(self, work_id: WorkId, entry_id: EntryId | None = None) -> WorkDetails:
        """A work as one of its entries shows it: the one that is asked for, else the first."""
        from html import escape

        work_id = works.now_is(self._database, work_id)
        places = appearances(self._database, work_id)
        if entry_id is None or all(place.entry_id != entry_id for place in places):
            if not places:
                raise NotFound("No list in the library mentions this work any more.")
            entry_id = places[0].entry_id
        html, title, source, *columns = entries.entry_text(self._database, entry_id)
        text = entries.text_of(columns)
        state, changed_at = read_state(self._database, work_id)
        return WorkDetails(
            work_id=work_id,
            key=works.key_of(self._database, work_id),
            entry=text,
            title=title,
            title_html=html or escape(title),
            state=state,
            state_changed_at=changed_at,
            appearances=places,
            highlights=tuple(highlights.of_work(self._database, work_id)),
            pdf=self._pdf(work_id, text),
            last_place=highlights.last_place(self._database, work_id),
            best_link=best_link(text),
            source=clean(source.decode("utf-8", "surrogateescape")),
            metadata=read_metadata(self._database, work_id, state.status),
            may_be=candidates(self._database, work_id),
        )

    def pinned(self, works: Sequence[WorkId]) -> bool:
        """Whether the PDFs of all these works are kept whatever room is needed."""
        return pdf_cache.are_pinned(self._database, works)

    def _pdf(self, work: WorkId, text: EntryText) -> Pdf | None:
        """How it stands with the PDF of a work; None where there is none to be had."""
        found = pdfs_of(self._database, [work]).get(work)
        return found or (NO_PDF if pdf_links.of_entry(text) else None)

    def states(self, works: Sequence[WorkId]) -> list[State]:
        """What the reader made of each of these works."""
        rows = pages.states(self._database, works)
        return [state_of(rows[work]) for work in works]

    def recent(self, limit: int) -> list[WorkId]:
        """Works that stand in a list and that the reader read or changed last, the latest first."""
        return [WorkId(work) for work in pages.changed_last(self._database, limit)]

    def find(self, key: str) -> WorkId | None:
        """The work that goes by a key, or once went by it."""
        return works.find(self._database, [key]).get(key)

    def keys(self, works: Sequence[WorkId]) -> dict[WorkId, str]:
        """The keys that works go by, in the order of the works."""
        found = work_keys(self._database, works)
        return {work: found[work] for work in works}

    def search(self, text: str, limit: int = 50) -> list[WorkId]:
        """Works that hold all words of a text, the best fitting first; or the one of a key."""
        key = keys.from_argument(text)
        named = self.find(key) if key else None
        return [named] if named else ranking.best(self._database, clean(text), limit)

    def found(self, query: Query) -> list[WorkId]:
        """The works in any list that a query finds, the most alike first where it asks for that.

        Else those come first that hold all words that it looks for, the best fitting before others.
        """
        ids = selection.select(self._database, PlaceScope(Place.ALL), query, Sort.LIST).row_ids
        alike = orders.ranking(self._database, query)
        fitting = ranking.best(self._database, _words(query), sys.maxsize)
        order = fitting if alike is None else alike
        known = set(ids)
        first = dict.fromkeys(work for work in order if work in known)
        return [WorkId(work) for work in (*first, *(work for work in ids if work not in first))]


def _words(query: Query) -> str:
    """The words that a query looks for, in whatever field."""
    return " ".join(
        term.value for term in wanted(query.root) if not term.pattern and term.field in _OF_WORDS
    )


def appearances(database: Database, work: WorkId) -> tuple[Appearance, ...]:
    """Where a work stands, in list order; where it no longer does, last."""
    return tuple(_appearance(row) for row in pages.appearances(database, work))


def read_state(database: Database, work: WorkId) -> tuple[State, datetime | None]:
    """What the reader made of a work, and when last."""
    row = pages.state(database, work)
    tags = pages.tags_of(database, work)
    if row is None:
        return State(tags=tags) if tags else UNTOUCHED, None
    status, starred, rating, note, queue, changed_at = row
    state = State(Status(status), bool(starred), rating, tags, note, queue)
    return state, datetime.fromisoformat(changed_at)


def best_link(text: EntryText) -> str | None:
    """What Enter opens: the entry's own link, else the most telling of the others."""
    if text.url:
        return text.url
    by_role = {link.role: link.url for link in reversed(text.links)}
    return next((by_role[role] for role in _BEST if role in by_role), None)


def _appearance(row: Row) -> Appearance:
    entry, list_id, list_name, section, path, line, removed = row
    return Appearance(list_id, list_name, section, path or "", entry, line, bool(removed))
