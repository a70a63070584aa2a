"""Lists, sections and entries as values: what a curator's document says."""

from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from effllm_desktop.domain import entry_values
from effllm_desktop.domain.arxiv_id import ArxivId
from effllm_desktop.domain.entry_values import EntryValues


class Kind(StrEnum):
    """What a work is."""

    PAPER = "paper"
    REPOSITORY = "repository"
    ARTICLE = "article"
    VIDEO = "video"
    POST = "post"
    MODEL = "model"
    DATASET = "dataset"
    OTHER = "other"


class Role(StrEnum):
    """What a link of an entry leads to."""

    ABSTRACT = "abstract"
    PDF = "pdf"
    CODE = "code"
    PROJECT = "project"
    ARTICLE = "article"
    POST = "post"
    MODEL = "model"
    VIDEO = "video"
    CITATIONS = "citations"
    OTHER = "other"


class Link(NamedTuple):
    """A link beside the entry's own one. `url` is as written; `owner` is the text after ` - `."""

    label: str
    url: str
    role: Role
    owner: str | None = None


class Marks(NamedTuple):
    """Signs that the curator set outside the title."""

    featured: bool = False
    clapper: bool = False
    huggingface: bool = False
    x: bool = False

    @property
    def names(self) -> str:
        """The names of those that are set, with a blank between."""
        return " ".join(name for name, is_set in zip(self._fields, self, strict=True) if is_set)

    @classmethod
    def named(cls, names: str) -> "Marks":
        """The marks that have these names."""
        found = names.split()
        return cls(*(name in found for name in cls._fields))


# Looked up faster than an enumeration is called.
KINDS = {kind.value: kind for kind in Kind}
_ROLES = {role.value: role for role in Role}
_NO_MARKS = Marks()


class EntryText(NamedTuple):
    """Everything that one entry of a list says, in the curator's wording (repaired).

    `venue` and `year` come from the text in backticks (year else from the arXiv id). `citations`
    is the list's own number, None where unknown (-1, None). `url` is the entry's own link.
    """

    key: str
    kind: Kind
    title: str
    url: str
    authors: tuple[str, ...] = ()
    authors_elided: bool = False
    venue: str | None = None
    year: int | None = None
    arxiv: ArxivId | None = None
    doi: str | None = None
    repository: str | None = None
    description: str | None = None
    citations: int | None = None
    links: tuple[Link, ...] = ()
    notes: tuple[str, ...] = ()
    marks: Marks = Marks()

    @property
    def values(self) -> EntryValues:
        """The same as plain values."""
        return EntryValues(
            self.key,
            self.kind.value,
            self.title,
            self.url,
            entry_values.texts(self.authors),
            int(self.authors_elided),
            self.venue,
            self.year,
            self.arxiv.id if self.arxiv else None,
            self.arxiv.version if self.arxiv else None,
            self.doi,
            self.repository,
            self.description,
            self.citations,
            entry_values.array([entry_values.link(*link) for link in self.links]),
            entry_values.texts(self.notes),
            self.marks.names,
        )

    @classmethod
    def of(cls, values: EntryValues) -> "EntryText":
        """The text that plain values stand for."""
        links = entry_values.links(values.links)
        arxiv = values.arxiv_id
        return cls(
            values.key,
            KINDS[values.kind],
            values.title,
            values.url,
            entry_values.strings(values.authors),
            bool(values.authors_elided),
            values.venue,
            values.year,
            ArxivId(arxiv, values.arxiv_version) if arxiv else None,
            values.doi,
            values.repository,
            values.description,
            values.citations,
            tuple(Link(label, url, _ROLES[role], owner) for label, url, role, owner in links),
            entry_values.strings(values.notes),
            Marks.named(values.marks) if values.marks else _NO_MARKS,
        )


@dataclass(frozen=True, slots=True)
class ReadSection:
    """A heading of a document. `parent` and `index` are positions in `ReadList.sections`.

    `start` and `end` are character offsets in the repaired text: the heading's line(s) and all
    that stands below it until the next heading of the same or a higher level.
    """

    index: int
    parent: int | None
    heading: str
    level: int
    line: int
    start: int
    end: int


class ReadEntry(NamedTuple):
    """One mention. `section` is a position in `ReadList.sections`, None above any heading.

    `start` and `end` are character offsets in the repaired text; `source` is that text.
    """

    section: int | None
    line: int
    start: int
    end: int
    source: str
    values: EntryValues

    @property
    def text(self) -> EntryText:
        """What it says, taken apart."""
        return EntryText.of(self.values)

    def with_key(self, key: str) -> "ReadEntry":
        """The same entry of a work that goes by another key."""
        return self._replace(values=self.values._replace(key=key))


class Problem(NamedTuple):
    """Lines (1-based, inclusive) that were kept but not understood, and why."""

    first_line: int
    last_line: int
    reason: str


class RelatedList(NamedTuple):
    """A relative link to another document: the next part of a list that is split into files.

    `target` is the path as it is written, without its fragment; `line` is 1-based.
    """

    label: str
    target: str
    line: int


class ReadList(NamedTuple):
    """What a document says. `name` is its H1, None where there is none.

    `related` are the documents that it links to by relative paths. `foreign` says in a sentence
    that the document is no Markdown list, and what it seems to be.
    """

    name: str | None
    sections: tuple[ReadSection, ...]
    entries: tuple[ReadEntry, ...]
    problems: tuple[Problem, ...]
    related: tuple[RelatedList, ...] = ()
    foreign: str | None = None
