"""What is said about a work in a line or two: authors, venue, year, citations, identifiers."""

from collections.abc import Iterator, Sequence
from html import escape

from effllm_desktop.domain.lists import EntryText
from effllm_desktop.ui.words import KINDS, counted, mark_names, venue_and_year

FOLD_ABOVE = 12
SHOWN_WHEN_FOLDED = 8
SHOW_ALL = "all"
DOT = " · "


def authors_html(entry: EntryText, *, unfolded: bool) -> str:
    """Names with commas; a long list ends in a link that shows all of it."""
    names = entry.authors
    if len(names) <= FOLD_ABOVE or unfolded:
        return escape(", ".join(_with_gap(names, elided=entry.authors_elided)))
    first = escape(", ".join(names[:SHOWN_WHEN_FOLDED]))
    return f'{first}, … <a href="{SHOW_ALL}">show all {len(names):,}</a>'


def _with_gap(names: Sequence[str], *, elided: bool) -> Sequence[str]:
    """An ellipsis where curators leave names out: before the last two, else at the end."""
    if not elided:
        return names
    gap = len(names) - 2 if len(names) > 3 else len(names)
    return [*names[:gap], "…", *names[gap:]]


def kind_line(entry: EntryText) -> str:
    """`Paper · featured`."""
    return DOT.join([KINDS[entry.kind].name, *mark_names(entry.marks)])


def facts_line(entry: EntryText) -> str:
    """`arXiv 2024 · 5 citations, as the list says`."""
    parts = [venue_and_year(entry.venue, entry.year)]
    if entry.citations is not None:
        parts.append(f"{counted(entry.citations, 'citation')}, as the list says")
    return DOT.join(part for part in parts if part)


def identifiers(entry: EntryText) -> Iterator[tuple[str, str]]:
    """What can be copied: what it is called, and the text itself."""
    if entry.arxiv is not None:
        version = f"v{entry.arxiv.version}" if entry.arxiv.version else ""
        yield f"arXiv {entry.arxiv.id}{version}", f"{entry.arxiv.id}{version}"
    if entry.doi is not None:
        yield f"DOI {entry.doi}", entry.doi
    if entry.repository is not None:
        yield entry.repository, entry.repository
    yield "Key", entry.key
