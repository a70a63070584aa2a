"""Lists, sections and entries as values: what a curator's document says."""

from dataclasses import dataclass, field
from enum import StrEnum

from effllm_desktop.domain.arxiv_id import ArxivId


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


@dataclass(frozen=True, slots=True)
class Link:
    """A link beside the entry's own one. `url` is as written; `owner` is the text after ` - `."""

    label: str
    url: str
    role: Role
    owner: str | None = None


@dataclass(frozen=True, slots=True)
class Marks:
    """Signs that the curator set outside the title."""

    featured: bool = False
    clapper: bool = False
    huggingface: bool = False
    x: bool = False


@dataclass(frozen=True, slots=True)
class EntryText:
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
    marks: Marks = field(default_factory=Marks)


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


@dataclass(frozen=True, slots=True)
class ReadEntry:
    """One mention. `section` is a position in `ReadList.sections`, None above any heading.

    `start` and `end` are character offsets in the repaired text; `source` is that text.
    """

    section: int | None
    line: int
    start: int
    end: int
    source: str
    text: EntryText


@dataclass(frozen=True, slots=True)
class Problem:
    """Lines (1-based, inclusive) that were kept but not understood, and why."""

    first_line: int
    last_line: int
    reason: str


@dataclass(frozen=True, slots=True)
class ReadList:
    """What a document says. `name` is its H1, None where there is none."""

    name: str | None
    sections: tuple[ReadSection, ...]
    entries: tuple[ReadEntry, ...]
    problems: tuple[Problem, ...]
