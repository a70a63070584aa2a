"""What can be exported, and how, as the dialog offers it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from effllm_desktop.app.exporting.request import ExportRequest, Format, Part, Style
from effllm_desktop.app.readmodels.outline import Outline
from effllm_desktop.domain.curation import Arrangement, Wording
from effllm_desktop.domain.queries import EVERYTHING, Query, parse
from effllm_desktop.domain.scopes import ListScope, Place, PlaceScope, Scope, WorksScope
from effllm_desktop.ui.words import PLACES


@dataclass(frozen=True, slots=True)
class What:
    """A choice of entries. No scope means all lists; `works` are keys, picked by hand.

    `title` is that of the list that is made of them; without one it is called as its list is.
    """

    name: str
    scopes: tuple[Scope, ...]
    query: Query = EVERYTHING
    works: tuple[str, ...] = ()
    title: str | None = None

    @property
    def is_whole_list(self) -> bool:
        request = ExportRequest(self.scopes, self.query, works=self.works)
        return request.whole_list() is not None

    @property
    def is_everything(self) -> bool:
        return ExportRequest(self.scopes, self.query, works=self.works).is_everything


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
        "Repaired, with what is yours: importing brings it back. Nothing ticked means all of it.",
    ),
    StyleChoice(Style.ORIGINAL, "Original", "The very bytes that were imported."),
)
FORMATS = {
    Format.MARKDOWN: "Markdown",
    Format.BIBTEX: "BibTeX",
    Format.BIBLATEX: "BibLaTeX",
    Format.RIS: "RIS",
    Format.CSL: "CSL-JSON",
    Format.BIBLIOGRAPHY: "Bibliography (CSL)",
    Format.BIBLIOGRAPHY_HTML: "Bibliography (CSL), web page",
    Format.CSV: "CSV",
    Format.TSV: "Values with tabs",
    Format.HTML: "Web page",
    Format.OPML: "OPML",
    Format.OBSIDIAN: "Obsidian vault",
    Format.JSON: "JSON",
}
SAYS = {
    Format.BIBTEX: "One record for each work, for LaTeX.",
    Format.BIBLATEX: "One record for each work, for BibLaTeX and biber.",
    Format.RIS: "One record for each work, for EndNote, Mendeley, Zotero.",
    Format.CSL: "One item for each work, for Zotero and pandoc.",
    Format.BIBLIOGRAPHY: "One line for each work, in a citation style.",
    Format.BIBLIOGRAPHY_HTML: "The same with italics, for word processors and the web.",
    Format.CSV: "One row for each work, for spreadsheets.",
    Format.TSV: "One row for each work, with tabs between its values.",
    Format.HTML: "One page with a search that needs no network.",
    Format.OPML: "Sections and entries as outlines, for outliners and feed readers.",
    Format.OBSIDIAN: "A folder with a note for each work. What you write there stays.",
    Format.JSON: "One record for each entry, with all that is yours but notes; of all lists "
    "everything, to be imported again.",
}
ARRANGEMENTS = {
    Arrangement.SECTIONS: "Sections as in the lists",
    Arrangement.MERGED: "Sections of all lists merged",
    Arrangement.TAG: "By tag",
    Arrangement.YEAR: "By year",
    Arrangement.VENUE: "By venue",
}
WORDINGS = {
    Wording.KEPT: "As their curators wrote them",
    Wording.PAPERS: "Papers: title, venue, authors",
    Wording.BULLETS: "Short bullets",
    Wording.TABLE: "Table",
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
    Format.BIBLIOGRAPHY: ".txt",
    Format.BIBLIOGRAPHY_HTML: ".html",
    Format.CSV: ".csv",
    Format.TSV: ".tsv",
    Format.HTML: ".html",
    Format.OPML: ".opml",
    Format.OBSIDIAN: "",
    Format.JSON: ".json",
}


def whats(
    outline: Outline, here: Scope, title: str, search: str, picked: tuple[str, ...] = ()
) -> list[What]:
    """What one may want: first what one looks at. `picked` are keys of the selected works."""
    query = parse(search)
    found: list[What] = []
    if len(picked) > 1:
        found.append(What(f"The {len(picked)} selected works", (), works=picked))
    if query.terms:
        name = f"{title}, found by “{search.strip()}”"
        found.append(What(name, (here,), query, title=_title(here, title)))
    found.append(What(title, (here,), title=_title(here, title)))
    found += [one for one in _others(outline) if one.scopes != (here,)]
    return found


def _title(scope: Scope, name: str) -> str | None:
    """A place gives a list its name."""
    return name if isinstance(scope, WorksScope) else None


def of_request(name: str, request: ExportRequest) -> What:
    """What a recipe of this name takes."""
    return What(f"As in “{name}”", request.scopes, request.query, request.works)


def _others(outline: Outline) -> Iterator[What]:
    for place in (Place.STARRED, Place.READING, Place.QUEUE):
        name = PLACES[place].name
        yield What(name, (PlaceScope(place),), title=name)
    for node in outline.lists:
        yield What(node.name, (ListScope(node.id),))
    yield What("All lists", ())


def file_name(title: str, style: Style, file_format: Format) -> str:
    """A name for the file, from what is in it."""
    words = re.sub(r"[^\w]+", "-", title.lower()).strip("-") or "list"
    extra = (
        "" if style is Style.CURATED or file_format is not Format.MARKDOWN else f"-{style.value}"
    )
    return f"{words[:60]}{extra}{SUFFIXES[file_format]}"
