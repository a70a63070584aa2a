"""An entry as a few lines of a terminal."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from effllm_desktop.cli.screen import Screen
from effllm_desktop.cli.text_width import columns, one_line, shorten, shorten_names, wrap
from effllm_desktop.domain import section_paths
from effllm_desktop.domain.lists import Kind
from effllm_desktop.domain.state import RATING_MAX, Status

if TYPE_CHECKING:
    from effllm_desktop.app.readmodels.entries import EntryRow
    from effllm_desktop.app.readmodels.records import Record

SIGNS = {Status.UNREAD: "●", Status.READING: "◐", Status.READ: "✓", Status.DROPPED: "✕"}
STAR = "★"
DOT = " · "
_COLOURS = {Status.UNREAD: "blue", Status.READING: "yellow", Status.READ: "green"}
_WORTH_READING = 13
"""Columns that must be left before a fact is put behind a key."""
_GUTTER = " " * 6
"""Before the text: two blanks, the status, a blank, the star, a blank."""


def entry_lines(row: "EntryRow", screen: Screen, place: str = "") -> Iterator[str]:
    """Status and title; below them the key, to be copied, and what tells the work from others.

    `place` says where it stands, for entries that are not shown below their headings.
    """
    width = screen.width - len(_GUTTER)
    dim = row.status in (Status.READ, Status.DROPPED)
    titles = [screen.style(line, dim=dim, bold=row.is_new) for line in _title(row, width)]
    yield f"  {status_sign(row.status, screen)} {_star_sign(row, screen)} {titles[0]}"
    yield from (_GUTTER + line for line in titles[1:])
    yield _GUTTER + _key_line(row, screen, width)
    if place:
        yield _GUTTER + screen.style(shorten(place, width), dim=True)
    if own := DOT.join(_own(row)):
        yield _GUTTER + screen.style(shorten(own, width), fg="green")


def status_sign(status: Status, screen: Screen) -> str:
    return screen.style(SIGNS[status], fg=_COLOURS.get(status), dim=status is Status.DROPPED)


def _star_sign(row: "EntryRow", screen: Screen) -> str:
    return screen.style(STAR, fg="yellow") if row.starred else " "


def heading_path(list_name: str, record: "Record") -> str:
    """Where an entry stands: its headings, and its list where they do not begin with its name."""
    headings = [one_line(heading) for heading in record["section"]]
    if not headings or headings[0] != list_name:
        headings.insert(0, one_line(list_name))
    return section_paths.join(headings)


def rating_signs(rating: int) -> str:
    return STAR * rating + "☆" * (RATING_MAX - rating)


def published(venue: str | None, year: int | None) -> str:
    """`NeurIPS 2022`; what is not known is left out."""
    return " ".join(filter(None, (one_line(venue or ""), str(year or ""))))


def _title(row: "EntryRow", width: int) -> list[str]:
    return wrap(one_line(row.title), width)


def _key_line(row: "EntryRow", screen: Screen, width: int) -> str:
    """The key is never cut; the authors are, where there is no room for them."""
    key = one_line(row.key)
    line = screen.style(key, fg="cyan")
    room = width - columns(key)
    kind = "" if row.kind is Kind.PAPER else row.kind.value
    authors = one_line(row.authors)
    for fact, cut in (
        (kind, shorten),
        (published(row.venue, row.year), shorten),
        (authors, shorten_names),
    ):
        if fact and room >= _WORTH_READING:
            shown = DOT + cut(fact, room - len(DOT))
            line += screen.style(shown, dim=True)
            room -= columns(shown)
    return line


def _own(row: "EntryRow") -> Iterator[str]:
    if row.rating:
        yield rating_signs(row.rating)
    if row.tags:
        yield " ".join(f"#{one_line(tag)}" for tag in row.tags)
    if row.has_note:
        yield "with a note"
