"""What somebody typed or pasted, as works that can be added, many at once.

Whatever knows more of a work than its name is asked through `Lookup`: what services have said to
the library, if nothing else. Where that is nothing, the identifier or address stands for the title
until somebody completes it.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from effllm_desktop.app import pasted_words
from effllm_desktop.app.foreign_formats import bibtex
from effllm_desktop.app.foreign_formats.bibtex import Stretch
from effllm_desktop.app.foreign_formats.entries import ForeignEntry
from effllm_desktop.app.library import Library
from effllm_desktop.app.readmodels.metadata import Metadata
from effllm_desktop.app.readmodels.works import Appearance, appearances
from effllm_desktop.domain import addresses, arxiv_id, keys, kinds
from effllm_desktop.domain.arxiv_id import ArxivId
from effllm_desktop.domain.ids import ListId
from effllm_desktop.domain.lists import EntryText, Kind, Link, Role
from effllm_desktop.domain.metadata import Fact, place_and_year
from effllm_desktop.markdown.dialects import labels
from effllm_desktop.markdown.reader import read_text
from effllm_desktop.store import chosen, metadata, works

_ITEM = re.compile(r"[ \t>]*(?:[-*+]|\d{1,9}[.)])[ \t]")
_LINK = re.compile(r"\]\(https?://")
_WHOLE_LINK = re.compile(r"\[[^\]]*\]\([^)\s]*\)")
_MOST = 1000  # works that are read of one text


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known of a work from elsewhere; empty where nothing is."""

    title: str
    authors: tuple[str, ...] = ()
    venue: str | None = None
    year: int | None = None
    description: str | None = None


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
        return not has_stand_in(self.entry)

    def stands_in(self, list_id: ListId) -> bool:
        """Whether a list has it already."""
        return any(place.list_id == list_id for place in self.known)


@dataclass(frozen=True, slots=True)
class Reading:
    """What was read of a text; `unread` are the lines in which nothing was found."""

    candidates: tuple[Candidate, ...]
    unread: tuple[str, ...]


def said_to(library: Library, key: str) -> Facts | None:
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
    return Facts(title, tuple(known.names(Fact.AUTHORS)), venue or None, year)


def knowing(library: Library, facts: Mapping[str, Facts]) -> Lookup:
    """What was looked up, by keys; else what services have said to the library."""
    return lambda key: facts.get(key) or said_to(library, key)


def read(library: Library, text: str, lookup: Lookup | None = None) -> Reading:
    """The works that a text names, each once, with what the library or a lookup knows of them."""
    unread: list[str] = []
    ask = partial(said_to, library) if lookup is None else lookup
    found = {entry.key: entry for entry, _ in zip(_named(text, unread), range(_MOST), strict=False)}
    candidates = [_completed(library, entry, ask) for entry in found.values()]
    return Reading(tuple(candidates), tuple(unread))


def names_works(text: str) -> bool:
    """Whether a text names any work."""
    return next(_named(text, []), None) is not None


def has_stand_in(entry: EntryText) -> bool:
    """Whether an entry's title is only what stands for one until somebody completes it."""
    made = of_argument(entry.url)
    return made is not None and made.title == entry.title and entry.repository is None


def of_argument(word: str) -> EntryText | None:
    """The work that a word names: an identifier, an address, a key. None for any other word."""
    if arxiv_id.parse(word.removesuffix(".pdf")):  # a file as arXiv calls it
        word = word.removesuffix(".pdf")
    key = keys.from_argument(word)
    if key is None or key.startswith("title:"):
        return None
    name = key.partition(":")[2]
    if key.startswith("arxiv:"):
        arxiv = arxiv_id.parse(word) or arxiv_id.from_address(word) or arxiv_id.parse(name)
        return _paper(arxiv) if arxiv else None  # `arXiv:cs.CL` is none
    if key.startswith(("github:", "hf:")) and name.count("/") != 1:
        return None
    if key.startswith("doi:"):
        return EntryText(key, Kind.PAPER, key, f"https://doi.org/{name}", doi=name)
    url = _address(word, key)
    title = addresses.github_repository(url) if key.startswith("github:") else None
    if key.startswith("hf:"):
        title = "/".join(addresses.path_parts(url)) or name
    return EntryText(
        key,
        kinds.kind_of(url),
        title or addresses.normalise(url),
        url,
        repository=addresses.github_repository(url),
    )


def _paper(arxiv: ArxivId) -> EntryText:
    url = f"https://arxiv.org/abs/{arxiv.id}"
    title = f"arXiv:{arxiv.id}"
    return EntryText(keys.of_arxiv(arxiv), Kind.PAPER, title, url, year=arxiv.year, arxiv=arxiv)


def _address(word: str, key: str) -> str:
    prefix, _, name = key.partition(":")
    sites = {"github": "https://github.com/", "hf": "https://huggingface.co/"}
    if prefix not in sites:
        return word if addresses.is_web(word) else f"https://{name}"
    written = addresses.path_parts(word if addresses.is_web(word) else f"https://{word}")[:2]
    typed = "/".join(written).removesuffix(".git")
    return sites[prefix] + (typed if typed.lower() == name else name)


# ---- what a text names


def _named(text: str, unread: list[str]) -> Iterator[EntryText]:
    if not bibtex.holds_records(text):
        yield from _in_lines(text, unread)
        return
    for stretch in bibtex.stretches(text):
        yield from (
            _of_record(stretch, unread) if stretch.is_record else _in_lines(stretch.words, unread)
        )


def _of_record(stretch: Stretch, unread: list[str]) -> Iterator[EntryText]:
    entry = stretch.entry or bibtex.cut_off(stretch.words)
    made = _of_bibtex(entry) if entry else None
    if made is not None:
        yield made
    else:
        unread.append(entry.title if entry and entry.title else stretch.words.splitlines()[0])


def _in_lines(text: str, unread: list[str]) -> Iterator[EntryText]:
    for item in _items(text.splitlines()):
        said = read_text("\n".join(item) + "\n").entries if _is_written(item) else ()
        if said and _is_prose(item):
            yield from _in_prose(item, [entry.text for entry in said])
            continue
        if said:
            yield from (_titled(entry.text) for entry in said)
            continue
        for line in filter(str.strip, item):
            found = _in_line(line)
            yield from found
            if not found:
                unread.append(line.strip())


def _items(lines: Sequence[str]) -> Iterator[list[str]]:
    """Lines by what they belong to: those that are set in below an item, to it."""
    item: list[str] = []
    for line in lines:
        goes_on = not line.strip() or (line[0] in " \t" and not _ITEM.match(line))
        if not (item and goes_on and _ITEM.match(item[0])):
            if item:
                yield item
            item = []
            line = line.lstrip()  # noqa: PLW2901 - a list that is quoted or set in as a whole
        item.append(line)
    if item:
        yield item


def _is_written(item: Sequence[str]) -> bool:
    return bool(_ITEM.match(item[0]) or _LINK.search(item[0]))


def _is_prose(item: Sequence[str]) -> bool:
    return not _ITEM.match(item[0]) and not item[0].startswith("|")


def _in_prose(item: Sequence[str], said: Sequence[EntryText]) -> Iterator[EntryText]:
    """The works of sentences: each link that has a title names one, each paper's own name another.

    An address without a title that is no paper's belongs to the work that stands before it.
    """
    found = [one for entry in said for one in _each(entry)]
    linked = {entry.key for entry in found}
    beside = [
        entry
        for line in item
        for entry in _in_line(_WHOLE_LINK.sub(" ", line))
        if entry.kind is Kind.PAPER and entry.key not in linked
    ]
    if not beside:
        yield from found
        return
    named = {entry.key for entry in beside}
    for entry in found:
        links = (link for link in entry.links if keys.from_argument(link.url) not in named)
        yield entry._replace(description=None, links=tuple(links))
    yield from beside


def _each(said: EntryText) -> list[EntryText]:
    """The works of an entry that was read of a sentence."""
    others = {
        link: made._replace(title=link.label)
        for link in said.links
        if link.owner is None
        and any(map(str.isalpha, link.label))
        and not labels.may_be_role(link.label)
        and (made := of_argument(link.url)) is not None
        and made.key != said.key
    }
    if not others:
        return [_titled(said)]
    left = tuple(link for link in said.links if link not in others)
    return [_titled(said._replace(description=None, links=left)), *others.values()]


def _titled(said: EntryText) -> EntryText:
    """An entry; where its title only says what is behind the link (`Paper`), with a stand-in."""
    made = of_argument(said.url) if labels.is_role(said.title) else None
    if made is None or made.key != said.key:
        return said
    return said._replace(title=made.title, kind=made.kind, repository=made.repository)


def _in_line(line: str) -> list[EntryText]:
    """The works of a line: identifiers and addresses between other words."""
    found = [entry for word in pasted_words.words(line) if (entry := of_argument(word))]
    return found or [_paper(named) for named in arxiv_id.all_in_text(line)]


def _of_bibtex(said: ForeignEntry) -> EntryText | None:
    """The work of a record, if anything in it identifies one."""
    named = next(
        filter(None, map(of_argument, filter(None, (said.arxiv, said.doi, said.url)))), None
    )
    if named is None:
        return None
    venue = said.venue
    if venue and "arxiv" in venue.lower():
        venue = None
    return named._replace(
        title=said.title or named.title,
        authors=said.authors,
        authors_elided=said.authors_elided,
        venue=venue,
        year=said.year or named.year,
    )


# ---- what else is known


def _completed(library: Library, entry: EntryText, lookup: Lookup) -> Candidate:
    work = works.find(library.database, [entry.key]).get(entry.key)
    places = appearances(library.database, work) if work is not None else ()
    known = tuple(place for place in places if not place.removed)
    if not has_stand_in(entry) and entry.repository is None:
        return Candidate(entry, known)
    if known:
        said = next(chosen.entries(library.database, [known[0].entry_id])).text
        entry = _of_library(entry, said)
        if not has_stand_in(entry):
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
        links=tuple(Link(link.label, link.url, link.role) for link in code),
    )


def _with(entry: EntryText, facts: Facts) -> EntryText:
    return entry._replace(
        title=facts.title or entry.title,
        authors=facts.authors or entry.authors,
        venue=facts.venue or entry.venue,
        year=facts.year or entry.year,
        description=facts.description or entry.description,
    )
