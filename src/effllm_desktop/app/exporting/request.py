"""What is to be exported, in which form, with how much of the reader's own."""

from dataclasses import dataclass, field
from enum import StrEnum

from effllm_desktop.domain.queries import EVERYTHING, Query
from effllm_desktop.domain.scopes import ListScope, Scope


class Style(StrEnum):
    """How the Markdown relates to the curator's file."""

    ORIGINAL = "original"  # the bytes as they were imported, always
    CLEAN = "clean"  # with the reader's edits; the same bytes where there are none
    REPAIRED = "repaired"  # clean, in repaired text
    CURATED = "curated"  # the reader's own list: chosen entries under their headings


class Format(StrEnum):
    """What kind of file it is."""

    MARKDOWN = "markdown"
    BIBTEX = "bibtex"
    JSON = "json"


class Part(StrEnum):
    """What of the reader's own goes along, where asked for."""

    STATUS = "status"
    STAR = "star"
    RATING = "rating"
    TAGS = "tags"
    NOTE = "note"


WHOLE_LISTS = frozenset((Style.ORIGINAL, Style.CLEAN, Style.REPAIRED))


@dataclass(frozen=True, slots=True)
class ExportRequest:
    """Which entries (no scope: all lists), and how they are written. `title` is a curated one's."""

    scopes: tuple[Scope, ...] = ()
    query: Query = EVERYTHING
    style: Style = Style.CURATED
    format: Format = Format.MARKDOWN
    parts: frozenset[Part] = field(default_factory=frozenset)
    title: str | None = None

    def whole_list(self) -> ListScope | None:
        """The list that this asks for whole, if it does."""
        match self.scopes:
            case (ListScope() as only,) if not self.query.terms:
                return only
        return None
