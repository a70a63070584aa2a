"""What has been understood of an entry so far, and the whole that is made of it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from effllm_desktop.domain import arxiv_id, destinations, entry_values, keys, kinds, proceedings
from effllm_desktop.domain.arxiv_id import ArxivId
from effllm_desktop.domain.entry_values import NOTHING, EntryValues
from effllm_desktop.domain.lists import Kind, Link, Marks, Role
from effllm_desktop.markdown import inline
from effllm_desktop.markdown.dialects import bylines, facts, publications, wording
from effllm_desktop.markdown.dialects import links as of_links
from effllm_desktop.markdown.dialects.bylines import Byline
from effllm_desktop.markdown.dialects.columns import Column
from effllm_desktop.markdown.dialects.publications import Publication
from effllm_desktop.markdown.inline import Piece
from effllm_desktop.markdown.source import printable

CLOSING_QUOTES = ('"', "”", "»", "」")
CLOSING_BRACKETS = (")", "]")
_SENTENCE_END = re.compile(r"(?<!\b[Jj]r)(?<!\b[Ss]r)(?<!\bal)(?<=[^\W\d_]{2})\.\s*\Z")
_RAISED = re.compile(r"<sup>(?>(?:&[a-z]{1,8};|[^<>A-Za-z]|[a-z](?![a-z])){1,12})</sup>")
_COUNT = re.compile(r"[0-9]{1,9}|[0-9]{1,3}(?:,[0-9]{3}){1,2}")
_NO_MARKS = Marks()
YEAR = re.compile(r"(?:19|20)\d\d")
_PAPER = Kind.PAPER


@dataclass(slots=True)
class Unread:
    """Characters of an item that were kept but not understood, and why."""

    start: int
    end: int
    reason: str


@dataclass(slots=True)
class Reading:
    """What an entry says, and what of it stays unread.

    `is_linked`: its identity is its title's own link. `related` are relative links to documents.
    `beside`: the address of a place of its own, where it has one and is named with a paper's link.
    """

    values: EntryValues
    is_linked: bool
    unread: list[Unread]
    related: list[tuple[str, str]]
    beside: str = ""


class Words:
    """What both ways of reading keep of an entry, how they take words in, and what comes of it."""

    title: str
    url: str
    is_linked: bool
    kind: Kind
    venue: str | None
    year: int | None
    citations: int | None
    names: list[str]
    described: list[str]
    links: Sequence[tuple[str, str, str, str | None]]
    notes: list[str]
    arxiv: ArxivId | None  # of its own link, or in its title
    mentioned: ArxivId | None  # the identifier that its text names
    marks: str
    named_by: str  # the label of its own link, where that is not the title

    @property
    def is_paper(self) -> bool:
        """Whether it is a paper as far as is known."""
        return self.venue is not None or self.kind is _PAPER

    def describe(self, words: str) -> None:
        """Take in words beside the title."""
        if words[:1] in CLOSING_QUOTES and words.count(words[:1]) == 1:  # the title's
            words = words[1:].strip()
            words = "" if words == "." else words
        if words:
            self.described.append(words)

    def name_authors(self, words: str) -> None:
        """Take in a line of authors; the full stop behind it is no name's."""
        self.names = authors_in(words, is_sentence=self.venue is None)

    def named_by_label(self, label: str) -> str:
        """The title that its link's label says; the label may be a whole reference."""
        named = wording.cited(label)
        if named is None:
            return label
        self.written_by(named.byline)
        self.describe(named.rest)
        return named.title

    def written_by(self, byline: Byline | None) -> None:
        """Take in who wrote it, where a line says so before the title."""
        if byline is not None:
            self.names, self.year = byline.names, byline.year or self.year

    def published(self, words: str) -> None:
        """Take in where and when it was published, where a place of its own says that."""
        self.venue, year = publications.in_cell(words)
        self.year = self.year or year

    def told(self, words: str) -> bool:
        """Take in a line below a paper that says who wrote it, where it came out, or when."""
        if not self.is_paper:
            return False
        fact = facts.fact_in(words)
        if fact is None:
            is_byline = not self.names and ", " in words and wording.are_names(words)
            if is_byline:
                self.name_authors(words)
            return is_byline
        column, said = fact
        if column is Column.AUTHORS and not self.names:
            self.name_authors(said)
        elif column is Column.VENUE and self.venue is None:
            self.published(printable(said))
        elif column is Column.YEAR and (year := publications.year_in(said)):
            self.year = self.year or year
        else:
            return False
        return True

    def _publish(self, *, is_paper: bool) -> None:
        """Take what words around the title say of where and when it was published."""
        said = publications.before(self.title) if ", " in self.title else None
        if said is not None:
            self.title = said.rest
        elif self.title[-1:] in CLOSING_BRACKETS and not self.is_linked:
            said = self._said_in_title(is_paper=is_paper)
        if said is None and is_paper:
            said = self._said_beside() or publications.of_label(self.named_by)
        if said is not None:
            self.venue, self.year = said.venue, said.year or self.year

    def _said_in_title(self, *, is_paper: bool) -> Publication | None:
        """What stands in brackets at the end of a title, which has no link of its own."""
        ending = publications.ending(self.title, is_paper=is_paper)
        if ending is None:
            return None
        self.title, said = ending
        self.describe(said.rest)
        self.year = said.year or self.year
        return said if said.venue else None

    def _said_beside(self) -> Publication | None:
        for place, words in enumerate(self.described):
            said = publications.behind(words)
            if said is not None:
                self.described[place] = said.rest
                return said
            ending = publications.ending(words, is_paper=False) if words[-1:] == ")" else None
            if ending is not None:
                self.described[place] = f"{ending[0]} {ending[1].rest}".rstrip()
                return ending[1]
        return None

    def values(self) -> EntryValues:
        """All that is said, as plain values."""
        identity = self.arxiv if self.is_linked else self.arxiv or self.mentioned
        url = self.url or abstract(identity)
        place = destinations.of(url)
        arxiv = identity or self.mentioned
        if self.venue is None:
            self._publish(is_paper=identity is not None or self.is_paper)
        if self.year is None and identity is None and self.kind is _PAPER:
            venue, self.year = proceedings.published_at(url)
            self.venue = self.venue or venue
        title = self.title or self.url
        described = " ".join(filter(None, self.described))
        authors, has_others = bylines.people(self.names) if self.names else (self.names, False)
        is_when = self.venue and YEAR.fullmatch(self.venue)  # and says not where
        return EntryValues(
            keys.of_arxiv(identity) if identity else place.key,
            "paper" if identity else self.kind.value,
            title or url,
            url,
            entry_values.texts(authors) if authors else NOTHING,
            int(has_others),
            None if is_when else self.venue,
            self.year or (arxiv.year if arxiv else None),
            arxiv.id if arxiv else None,
            arxiv.version if arxiv else None,
            place.doi,
            place.repository,
            wording.shortened(described, wording.LONGEST_TEXT) if described else None,
            self.citations,
            entry_values.array([entry_values.link(*link) for link in self.links])
            if self.links
            else NOTHING,
            entry_values.texts(self.notes) if self.notes else NOTHING,
            self.marks,
        )


@dataclass
class Saying(Words):
    """Collects what an entry says. `url` is its own link's address."""

    title: str = ""
    url: str = ""
    own: Piece | None = None
    is_linked: bool = False
    kind: Kind = Kind.OTHER
    venue: str | None = None
    year: int | None = None
    citations: int | None = None
    names: list[str] = field(default_factory=list)
    described: list[str] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    unread: list[Unread] = field(default_factory=list)
    related: list[tuple[str, str]] = field(default_factory=list)
    arxiv: ArxivId | None = None
    mentioned: ArxivId | None = None
    marks: str = ""
    named_by: str = ""
    beside: str = ""  # the address of a place of its own

    def call(self, title: str, own: Piece | None, *, is_linked: bool) -> None:
        """Settle what the entry is called, and which link is its own."""
        self.own = own
        self.url = printable(own.url) if own is not None else ""
        words = wording.clean_title(title, is_linked=is_linked)
        self.title = printable(wording.shortened(words, wording.LONGEST))
        self.is_linked = is_linked
        self.named_by = of_links.label_of(own) if own is not None and not is_linked else ""
        named = self.title or self.url
        self.arxiv = arxiv_id.from_address(self.url) or arxiv_id.from_title(named)
        self.kind = kinds.kind_of(self.url, self.title)
        is_named = own is not None and not is_linked and of_links.is_named_paper(own)
        if is_named and self.kind is Kind.ARTICLE:
            self.kind = Kind.PAPER

    def take_link(self, piece: Piece, *, counted: bool = False) -> None:
        """Take in a link beside the title. `counted`: words before it announce citations."""
        label = printable(of_links.label_of(piece))
        role = kinds.role_of(piece.url)
        if counted or role is Role.CITATIONS:
            self.citations = number(label)
            role = Role.CITATIONS
        if piece is self.own:
            return
        if of_links.counts(piece):
            self.links.append(Link(label, printable(piece.url), role))
        elif path := of_links.document_in(piece.url):
            self.related.append((label, path))
        elif not of_links.leads_nowhere_on_purpose(piece.url):
            self.leave(piece.start, piece.end, "a link that leads nowhere on the web")

    def remark(self, words: str) -> None:
        if words:
            self.notes.append(printable(wording.shortened(words, wording.LONGEST_TEXT)))

    def leave(self, start: int, end: int, reason: str) -> None:
        self.unread.append(Unread(start, end, reason))

    def reading(self, marks: Marks = _NO_MARKS) -> Reading:
        """All that has been understood, with text for people."""
        self.marks = marks.names if any(marks) else ""
        self.names = [printable(name) for name in self.names]
        self.described = [printable(words) for words in self.described]
        return Reading(self.values(), self.is_linked, self.unread, self.related, self.beside)


def authors_in(words: str, *, is_sentence: bool) -> list[str]:
    """The names in a line of authors, which may be a sentence of its own."""
    if is_sentence and words.rstrip()[-1:] == ".":
        end = len(words.rstrip()) - 1
        words = words[:end] if _SENTENCE_END.match(words, end) else words
    turned = bylines.turned(words) if is_sentence else None
    return turned or [name for part in words.split(",") if (name := part.strip())]


def names_of(text: str, start: int, end: int, words: str) -> str:
    """The authors that a stretch of a text names, without marks above the line; its `words`."""
    if text.find("<sup", start, end) < 0:
        return words
    without = _RAISED.sub("", text[start:end])
    return inline.plain(inline.parse(without, 0, len(without)))


def number(label: str) -> int | None:
    """A count as people write it: `1,234`."""
    return int(label.replace(",", "")) if _COUNT.fullmatch(label) else None


def abstract(identity: ArxivId | None) -> str:
    """Where an arXiv paper's abstract is (https://info.arxiv.org/help/arxiv_identifier.html)."""
    return f"https://arxiv.org/abs/{identity.id}" if identity else ""
