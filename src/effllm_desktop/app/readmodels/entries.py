"""Rows of the entries pane: which ones, and what they say."""

import json
from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from effllm_desktop.app.readmodels.orders import (
    Found,
    Hits,
    Order,
    Size,
    first_found,
    found_among,
    found_by,
    found_soon,
    whole_order,
)
from effllm_desktop.domain.columns import Sorting
from effllm_desktop.domain.errors import NotFound
from effllm_desktop.domain.highlights import LastPlace
from effllm_desktop.domain.ids import EntryId, SectionId, WorkId
from effllm_desktop.domain.lists import EntryText, Kind, Marks
from effllm_desktop.domain.queries import EVERYTHING, Field, Query, Term, printed
from effllm_desktop.domain.queries.fields import Mark
from effllm_desktop.domain.scopes import Place, PlaceScope, Scope, SearchScope, Sort, WorksScope
from effllm_desktop.domain.state import Status
from effllm_desktop.store import conditions, orders, pages, saved_searches, selection, states
from effllm_desktop.store.database import Database, Row
from effllm_desktop.store.selection import Selection

if TYPE_CHECKING:
    from effllm_desktop.domain.effort import Effort

__all__ = ["EntryReader", "EntryRow", "Selection"]


LOOKED_AT = 300
"""Works that a query may look at one by one on the way to the next picture of the window."""


class EntryRow(NamedTuple):
    """What one row says. `row_id` is the work's id in a place, the entry's anywhere else."""

    row_id: int
    entry_id: EntryId
    work_id: WorkId
    key: str
    kind: Kind
    title: str
    authors: str
    venue: str | None
    year: int | None
    citations: int | None
    status: Status
    starred: bool
    rating: int
    has_note: bool
    queued: bool
    pdf: str | None  # cached, queued, downloading, paused or failed
    tags: tuple[str, ...]
    is_new: bool
    marks: Marks
    section: str
    list_name: str
    also_in: int
    last_place: LastPlace | None = None
    added: str = ""  # the time at which the work came into the library
    changed: str = ""  # that of the reader's last change; empty: none
    stars: int | None = None  # of the repository, as services know it
    download: str = ""  # how far its PDF is that is on its way


class EntryReader:
    """Ids for a scope at once or the first ones at once, rows for a page at a time."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def select(
        self, scope: Scope, query: Query = EVERYTHING, sort: Sorting = Sort.LIST
    ) -> Selection:
        """Ids in order: entries of a list or section, works of a place."""
        return selection.select(self._database, scope, query, sort)

    def order(self, scope: Scope, sort: Sorting, limit: int | None) -> Order | None:
        """All rows of a scope in order; None where there are more than the limit."""
        if limit is not None and orders.size(self._database, scope).rows > limit:
            return None
        return whole_order(self._database, scope, sort)

    def size(self, scope: Scope) -> Size:
        """How many rows and works a scope has; counted before."""
        return orders.size(self._database, scope)

    def most_works(self, scope: Scope) -> int:
        """How many works a scope may have, known without counting what a search finds."""
        return self.size(PlaceScope(Place.ALL) if isinstance(scope, SearchScope) else scope).works

    def first(self, scope: Scope, sort: Sorting = Sort.LIST) -> Found:
        """The first rows of a scope in an order, and how many there are."""
        return first_found(self._database, scope, sort)

    def hits(self, query: Query) -> list[int]:
        """The works that a query finds, each once; shown or not."""
        return orders.hits(self._database, query)

    def found_by(self, query: Query) -> Hits:
        """The works that a query finds, in its own order where it has one."""
        return found_by(self._database, query)

    def found_soon(self, query: Query) -> Hits | None:
        """The same; None where these may be more than are found soon."""
        return found_soon(self._database, query)

    def first_in(self, order: Order, query: Query) -> Found | None:
        """The first rows of an order that a query finds; None where finding all is better."""
        return order.first_of(lambda works: orders.hits_among(self._database, query, works))

    def all_in(self, order: Order, query: Query) -> Found:
        """All rows of an order that a query finds, none of any other work looked for."""
        return order.looked_through(lambda works: orders.hits_among(self._database, query, works))

    def by_likeness(self, query: Query, row_ids: Sequence[int]) -> list[int]:
        """Entries in the order of a query that has one; else as they are."""
        order = orders.ranking(self._database, query)
        if order is None:
            return list(row_ids)
        places = {work: place for place, work in enumerate(order)}
        works = pages.works_of(self._database, row_ids)
        return sorted(row_ids, key=lambda row_id: places.get(works[row_id], len(places)))

    def values(self, field: Field, begin: str) -> list[str]:
        """What works say in a field of text that begins so, most often said first."""
        from effllm_desktop.store import said_values  # when somebody types

        return said_values.beginning(self._database, field, begin)

    def is_slow(self, query: Query) -> bool:
        """Whether a query is to be asked by a job: it must look at each of very many works."""
        return conditions.looks_at_each(self._database, query) and self._has_many_works()

    def is_slow_scope(self, scope: Scope) -> bool:
        """Whether a scope is to be read by a job alone: it is a saved search that is slow."""
        if not isinstance(scope, SearchScope) or not self._has_many_works():
            return False
        query = saved_searches.query_of(self._database, scope.search_id)
        return conditions.looks_at_each(self._database, query, scope.search_id)

    def understood(self, query: Query) -> Query:
        """The query with what it looks for instead of patterns that cannot be read."""
        return conditions.understood(query)

    def not_known_yet(self, query: Query) -> list[str]:
        """A sentence for each term that looks for something nothing is known of yet."""
        said = self._not_held(query)
        for term in dict.fromkeys(query.terms):
            if term.field is Field.LIKE:
                said += self._not_like(term)
            elif conditions.needs_services(self._database, term):
                asked = printed(Query(term))
                said.append(f"Nothing is known yet of {asked}: refresh works to ask services.")
        return said

    def _has_many_works(self) -> bool:
        return orders.size(self._database, PlaceScope(Place.ALL)).works > LOOKED_AT

    def _not_held(self, query: Query) -> list[str]:
        if all(term.field is not Field.SEARCH for term in query.terms):
            return []
        from effllm_desktop.store import nesting  # not needed to show rows

        return list(nesting.unfolded(self._database, query).said)

    def _not_like(self, term: Term) -> list[str]:
        from effllm_desktop.store import likeness  # not needed to show rows

        if likeness.named(self._database, term.value) is None:
            return [f"There is no work {term.value} in the library: nothing is like it."]
        return []

    def among(self, scope: Scope, sort: Sorting, works: Sequence[int]) -> Found:
        """The rows of a scope that show one of a few works."""
        return found_among(self._database, scope, sort, works)

    def titles(self, scope: Scope, row_ids: Sequence[int]) -> list[str]:
        """The titles of these rows, in their order."""
        found = pages.titles(self._database, row_ids, of_works=isinstance(scope, WorksScope))
        return [found[row_id] for row_id in row_ids]

    def unread(self, works: Sequence[int]) -> list[bool]:
        """Which of the works are unread, in their order."""
        others = orders.not_unread(self._database, works)
        return [work not in others for work in works]

    def all_are(self, works: Sequence[WorkId], state: Status | Mark) -> bool:
        """Whether each of the works is in this state."""
        return states.all_are(self._database, works, state.value)

    def all_have_tag(self, works: Sequence[WorkId], tag: str) -> bool:
        """Whether each of the works has this tag."""
        return states.all_have_tag(self._database, works, tag)

    def rows(self, scope: Scope, row_ids: Sequence[int]) -> list[EntryRow]:
        """The rows of these ids, in their order."""
        read = pages.work_rows if isinstance(scope, WorksScope) else pages.entry_rows
        found = read(self._database, row_ids)
        return [_row(row_id, found[row_id]) for row_id in row_ids]

    def texts(self, scope: Scope, row_ids: Sequence[int]) -> list[EntryText]:
        """What the entries of these rows say, in their order: of works, those that lead."""
        from effllm_desktop.store import entries  # not needed to show rows

        found = [row.entry_id for row in self.rows(scope, row_ids)]
        texts = (entries.entry_text(self._database, entry) for entry in found)
        return [entries.text_of(columns) for _, _, _, *columns in texts]

    def works_of(self, scope: Scope, row_ids: Sequence[int]) -> list[WorkId]:
        """The works of these rows, each once, in their order."""
        if isinstance(scope, WorksScope):
            return [WorkId(row_id) for row_id in dict.fromkeys(row_ids)]
        works = pages.works_of(self._database, row_ids)
        return [WorkId(work) for work in dict.fromkeys(works[row_id] for row_id in row_ids)]

    def beside(self, entry: EntryId) -> tuple[list[EntryId], SectionId | None]:
        """The entries that stand directly in the section of an entry, in order, and that section.

        Raises NotFound for an entry that is no longer in its list.
        """
        found = pages.beside(self._database, entry)
        if not found:
            raise NotFound("An entry is no longer in the list.", "Look at the list again.")
        return [EntryId(one) for one, _ in found], found[0][1]

    def queue(self) -> list[WorkId]:
        """What to read next, in order."""
        return self.all_works(PlaceScope(Place.QUEUE))

    def effort(self, works: Sequence[WorkId]) -> "Effort":
        """How many pages of works are left to read, as far as that is known."""
        from effllm_desktop.domain.effort import Effort  # when the queue is shown
        from effllm_desktop.store import efforts

        left = efforts.pages_left(self._database, works)
        return Effort(len(works), len(left), sum(left.values()))

    def unread_works(self, scope: Scope) -> list[WorkId]:
        """The unread works of a scope, each once."""
        return orders.unread_works(self._database, scope)

    def all_works(self, scope: Scope) -> list[WorkId]:
        """All works of a scope, each once."""
        return self.works_of(scope, self.select(scope).row_ids)


def _row(row_id: int, row: Row) -> EntryRow:
    (entry, work, key, kind, title, authors, venue, year, citations, *own) = row
    (status, starred, rating, has_note, queued, pdf, tags, is_new, marks, *rest) = own
    section, list_name, also_in, page, pages_there, offset, added, changed, stars = rest
    return EntryRow(
        row_id=row_id,
        entry_id=entry,
        work_id=work,
        key=key,
        kind=Kind(kind),
        title=title,
        authors=authors,
        venue=venue,
        year=year,
        citations=citations,
        status=Status(status),
        starred=bool(starred),
        rating=rating,
        has_note=bool(has_note),
        queued=bool(queued),
        pdf=pdf,
        tags=tuple(json.loads(tags)),
        is_new=bool(is_new),
        marks=Marks.named(marks),
        section=section or "",
        list_name=list_name,
        also_in=also_in,
        last_place=None if page is None else LastPlace(page, pages_there, offset),
        added=added,
        changed=changed or "",
        stars=stars,
    )
