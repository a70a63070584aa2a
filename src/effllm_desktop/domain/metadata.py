"""What services know of works: plain values, each with who said so and when."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from effllm_desktop.domain.errors import AppError

Value = str | int | bool | list[str]
_WITHDRAWN = re.compile(r"\bwithdrawn\b", re.IGNORECASE)
_ACCEPTED = re.compile(
    r"\b(?i:accepted|published|to appear|presented)\s+"
    r"(?:(?:as|for)\s+(?:an?\s+)?\w+\s+)?(?:at|to|by|in)\s+(?:the\s+)?"
    r"([A-Z][\w&+/'’-]*(?:\s+(?:[A-Z0-9][\w&+/'’-]*|of|on|for|and|in)\b){0,9})"
)
_DANGLING = re.compile(r"(?:\s+(?:of|on|for|and|in))+$")
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_YEAR_LAST = re.compile(r"[\s,]+(?:19|20)\d\d$")
_YEAR_SHORT = re.compile(r"['’](\d\d)$")


class Source(StrEnum):
    """Who says something of a work."""

    LIST = "list"
    ARXIV = "arxiv"
    SEMANTIC_SCHOLAR = "semantic_scholar"
    OPENALEX = "openalex"
    GITHUB = "github"
    READER = "reader"


class Fact(StrEnum):
    """What can be known of a work."""

    TITLE = "title"
    AUTHORS = "authors"
    ABSTRACT = "abstract"
    CATEGORIES = "categories"  # the primary one first
    COMMENT = "comment"
    JOURNAL_REF = "journal_ref"
    DOI = "doi"  # of where it was published, never arXiv's own
    PUBLISHED = "published"  # the time of the first version
    UPDATED = "updated"  # the time of the newest one
    VERSION = "version"  # the number of the newest one
    WITHDRAWN = "withdrawn"
    VENUE = "venue"
    CITATIONS = "citations"
    STARS = "stars"
    PUSHED_AT = "pushed_at"
    ARCHIVED = "archived"
    REPOSITORY = "repository"  # the name that it goes by now
    KIND = "kind"  # the reader's only


CORRECTABLE = (Fact.TITLE, Fact.KIND, Fact.VENUE, Fact.AUTHORS)
"""What the reader may say better than the services do."""

Facts = Mapping[Fact, Value]


@dataclass(frozen=True, slots=True)
class ArxivPaper:
    """A paper as arXiv has it, in its newest version. Optional texts are empty where not given."""

    id: str
    version: int
    title: str
    authors: tuple[str, ...]
    abstract: str
    categories: tuple[str, ...]
    published: datetime
    updated: datetime
    comment: str = ""
    journal_ref: str = ""
    doi: str = ""

    @property
    def withdrawn(self) -> bool:
        """ArXiv has no sign for it but the comment of the version that withdraws the paper."""
        return bool(_WITHDRAWN.search(self.comment))

    @property
    def facts(self) -> Facts:
        said: dict[Fact, Value] = {
            Fact.TITLE: self.title,
            Fact.AUTHORS: list(self.authors),
            Fact.ABSTRACT: self.abstract,
            Fact.CATEGORIES: list(self.categories),
            Fact.COMMENT: self.comment,
            Fact.JOURNAL_REF: self.journal_ref,
            Fact.DOI: self.doi,
            Fact.VENUE: accepted_at(self.comment) or "",
            Fact.PUBLISHED: self.published.isoformat(),
            Fact.UPDATED: self.updated.isoformat(),
        }
        known = {fact: value for fact, value in said.items() if value}
        return {**known, Fact.VERSION: self.version, Fact.WITHDRAWN: self.withdrawn}


@dataclass(frozen=True, slots=True)
class PaperName:
    """What a paper is asked by: its arXiv id without a version, else its DOI."""

    arxiv: str | None = None
    doi: str | None = None


@dataclass(frozen=True, slots=True)
class Cited:
    """How often a paper is cited, and where it came out, if that is known."""

    count: int
    venue: str = ""

    @property
    def facts(self) -> Facts:
        venue: dict[Fact, Value] = {Fact.VENUE: self.venue} if self.venue else {}
        return {Fact.CITATIONS: self.count, **venue}


@dataclass(frozen=True, slots=True)
class Described:
    """What a page or a catalog says that a work is called; empty where it does not say."""

    title: str
    authors: tuple[str, ...] = ()
    venue: str = ""
    year: int | None = None


@dataclass(frozen=True, slots=True)
class Repository:
    """A repository; `name` is what it goes by now, `pushed_at` the time of its last commit."""

    name: str
    stars: int
    archived: bool
    pushed_at: str = ""

    @property
    def facts(self) -> Facts:
        pushed: dict[Fact, Value] = {Fact.PUSHED_AT: self.pushed_at} if self.pushed_at else {}
        return {
            Fact.STARS: self.stars,
            Fact.ARCHIVED: self.archived,
            Fact.REPOSITORY: self.name,
            **pushed,
        }


Name = str | PaperName
"""What a service is asked about: an arXiv id, a paper, a repository as `owner/name`."""


@dataclass(frozen=True, slots=True)
class Validator:
    """By what a server knows an answer again that it gave at an address: a tag, else a date."""

    address: str
    etag: str = ""
    modified: str = ""


Validators = Mapping[Name, Validator]


@dataclass(frozen=True, slots=True)
class Reply:
    """What a service said of what it was asked about.

    Each name asked is found, or unchanged since the answer whose validator was sent along, or
    missing (the service answered well and knows no such thing), or failed: nothing was learned of
    it. `validators` are those of what was found, where the service gives any. `older` is about
    names that were found before: what their papers said in a version that is not the newest.
    """

    source: Source
    found: Mapping[Name, ArxivPaper | Cited | Repository] = field(default_factory=dict)
    missing: Sequence[Name] = ()
    failed: Mapping[Name, AppError] = field(default_factory=dict)
    unchanged: Sequence[Name] = ()
    validators: Validators = field(default_factory=dict)
    older: Mapping[Name, ArxivPaper] = field(default_factory=dict)

    @property
    def names(self) -> tuple[Name, ...]:
        """Everything that it is about."""
        return (*self.found, *self.unchanged, *self.missing, *self.failed)


def accepted_at(comment: str) -> str | None:
    """Where authors say that a paper comes out: `Accepted at ICLR 2025` is `ICLR 2025`."""
    match = _ACCEPTED.search(comment)
    if match is None:
        return None
    return _YEAR_SHORT.sub(r" 20\1", _DANGLING.sub("", match[1]))


def place_and_year(venue: str, year: int | None) -> tuple[str, int | None]:
    """Where and when something came out: `ICLR 2025` is ICLR, in 2025, whenever it was written."""
    named = _YEAR.findall(venue)
    return _YEAR_LAST.sub("", venue), int(named[-1]) if named else year
