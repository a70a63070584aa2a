"""What `effllm export` takes for a list of one's own: order, wording, title, mapping."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar, cast

import click

from effllm_desktop.cli import choosing
from effllm_desktop.cli.options import FILE, words
from effllm_desktop.cli.text_files import read_text
from effllm_desktop.domain.curation import Arrangement, Curation, Move, Wording

if TYPE_CHECKING:
    from effllm_desktop.app.library import Library

F = TypeVar("F", bound=Callable[..., Any])
LEFT_OUT = "-"
_ARROW = "=>"
_NAMES = ("title", "arrange", "wording", "move", "introduction", "no_contents", "no_badges")


def _move(text: str) -> Move:
    """`LIST / SECTION => SECTION`; `-` leaves the section out, nothing is the top."""
    source, arrow, target = (part.strip() for part in words(text).partition(_ARROW))
    if not source or not arrow:
        raise click.BadParameter(f"{text!r} is not like “LIST / SECTION => SECTION”.")
    return Move(source, None if target == LEFT_OUT else target)


def curation_options(function: F) -> F:
    """The options of a curated list."""
    bundled = [one.value for one in Wording if one is not Wording.LIKE_LIST]
    options = (
        click.option("--title", type=words, metavar="TEXT", help="The title of a curated list."),
        click.option(
            "--arrange",
            type=click.Choice([one.value for one in Arrangement], case_sensitive=False),
            metavar="ORDER",
            help="Of a curated list. sections: as in the lists; merged: sections of several lists "
            "put together, as --move says; tag, year, venue. Without it: sections.",
        ),
        click.option(
            "--move",
            type=_move,
            multiple=True,
            metavar="'A => B'",
            help="With --arrange merged: entries of section A (its list's name first) go to B; to "
            "- they are left out; may be repeated.",
        ),
        click.option(
            "--wording",
            type=words,
            metavar="WORDING",
            help=f"How entries are written: {', '.join(bundled)}, or the name of a list whose "
            "style is followed. Without it: kept, as their curators wrote them.",
        ),
        click.option(
            "--introduction",
            type=FILE,
            metavar="FILE",
            help="Markdown that stands below the title; - reads standard input.",
        ),
        click.option("--no-contents", is_flag=True, help="No contents list."),
        click.option("--no-badges", is_flag=True, help="No badges."),
    )
    found: Callable[..., Any] = function
    for option in reversed(options):
        found = option(found)
    return cast("F", found)


def taken(options: dict[str, Any]) -> dict[str, Any]:
    """The options of a curated list that were given, taken from all."""
    given = {name: options.pop(name) for name in _NAMES}
    return {name: value for name, value in given.items() if value}


def curation(library: "Library", given: dict[str, Any]) -> Curation:
    """What they say. Raises NotFound for a list that is not there."""
    wording, like = _wording(library, given.get("wording"))
    return Curation(
        arrangement=_arrangement(given),
        wording=wording,
        like=like,
        moves=tuple(given.get("move", ())),
        introduction=_introduction(given.get("introduction")),
        contents="no_contents" not in given,
        badges="no_badges" not in given,
    )


def _arrangement(given: dict[str, Any]) -> Arrangement:
    """Moves want sections that are put together."""
    moves: Sequence[Move] = given.get("move", ())
    if "arrange" not in given:
        return Arrangement.MERGED if moves else Arrangement.SECTIONS
    chosen = Arrangement(given["arrange"].lower())
    if moves and chosen is not Arrangement.MERGED:
        raise click.UsageError("--move goes with --arrange merged.")
    return chosen


def _wording(library: "Library", name: str | None) -> tuple[Wording, Any]:
    """A wording by its own name, else that of a list."""
    if name is None:
        return Wording.KEPT, None
    bundled = [one for one in Wording if one is not Wording.LIKE_LIST]
    for one in bundled:
        if name.strip().lower() == one.value:
            return one, None
    return Wording.LIKE_LIST, choosing.find_list(library.outlines.read().lists, name).id


def _introduction(file: Path | None) -> str:
    return "" if file is None else read_text(file, "an introduction")
