"""What can be exported, and how, as the dialog offers it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from effllm_desktop.app.exporting.request import Format, Part, Style
from effllm_desktop.app.readmodels.outline import Outline
from effllm_desktop.domain.queries import EVERYTHING, Query, parse
from effllm_desktop.domain.scopes import ListScope, Place, PlaceScope, Scope
from effllm_desktop.ui.words import PLACES


@dataclass(frozen=True, slots=True)
class What:
    """A choice of entries. No scope means all lists."""

    name: str
    scope: Scope | None
    query: Query = EVERYTHING

    @property
    def is_whole_list(self) -> bool:
        return isinstance(self.scope, ListScope) and not self.query.terms

    @property
    def scopes(self) -> tuple[Scope, ...]:
        return () if self.scope is None else (self.scope,)


@dataclass(frozen=True, slots=True)
class StyleChoice:
    """A style in words."""

    style: Style
    name: str
    says: str


STYLES = (
    StyleChoice(
        Style.CURATED, "Curated", "A list of your own: the chosen entries below their headings."
    ),
    StyleChoice(Style.CLEAN, "Clean", "The list's file as it is, byte for byte, with your edits."),
    StyleChoice(Style.REPAIRED, "Repaired", "The same with damaged characters put right."),
    StyleChoice(
        Style.ANNOTATED,
        "Annotated",
        "Repaired, with all that is yours: importing brings it back.",
    ),
    StyleChoice(Style.ORIGINAL, "Original", "The very bytes that were imported."),
)
FORMATS = {
    Format.MARKDOWN: "Markdown",
    Format.BIBTEX: "BibTeX",
    Format.BIBLATEX: "BibLaTeX",
    Format.RIS: "RIS",
    Format.CSL: "CSL-JSON",
    Format.CSV: "CSV",
    Format.TSV: "Values with tabs",
    Format.HTML: "Web page",
    Format.OBSIDIAN: "Obsidian vault",
    Format.JSON: "JSON",
}
SAYS = {
    Format.BIBTEX: "One record for each work, for LaTeX.",
    Format.BIBLATEX: "One record for each work, for BibLaTeX and biber.",
    Format.RIS: "One record for each work, for EndNote, Mendeley, Zotero.",
    Format.CSL: "One item for each work, for Zotero and pandoc.",
    Format.CSV: "One row for each work, for spreadsheets.",
    Format.TSV: "One row for each work, with tabs between its values.",
    Format.HTML: "One page with a search that needs no network.",
    Format.OBSIDIAN: "A folder with a note for each work. What you write there stays.",
    Format.JSON: "One record for each entry; of all lists everything, to be imported again.",
}
PARTS = {
    Part.STATUS: "Status",
    Part.STAR: "Star",
    Part.RATING: "Rating",
    Part.TAGS: "Tags",
    Part.NOTE: "Notes",
    Part.QUEUE: "Queue",
    Part.HIGHLIGHTS: "Highlights",
}
SUFFIXES = {
    Format.MARKDOWN: ".md",
    Format.BIBTEX: ".bib",
    Format.BIBLATEX: ".bib",
    Format.RIS: ".ris",
    Format.CSL: ".csl.json",
    Format.CSV: ".csv",
    Format.TSV: ".tsv",
    Format.HTML: ".html",
    Format.OBSIDIAN: "",
    Format.JSON: ".json",
}


def whats(outline: Outline, here: Scope, title: str, search: str) -> list[What]:
    """What one may want: first what one looks at."""
    query = parse(search)
    found = [What(f"{title}, found by “{search.strip()}”", here, query)] if query.terms else []
    found.append(What(title, here))
    found += [one for one in _others(outline) if one.scope != here]
    return found


def _others(outline: Outline) -> Iterator[What]:
    for place in (Place.STARRED, Place.READING):
        yield What(PLACES[place].name, PlaceScope(place))
    for node in outline.lists:
        yield What(node.name, ListScope(node.id))
    yield What("All lists", None)


def file_name(title: str, style: Style, file_format: Format) -> str:
    """A name for the file, from what is in it."""
    words = re.sub(r"[^\w]+", "-", title.lower()).strip("-") or "list"
    extra = (
        "" if style is Style.CURATED or file_format is not Format.MARKDOWN else f"-{style.value}"
    )
    return f"{words[:60]}{extra}{SUFFIXES[file_format]}"
