"""The fields of the query language, each once: what it takes, an example, what that finds."""

from collections.abc import Mapping
from enum import Enum, StrEnum, auto
from typing import NamedTuple

from effllm_desktop.domain.lists import Kind
from effllm_desktop.domain.state import Status


class Field(StrEnum):
    """What a term looks at. The values are what people type, but for the first two."""

    WORDS = "words"  # everything that is indexed
    WORK = "work"  # a key, an id or an address that stands alone
    TITLE = "title"
    AUTHOR = "author"
    VENUE = "venue"
    ABSTRACT = "abstract"
    NOTE = "note"
    PDF = "pdf"
    TAG = "tag"
    LIST = "list"
    SECTION = "section"
    KIND = "kind"
    URL = "url"
    REPO = "repo"
    KEY = "key"
    IS = "is"
    HAS = "has"
    NO = "no"
    YEAR = "year"
    CITES = "cites"
    STARS = "stars"
    RATING = "rating"
    ADDED = "added"
    TOUCHED = "touched"
    SEARCH = "search"
    LIKE = "like"


class Takes(Enum):
    """What stands behind the colon."""

    WORDS = auto()  # words of a text, from their beginning; in quotes side by side
    NAME = auto()  # the name of one thing, or a part of it
    CHOICE = auto()
    NUMBER = auto()  # 5, 3..7, >3, <=7, 1k
    AGE = auto()  # <7d, >2w, 1m..1y


class Mark(StrEnum):
    """What a work can be, besides its status."""

    STARRED = "starred"
    QUEUED = "queued"
    NEW = "new"
    CHANGED = "changed"
    REMOVED = "removed"
    DUPLICATE = "duplicate"
    WITHDRAWN = "withdrawn"


class Thing(StrEnum):
    """What a work can have."""

    PDF = "pdf"
    NOTE = "note"
    HIGHLIGHT = "highlight"
    TAG = "tag"
    CODE = "code"
    NEWER_VERSION = "newer-version"


class FieldSpec(NamedTuple):
    """One field.

    `example` is a term as one would type it, `finds` completes "finds works …", and `said` stands
    before the value where a query is put into words: nothing before what says enough alone.
    """

    takes: Takes
    example: str
    finds: str
    said: str
    choices: tuple[str, ...] = ()


FIELDS: Mapping[Field, FieldSpec] = {
    Field.TITLE: FieldSpec(Takes.WORDS, "title:attention", "with words in the title", "title with"),
    Field.AUTHOR: FieldSpec(Takes.WORDS, 'author:"geoffrey hinton"', "by an author", "author"),
    Field.VENUE: FieldSpec(Takes.WORDS, "venue:neurips", "that appeared there", "venue"),
    Field.YEAR: FieldSpec(Takes.NUMBER, "year:2023..2024", "of these years", "year"),
    Field.TAG: FieldSpec(Takes.NAME, 'tag:"to read"', "with your tag of this name", "tagged"),
    Field.NOTE: FieldSpec(Takes.WORDS, "note:compare", "with words in your note", "note with"),
    Field.ABSTRACT: FieldSpec(
        Takes.WORDS, "abstract:sparse", "with words in the abstract", "abstract with"
    ),
    Field.PDF: FieldSpec(
        Takes.WORDS, "pdf:ablation", "with words in the text of the PDF", "PDF with"
    ),
    Field.LIST: FieldSpec(Takes.NAME, 'list:"Efficient LLM"', "in a list, by its name", "in list"),
    Field.SECTION: FieldSpec(
        Takes.NAME,
        'section:"Pruning / Papers"',
        "in every section that the path could mean",
        "in section",
    ),
    Field.KIND: FieldSpec(Takes.CHOICE, "kind:paper", "of a kind", "", tuple(Kind)),
    Field.URL: FieldSpec(
        Takes.NAME, "url:openreview.net", "with a link to such an address", "link to"
    ),
    Field.REPO: FieldSpec(
        Takes.WORDS, "repo:vllm-project", "with a repository, by owner or name", "repository"
    ),
    Field.KEY: FieldSpec(Takes.NAME, "key:arxiv:2404", "whose key begins so", "key"),
    Field.IS: FieldSpec(
        Takes.CHOICE, "is:unread", "in a state: yours, or as the lists say", "", (*Status, *Mark)
    ),
    Field.HAS: FieldSpec(Takes.CHOICE, "has:note", "that have something", "with", tuple(Thing)),
    Field.NO: FieldSpec(Takes.CHOICE, "no:tag", "that have it not", "without", tuple(Thing)),
    Field.CITES: FieldSpec(Takes.NUMBER, "cites:>100", "cited so often", "citations"),
    Field.STARS: FieldSpec(Takes.NUMBER, "stars:>1k", "with so many stars on GitHub", "stars"),
    Field.RATING: FieldSpec(
        Takes.NUMBER, "rating:>=4", "that you rated so; 0: not rated", "rating"
    ),
    Field.ADDED: FieldSpec(Takes.AGE, "added:<7d", "that a list brought so long ago", "added"),
    Field.TOUCHED: FieldSpec(
        Takes.AGE, "touched:<2w", "whose state you changed so long ago", "touched"
    ),
    Field.SEARCH: FieldSpec(
        Takes.NAME, 'search:"With notes"', "that a saved search finds", "found by"
    ),
    Field.LIKE: FieldSpec(
        Takes.NAME,
        "like:2404.14897",
        "most like this one: by rare words of title and abstract",
        "most like",
    ),
}
"""In the order in which people are told of them."""

FORMS: Mapping[str, str] = {
    "kv cache": "with all the words, each from its beginning",
    '"kv cache"': "with the words side by side",
    "-survey": "without it; any term and any bracket can be turned round so",
    "pruning or sparse": "with one of them; what stands side by side holds together first",
    "(pruning or sparse) -survey": "brackets hold terms together",
    "2404.14897": "named by a key, an arXiv id, a DOI or an address",
    "/kv-?cache/": "with text that a regular expression fits",
    "title:/^the/": "the same in a field of text or names; ^ and $ are the ends of a line",
}
"""How terms are written and joined, and what that finds."""

_WITHOUT_PATTERNS = (Field.PDF, Field.SEARCH, Field.LIKE)


def takes_patterns(field: Field) -> bool:
    """Whether a regular expression may stand behind the colon."""
    if field in _WITHOUT_PATTERNS:
        return False
    return field is Field.WORDS or FIELDS[field].takes in (Takes.WORDS, Takes.NAME)
