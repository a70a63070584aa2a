"""What a row says: its facts, numbers and signs, what a screen reader speaks."""

from collections.abc import Iterable, Iterator

from effllm_desktop.app.readmodels.entries import EntryRow
from effllm_desktop.domain.queries import Query
from effllm_desktop.domain.queries.describing import described, is_plain, taken_as_text
from effllm_desktop.domain.state import Status
from effllm_desktop.ui.words import KINDS, STATUSES, counted, mark_names, venue_and_year

DOT = " · "
TAGS_SHOWN = 2
PDF_ICONS = {
    "cached": "offline",
    "queued": "download",
    "downloading": "download",
    "paused": "pause",
    "failed": "warning",
}
PDF_WORDS = {
    "cached": "PDF on this machine",
    "queued": "PDF waits to be fetched",
    "downloading": "PDF is being fetched",
    "paused": "PDF is paused",
    "failed": "PDF could not be fetched",
}


def reading(query: Query, not_known: Iterable[str]) -> tuple[str, str]:
    """How a query was read, and what of it was taken otherwise than it looks.

    Both are empty for words alone, about which nobody wonders.
    """
    said = " ".join([*taken_as_text(query), *not_known])
    if not said and is_plain(query):
        return "", ""
    return f"Shown: {described(query)}.", said


def facts(row: EntryRow, *, home: bool) -> str:
    """Venue and year; in a place also where the entry comes from (`home`)."""
    published = venue_and_year(row.venue, row.year)
    if not published and not row.authors:
        published = DOT.join([KINDS[row.kind].name, *_whence(row.key)])
    parts = [published, (row.section or row.list_name) if home else ""]
    return DOT.join(part for part in parts if part)


def _whence(key: str) -> Iterator[str]:
    """The owner and name, or the host, of what has neither authors nor venue."""
    kind, _, rest = key.partition(":")
    if kind in ("github", "hf"):
        yield rest
    elif kind == "url":
        yield rest.partition("/")[0]


def numbers(row: EntryRow) -> str:
    """What stands at the right of the second line: page, tags, rating, citations, other lists."""
    parts = [*filter(None, [row.download]), *_page(row)]
    parts += [f"#{tag}" for tag in row.tags[:TAGS_SHOWN]]
    if len(row.tags) > TAGS_SHOWN:
        parts.append(f"+{len(row.tags) - TAGS_SHOWN}")
    if row.rating:
        parts.append(f"{row.rating}/5")
    if row.citations is not None:
        parts.append(f"cited {row.citations:,}")
    if row.also_in:
        parts.append(f"+{counted(row.also_in, 'list')}")
    return DOT.join(parts)


def _page(row: EntryRow) -> Iterator[str]:
    """How far the reader is with what is being read."""
    if row.last_place is not None and row.status is Status.READING:
        yield f"p. {row.last_place.page} of {row.last_place.pages}"


def signs(row: EntryRow) -> Iterator[str]:
    """The icons before the star, from right to left: the reader's signs, the curator's marks."""
    marks = row.marks
    shown = {
        "place-queue": row.queued,
        PDF_ICONS.get(row.pdf or "", ""): row.pdf is not None,
        "note": row.has_note,
        "mark-x": marks.x,
        "mark-huggingface": marks.huggingface,
        "mark-clapper": marks.clapper,
        "mark-featured": marks.featured,
    }
    return (icon for icon, there in shown.items() if there)


def spoken(row: EntryRow) -> str:
    """`unread, starred, paper: Title, authors, 2024`."""
    parts = [row.title, row.authors, venue_and_year(row.venue, row.year)]
    return f"{', '.join(_said(row))}: {', '.join(part for part in parts if part)}"


def tooltip(row: EntryRow) -> str:
    """The whole title and what the row's small signs mean."""
    home = dict.fromkeys([row.list_name, row.section])  # a first heading is often the list's name
    where = " › ".join(part for part in home if part)
    lines = [row.title, row.authors, ", ".join(_said(row)).capitalize(), where]
    return "\n".join(line for line in lines if line)


def _said(row: EntryRow) -> Iterator[str]:
    yield STATUSES[row.status].name.lower()
    if row.is_new:
        yield "new"
    if row.starred:
        yield "starred"
    yield from _page(row)
    yield KINDS[row.kind].name.lower()
    if row.rating:
        yield f"rated {row.rating} of 5"
    if row.citations is not None:
        yield counted(row.citations, "citation")
    if row.pdf:
        yield PDF_WORDS[row.pdf]
    if row.queued:
        yield "to read next"
    if row.has_note:
        yield "with a note"
    if row.tags:
        yield f"tagged {' '.join(row.tags)}"
    if row.also_in:
        yield f"also in {counted(row.also_in, 'other list')}"
    yield from mark_names(row.marks)


def counts(entries: int, works: int, chosen: int, *, in_place: bool, has_more: bool = False) -> str:
    """`266 entries, 254 works, 3 selected`; a place shows each work once."""
    parts = [] if in_place else [counted(entries, "entry", "entries")]
    parts.append(counted(works, "work"))
    if has_more:
        parts[-1] += " and more …"
    if chosen > 1:
        parts.append(f"{chosen:,} selected")
    return ", ".join(parts)
