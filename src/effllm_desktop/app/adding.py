"""What somebody typed or pasted, as works that can be added, many at once.

Whatever knows more of a work than its name (`named_works`) is asked through `Lookup`: what services
have said to the library, if nothing else. Where that is nothing, the identifier or address stands
for the title until somebody completes it.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial

from effllm_desktop.app.library import Library
from effllm_desktop.app.named_works import named
from effllm_desktop.app.readmodels.metadata import Metadata
from effllm_desktop.app.readmodels.works import Appearance, appearances
from effllm_desktop.domain.arxiv_id import ArxivId
from effllm_desktop.domain.ids import ListId
from effllm_desktop.domain.lists import EntryText, Link, Role
from effllm_desktop.domain.metadata import Fact, place_and_year
from effllm_desktop.domain.stand_ins import stands_in
from effllm_desktop.store import chosen, metadata, works

_MOST = 1000  # works that are read of one text


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known of a work from elsewhere; empty where nothing is.

    `version`: the newest one on arXiv, unless it only says that the paper is withdrawn.
    """

    title: str
    authors: tuple[str, ...] = ()
    venue: str | None = None
    year: int | None = None
    description: str | None = None
    version: int | None = None


Lookup = Callable[[str], Facts | None]
"""From a key to what is known of its work; None where that is nothing."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A work that can be added. `known`: where the library has it; not where it once had it."""

    entry: EntryText
    known: tuple[Appearance, ...] = ()

    @property
    def is_complete(self) -> bool:
        """Whether the work has a title of its own."""
        return not stands_in(self.entry)

    def is_in(self, list_id: ListId) -> bool:
        """Whether a list has it already."""
        return any(place.list_id == list_id for place in self.known)

    def place(self, list_id: ListId | None) -> Appearance:
        """Where the library has it, in that list if it is there; only of what is known."""
        return next((one for one in self.known if one.list_id == list_id), self.known[0])


@dataclass(frozen=True, slots=True)
class Reading:
    """What was read of a text; `unread` are the lines in which nothing was found."""

    candidates: tuple[Candidate, ...]
    unread: tuple[str, ...]


def _said_to(library: Library, key: str) -> Facts | None:
    """What services have said of a work to the library; no network is asked."""
    work = works.find(library.database, [key]).get(key)
    if work is None:
        return None
    known = Metadata(metadata.known(library.database, [work])[work])
    title, published = known.text(Fact.TITLE), known.text(Fact.PUBLISHED)
    if not title:
        return None
    year = int(published[:4]) if published else None
    venue, year = place_and_year(known.text(Fact.VENUE), year)
    newest = None if known.value(Fact.WITHDRAWN) else known.value(Fact.VERSION)
    version = newest if isinstance(newest, int) else None
    return Facts(title, tuple(known.names(Fact.AUTHORS)), venue or None, year, version=version)


def knowing(library: Library, facts: Mapping[str, Facts]) -> Lookup:
    """What was looked up, by keys; else what services have said to the library."""
    return lambda key: facts.get(key) or _said_to(library, key)


def read(library: Library, text: str, lookup: Lookup | None = None) -> Reading:
    """The works that a text names, each once, with what the library or a lookup knows of them."""
    unread: list[str] = []
    ask = partial(_said_to, library) if lookup is None else lookup
    found = {entry.key: entry for entry, _ in zip(named(text, unread), range(_MOST), strict=False)}
    candidates = [_completed(library, entry, ask) for entry in found.values()]
    return Reading(tuple(candidates), tuple(unread))


def _completed(library: Library, entry: EntryText, lookup: Lookup) -> Candidate:
    work = works.find(library.database, [entry.key]).get(entry.key)
    places = appearances(library.database, work) if work is not None else ()
    known = tuple(place for place in places if not place.removed)
    if not stands_in(entry) and entry.repository is None:
        return Candidate(entry, known)
    if known:
        said = next(chosen.entries(library.database, [known[0].entry_id])).text
        entry = _of_library(entry, said)
        if not stands_in(entry):
            return Candidate(entry, known)
    facts = lookup(entry.key)
    return Candidate(entry if facts is None else _with(entry, facts), known)


def _of_library(entry: EntryText, said: EntryText) -> EntryText:
    """A work as an entry of the library has it: its title, people, venue and code."""
    code = tuple(link for link in said.links if link.role is Role.CODE)
    return entry._replace(
        title=said.title,
        kind=said.kind,
        authors=said.authors,
        authors_elided=said.authors_elided,
        venue=said.venue,
        year=said.year,
        description=said.description,
        arxiv=_versioned(entry.arxiv, said.arxiv.version if said.arxiv else None),
        links=tuple(Link(link.label, link.url, link.role) for link in code),
    )


def _with(entry: EntryText, facts: Facts) -> EntryText:
    return entry._replace(
        title=facts.title or entry.title,
        authors=facts.authors or entry.authors,
        venue=facts.venue or entry.venue,
        year=facts.year or entry.year,
        description=facts.description or entry.description,
        arxiv=_versioned(entry.arxiv, facts.version),
    )


def _versioned(arxiv: ArxivId | None, version: int | None) -> ArxivId | None:
    """The paper in that version, unless one was named: lists that name versions name this one."""
    return ArxivId(arxiv.id, arxiv.version or version) if arxiv else None
