"""`effllm show`: everything about one work."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

import click

from effllm_desktop.cli.choosing import work_of_argument
from effllm_desktop.cli.entry_lines import DOT, STAR, published, rating_signs, status_sign
from effllm_desktop.cli.options import common, examples, words
from effllm_desktop.cli.reading import rows
from effllm_desktop.cli.screen import Screen
from effllm_desktop.cli.session import Session
from effllm_desktop.cli.text_width import one_line, safe, wrap
from effllm_desktop.cli.wording import STATUSES, count
from effllm_desktop.domain.lists import Role
from effllm_desktop.domain.metadata import Fact as MetadataFact

if TYPE_CHECKING:
    from effllm_desktop.app.readmodels.works import Appearance, WorkDetails

_LABEL = 11
Fact = tuple[str, list[str]]
"""A label and the lines behind it; without lines it is not printed."""


@click.command(
    epilog=examples(
        "effllm show arxiv:2404.14897",
        "effllm show https://github.com/vllm-project/vllm",
        "effllm show 2404.14897 --json",
    )
)
@click.argument("key", type=words)
@common
def show(session: Session, key: str) -> None:
    """Show everything about one work: what the lists say, where it stands, what is yours.

    KEY is a key, an arXiv id, a DOI or an address.
    """
    with session.library() as library:
        work = work_of_argument(library, key)
        details = library.works.details(work)
        (row,) = rows(library, [details.appearances[0].entry_id])
        if session.json:
            from effllm_desktop.app.readmodels.records import work_record

            session.screen.document(work_record(library.database, work))
            return
    session.screen.lines(_lines(details, row.authors, session.screen))


def _lines(details: "WorkDetails", authors: str, screen: Screen) -> Iterator[str]:
    yield from _head(details, authors, screen)
    for facts in (_said(details, screen), _own(details, screen), _marked(details, screen)):
        shown = [(label, lines) for label, lines in facts if lines]
        if shown:
            yield ""
        for label, lines in shown:
            for number, line in enumerate(lines):
                name = "" if number else label
                yield (screen.style(f"{name:<{_LABEL}}", dim=True) + line).rstrip()


def _head(details: "WorkDetails", authors: str, screen: Screen) -> Iterator[str]:
    entry = details.entry
    for line in wrap(one_line(details.title), screen.width):
        yield screen.style(line, bold=True)
    if authors:
        yield from wrap(one_line(authors), screen.width)
    cited = "" if entry.citations is None else count(entry.citations, "citation")
    facts = (entry.kind.value, published(entry.venue, entry.year), cited)
    yield screen.style(DOT.join(filter(None, facts)), dim=True)


def _said(details: "WorkDetails", screen: Screen) -> Iterator[Fact]:
    """What the curators say. Addresses are not broken: they are there to be copied."""
    entry = details.entry
    width = screen.width - _LABEL
    yield "Key", [screen.style(one_line(details.key), fg="cyan")]
    yield "Address", [one_line(entry.url)] if entry.url else []
    for link in entry.links:
        owner = f"  ({one_line(link.owner)})" if link.owner else ""
        label = "PDF" if link.role is Role.PDF else link.role.value.capitalize()
        yield label, [one_line(link.url) + owner]
    if entry.description:
        yield "About", wrap(one_line(entry.description), width)
    for note in entry.notes:
        yield "Remark", wrap(one_line(note), width)
    yield from _known(details, width)
    places = [line for place in details.appearances for line in wrap(_place(place), width)]
    yield "In", places


def _known(details: "WorkDetails", width: int) -> Iterator[Fact]:
    """What services know of it."""
    from effllm_desktop.app.readmodels.sayings import sayings

    known = details.metadata
    if authors := known.names(MetadataFact.AUTHORS):
        yield "Authors", wrap(one_line(", ".join(authors)), width)
    for saying in sayings(known, details.entry):
        yield saying.name, wrap(one_line(saying.text), width)
    if abstract := known.text(MetadataFact.ABSTRACT):
        yield "Abstract", wrap(one_line(abstract), width)


def _own(details: "WorkDetails", screen: Screen) -> Iterator[Fact]:
    """What is the reader's own."""
    state = details.state
    star = f"  {screen.style(STAR, fg='yellow')} starred" if state.starred else ""
    yield "Status", [f"{status_sign(state.status, screen)} {STATUSES[state.status]}{star}"]
    yield "Rating", [rating_signs(state.rating)] if state.rating else []
    yield "Tags", [" ".join(f"#{one_line(tag)}" for tag in state.tags)] if state.tags else []
    yield "Note", _note(state.note, screen.width - _LABEL) if state.note else []
    if details.state_changed_at:
        yield "Changed", [f"{details.state_changed_at.astimezone():%Y-%m-%d %H:%M}"]


def _marked(details: "WorkDetails", screen: Screen) -> Iterator[Fact]:
    """Highlights by page: the quote, and the reader's comment below it; or a note on the page."""
    width = screen.width - _LABEL
    for one in details.highlights:
        kind = "" if one.kind == "highlight" else f" {one.kind.value}"
        look = f"({one.colour.value}{kind})"
        said = look if one.is_note else f"“{one_line(one.passage.quote)}” {look}"
        comment = _note(one.comment, width) if one.comment.strip() else []
        yield f"p. {one.page}", [*wrap(said, width), *comment]


def _note(note: str, width: int) -> list[str]:
    """A note keeps its lines."""
    return [part for line in safe(note).split("\n") for part in wrap(line, width)]


def _place(place: "Appearance") -> str:
    path = one_line(place.path)
    name = one_line(place.list_name)
    where = path if path.split(" / ")[0] == name else f"{name} / {path}".removesuffix(" / ")
    return f"{where}, line {place.line}{', no longer there' if place.removed else ''}"
