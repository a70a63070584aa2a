"""`effllm search`: works by their words, the best first."""

import sys
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

import click

from effllm_desktop.cli.entry_lines import entry_lines, heading_path
from effllm_desktop.cli.options import common, examples, limit_option, words
from effllm_desktop.cli.reading import records, shown_entries
from effllm_desktop.cli.session import Session
from effllm_desktop.cli.wording import count
from effllm_desktop.domain import keys
from effllm_desktop.domain.errors import BadInput
from effllm_desktop.domain.ids import WorkId
from effllm_desktop.domain.scopes import Place, PlaceScope

if TYPE_CHECKING:
    from effllm_desktop.app.library import Library

_FOR_PEOPLE = 20
"""Works that are printed for people who did not say how many."""
_MOST_WORDS = 64
"""The time to rank works grows with the square of the words."""


@click.command(
    epilog=examples("effllm search speculative decoding", "effllm search kv cache --limit 5 --json")
)
@click.argument("text", nargs=-1, required=True, type=words, metavar="TEXT")
@limit_option
@common
def search(session: Session, text: Sequence[str], *, limit: int | None) -> None:
    """Find works, the best first.

    All words must be in a work's title, authors, venue, tags, note or remarks. Without --limit the
    best 20 are printed; --json gives all.
    """
    with session.library() as library:
        works = _found(library, " ".join(text))
        if limit is None and not session.json:
            limit = _FOR_PEOPLE
        rows = library.entries.rows(PlaceScope(Place.ALL), works[:limit])
        ids = [row.entry_id for row in rows]
        if session.json:
            session.screen.records(records(library, ids))
            return
        session.screen.lines(_lines(session, library, ids))
    if not works:
        session.screen.say("Nothing was found.")
    elif limit and len(works) > limit:
        session.screen.say(f"\n{count(len(works) - limit, 'more work')}: --limit {len(works)}")


def _found(library: "Library", text: str) -> list[WorkId]:
    """Works in the order of their rank; a key, an id or an address finds its work."""
    key = keys.from_argument(text)
    work = library.works.find(key) if key else None
    if work is not None:
        return [work]
    words = list(dict.fromkeys(text.split()))
    if len(words) > _MOST_WORDS:
        raise BadInput("That is too much to search for.", f"Use {_MOST_WORDS} words at most.")
    return library.works.search(" ".join(words), sys.maxsize)


def _lines(session: Session, library: "Library", ids: Sequence[int]) -> Iterator[str]:
    for row, record in shown_entries(library, ids):
        yield from entry_lines(row, session.screen, heading_path(row.list_name, record))
