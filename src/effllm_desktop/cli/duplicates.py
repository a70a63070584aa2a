"""`effllm duplicates` and `effllm merge`: works that may be one, and two that are."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

import click

from effllm_desktop.cli.choosing import work_of_argument
from effllm_desktop.cli.options import common, examples, words
from effllm_desktop.cli.screen import Screen
from effllm_desktop.cli.session import Session
from effllm_desktop.cli.text_width import one_line, wrap

if TYPE_CHECKING:
    from effllm_desktop.app.readmodels.duplicates import Duplicate, Side


@click.command(epilog=examples("effllm duplicates", "effllm duplicates --json"))
@common
def duplicates(session: Session) -> None:
    """Show works that may be one, with the reasons. Nothing is merged by this.

    Such works also answer to the query is:duplicate.
    """
    with session.library() as library:
        found = library.duplicates.all()
    if session.json:
        session.screen.records(_record(one) for one in found)
    elif found:
        session.screen.lines(_lines(found, session.screen))
        session.screen.say("To make one of two: effllm merge KEEP GONE")
    else:
        session.screen.say("No works look as if they were one.")


@click.command(epilog=examples("effllm merge arxiv:2404.14897 doi:10.1145/3600006.3613165"))
@click.argument("keep", type=words)
@click.argument("gone", type=words)
@common
def merge(session: Session, keep: str, gone: str) -> None:
    """Let two works be one: KEEP stays, and has what was yours of both.

    GONE goes on finding it, also in lists that come later. It is one step for undo.
    """
    from effllm_desktop.app.operations.identifying import MergeWorks

    with session.library() as library:
        kept, other = (work_of_argument(library, argument) for argument in (keep, gone))
        names = library.works.keys([kept, other])
        library.workspace.run(MergeWorks(kept, other))
    if session.json:
        session.screen.document({"key": names[kept], "merged": names[other]})
    else:
        session.screen.line(f"{one_line(names[other])} is {one_line(names[kept])} from now on.")
        session.screen.say("To take it back: effllm undo")


def _record(one: "Duplicate") -> dict[str, object]:
    return {
        "works": [{"key": side.key, "title": side.title} for side in (one.work, one.other)],
        "reasons": [reason.name.lower() for reason in one.reasons],
    }


def _lines(found: "tuple[Duplicate, ...]", screen: Screen) -> Iterator[str]:
    for place, one in enumerate(found):
        if place:
            yield ""
        yield screen.style(", ".join(reason.value for reason in one.reasons), dim=True)
        for side in (one.work, one.other):
            yield from _side(side, screen)


def _side(side: "Side", screen: Screen) -> Iterator[str]:
    for number, line in enumerate(wrap(one_line(side.title), screen.width - 2)):
        yield f"  {line}" if number == 0 else f"    {line}"
    yield f"    {screen.style(one_line(side.key), fg='cyan')}"
