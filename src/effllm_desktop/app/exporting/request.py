"""What is to be exported, in which form, with how much of the reader's own."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from effllm_desktop.domain import citation_patterns
from effllm_desktop.domain.curation import AS_THE_LISTS, Arrangement, Curation
from effllm_desktop.domain.queries import EVERYTHING, Query
from effllm_desktop.domain.scopes import ListScope, Scope


class Style(StrEnum):
    """How the Markdown relates to the curator's file."""

    ORIGINAL = "original"  # the bytes as they were imported, always
    CLEAN = "clean"  # with the reader's edits; the same bytes where there are none
    REPAIRED = "repaired"  # clean, in repaired text
    ANNOTATED = "annotated"  # repaired, with the reader's own between markers
    CURATED = "curated"  # the reader's own list: chosen entries under their headings


class Format(StrEnum):
    """What kind of file it is."""

    MARKDOWN = "markdown"
    BIBTEX = "bibtex"
    BIBLATEX = "biblatex"
    RIS = "ris"
    CSL = "csl"
    BIBLIOGRAPHY = "bibliography"  # as text
    BIBLIOGRAPHY_HTML = "bibliography-html"
    CSV = "csv"
    TSV = "tsv"
    HTML = "html"
    OPML = "opml"
    OBSIDIAN = "obsidian"  # a folder
    JSON = "json"


class Part(StrEnum):
    """What of the reader's own goes along, where asked for."""

    STATUS = "status"
    STAR = "star"
    RATING = "rating"
    TAGS = "tags"
    NOTE = "note"
    QUEUE = "queue"
    HIGHLIGHTS = "highlights"


KEYED = frozenset((Format.BIBTEX, Format.BIBLATEX, Format.RIS, Format.CSL))
"""Formats whose records have citation keys."""
STYLED = frozenset((Format.BIBLIOGRAPHY, Format.BIBLIOGRAPHY_HTML))
"""Formats that a citation style says the form of."""
EVERY_PART = frozenset(Part)
_TABLE = EVERY_PART - {Part.QUEUE, Part.HIGHLIGHTS}
_REFERENCE = frozenset((Part.TAGS, Part.NOTE))
_HELD: Mapping[Format, frozenset[Part]] = {
    Format.BIBTEX: _TABLE,
    Format.BIBLATEX: _TABLE,
    Format.CSV: _TABLE,
    Format.TSV: _TABLE,
    Format.RIS: _REFERENCE,
    Format.CSL: _REFERENCE,
    Format.OPML: _REFERENCE,
    Format.BIBLIOGRAPHY: frozenset(),
    Format.BIBLIOGRAPHY_HTML: frozenset(),
}
WHOLE_LISTS = frozenset((Style.ORIGINAL, Style.CLEAN, Style.REPAIRED, Style.ANNOTATED))


@dataclass(frozen=True, slots=True)
class ExportRequest:
    """Which entries (no scope: all lists), and how they are written.

    `works` are keys: of all that is chosen only those works. `title` is that of a curated list or a
    page, `curation` what else is chosen of a curated list, `citation_key` the pattern of citation
    keys, `citation_style` the path of a style (none: the one that comes along).
    """

    scopes: tuple[Scope, ...] = ()
    query: Query = EVERYTHING
    style: Style = Style.CURATED
    format: Format = Format.MARKDOWN
    parts: frozenset[Part] = field(default_factory=frozenset)
    title: str | None = None
    citation_key: str = citation_patterns.DEFAULT
    works: tuple[str, ...] = ()
    curation: Curation = AS_THE_LISTS
    citation_style: str = ""

    @property
    def is_everything(self) -> bool:
        """Whether this asks for the whole library."""
        return not self.scopes and not self.query.terms and not self.works

    @property
    def is_curated(self) -> bool:
        return self.format is Format.MARKDOWN and self.style is Style.CURATED

    @property
    def shows_tags(self) -> bool:
        """Whether tags are in it without being asked for: as headings."""
        return self.is_curated and self.curation.arrangement is Arrangement.TAG

    @property
    def implied(self) -> frozenset[Part]:
        """What goes along without being named: JSON and annotated lists are for the reader's own.

        Even in JSON of chosen entries no note does.
        """
        if self.format is Format.JSON:
            return EVERY_PART if self.is_everything else EVERY_PART - {Part.NOTE, Part.HIGHLIGHTS}
        is_annotated = self.format is Format.MARKDOWN and self.style is Style.ANNOTATED
        return EVERY_PART if is_annotated and not self.parts else frozenset()

    @property
    def holds(self) -> frozenset[Part]:
        """What of the reader's own the form has a place for."""
        if self.format is Format.JSON and not self.is_everything:
            return EVERY_PART - {Part.HIGHLIGHTS}
        return _HELD.get(self.format, EVERY_PART)

    def whole_list(self) -> ListScope | None:
        """The list that this asks for whole, if it does."""
        match self.scopes:
            case (ListScope() as only,) if not self.query.terms and not self.works:
                return only
        return None
