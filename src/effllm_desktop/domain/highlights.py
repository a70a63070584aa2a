"""Marked passages of PDFs, and the place where reading stopped: both are the reader's own."""

from datetime import datetime
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from effllm_desktop.domain.ids import HighlightId, WorkId

if TYPE_CHECKING:
    from effllm_desktop.domain.pdf import Box

SURROUNDINGS = 60
"""Characters kept before and behind a quote, so that it is found again in another version."""


class Colour(StrEnum):
    """The colours of highlights, in the order of their keys."""

    YELLOW = "yellow"
    GREEN = "green"
    BLUE = "blue"
    PINK = "pink"
    PURPLE = "purple"


class HighlightKind(StrEnum):
    """What a highlight does to its text; a note has none, but a place on its page."""

    HIGHLIGHT = "highlight"
    UNDERLINE = "underline"
    STRIKEOUT = "strikeout"
    NOTE = "note"


class Passage(NamedTuple):
    """A stretch of text on a page, counted from 1: a box for each of its lines, and its words.

    That of a note on a page is one box, and no words.
    """

    page: int
    boxes: "tuple[Box, ...]"
    quote: str
    before: str = ""
    after: str = ""


class Highlight(NamedTuple):
    """A marked passage, or a note on a page.

    `pdf` is the SHA-256 of the file it was marked in, if that is known.
    """

    id: HighlightId
    work: WorkId
    passage: Passage
    colour: Colour
    comment: str
    made_at: datetime
    pdf: str | None = None
    kind: HighlightKind = HighlightKind.HIGHLIGHT

    @property
    def page(self) -> int:
        return self.passage.page

    @property
    def is_note(self) -> bool:
        return self.kind is HighlightKind.NOTE


class LastPlace(NamedTuple):
    """Where reading stopped: a page of so many, and how far down it the window began (0 to 1)."""

    page: int
    pages: int
    offset: float = 0.0
