"""Entries as one HTML page that needs nothing else: no file, no network, no account.

Whatever lists and notes say is escaped by the template; addresses are links only where they lead to
the web; the page itself forbids loading anything (Content-Security-Policy).
"""

from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

from effllm_desktop import resource_files
from effllm_desktop.app import note_preview
from effllm_desktop.app.exporting.material import Material
from effllm_desktop.app.exporting.request import Part
from effllm_desktop.app.exporting.wording import ONE_LIST_TITLE, own_words
from effllm_desktop.domain import addresses
from effllm_desktop.domain.lists import EntryText
from effllm_desktop.markdown import readable
from effllm_desktop.store import chosen
from effllm_desktop.store.chosen import ExportedEntry, Highlight

if TYPE_CHECKING:
    from jinja2 import Template
    from markupsafe import Markup

_PIECES = 200  # the template's own are a few characters each
_DEEPEST = 6


class Heading(NamedTuple):
    """A heading of the page; `level` is 2 to 6."""

    text: str
    level: int
    anchor: str


class PageLink(NamedTuple):
    """A link beside the title."""

    label: str
    url: str


class PageEntry(NamedTuple):
    """What the page shows of an entry. `title` and `note` are safe HTML."""

    title: "Markup"
    url: str | None
    about: str
    description: str | None
    links: list[PageLink]
    own: str
    highlights: Sequence[Highlight]
    note: "Markup | None"


def page(made: Material) -> Iterator[str]:
    """The page piece by piece, entries in the order of their lists, below their headings."""
    headings = [_headings(made, place) for place in range(len(made.lists))]
    stream = _template().stream(
        title=made.request.title or _title(made),
        contents=[heading for of_list in headings for heading in of_list.values()],
        sections=_sections(made, headings),
    )
    stream.enable_buffering(_PIECES)
    return iter(stream)


def _title(made: Material) -> str:
    return made.lists[0][0].name if len(made.lists) == 1 else ONE_LIST_TITLE


def _headings(made: Material, place: int) -> dict[int | None, Heading]:
    """The headings of a list that have something below them; None is the list's own name."""
    one, ids = made.lists[place]
    known = chosen.headings(made.database, one.id)
    kept = chosen.with_parents(known, chosen.sections_of(made.database, ids))
    several = len(made.lists) > 1
    titles = [number for number, heading in enumerate(known) if heading.level == 1]
    top = 0 if titles == [0] else None  # the name of the list stands there already
    found: dict[int | None, Heading] = {}
    if several:
        found[None] = Heading(one.name, 2, f"list-{place + 1}")
    for number in sorted(kept - {top}):
        level = min(max(known[number].level, 2) + several, _DEEPEST)
        found[number] = Heading(known[number].text, level, f"section-{place + 1}-{number + 1}")
    return found


def _sections(
    made: Material, headings: list[dict[int | None, Heading]]
) -> Iterator[tuple[Heading | None, Iterable[PageEntry]]]:
    """Each heading with the entries directly below it; entries above any heading have none."""
    for (_, ids), known in zip(made.lists, headings, strict=True):
        waiting = [place for place in known if place is not None]
        if None in known:
            yield known[None], ()
        for section, entries in groupby(made.entries(ids), lambda entry: entry.section):
            while section is not None and waiting and waiting[0] < section:
                yield known[waiting.pop(0)], ()
            heading = known[waiting.pop(0)] if section in waiting else None
            yield heading, (_entry(made, entry) for entry in entries)


def _entry(made: Material, entry: ExportedEntry) -> PageEntry:
    from markupsafe import Markup

    text, parts = entry.text, made.parts
    note = entry.state.note if Part.NOTE in parts else ""
    return PageEntry(
        title=Markup(readable.html(text.title)),  # noqa: S704 - escaped there
        url=_safe(text.url),
        about=_about(text),
        description=text.description,
        links=[
            PageLink(link.label or link.role, url)
            for link in text.links
            if (url := _safe(link.url))
        ],
        own=own_words(entry.state, parts),
        highlights=made.highlights.get(entry.work, ()),
        note=Markup(note_preview.html(note)) if note.strip() else None,  # noqa: S704 - the same
    )


def _about(text: EntryText) -> str:
    """Authors, venue and year in one line."""
    authors = ", ".join([*text.authors, *["…"][: text.authors_elided]])
    venue = ", ".join(str(value) for value in (text.venue, text.year) if value)
    return " · ".join(filter(None, (authors, venue)))


def _safe(url: str) -> str | None:
    return url if addresses.is_web(url) else None


@cache
def _template() -> "Template":
    from jinja2 import Environment, StrictUndefined

    environment = Environment(
        autoescape=True, trim_blocks=True, lstrip_blocks=True, undefined=StrictUndefined
    )
    return environment.from_string(resource_files.read_text("templates", "page.html.jinja"))
