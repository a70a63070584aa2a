"""`effllm search`: works by their words, the best first."""

import sys
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

import click

from effllm_desktop.cli.choosing import read_query
from effllm_desktop.cli.entry_lines import entry_lines, heading_path
from effllm_desktop.cli.options import common, examples, limit_option, words
from effllm_desktop.cli.reading import records, shown_entries
from effllm_desktop.cli.session import Session
from effllm_desktop.cli.wording import count
from effllm_desktop.domain import keys
from effllm_desktop.domain.errors import BadInput
from effllm_desktop.domain.ids import WorkId
from effllm_desktop.domain.queries import Query
from effllm_desktop.domain.queries.describing import is_plain
from effllm_desktop.domain.scopes import Place, PlaceScope

if TYPE_CHECKING:
    from effllm_desktop.app.library import Library
    from effllm_desktop.app.readmodels.inside import InsideHit

_FOR_PEOPLE = 20
"""Works that are printed for people who did not say how many."""
_MOST_WORDS = 64
"""The time to rank works grows with the square of the words."""


@click.command(
    epilog=examples(
        "effllm search speculative decoding",
        "effllm search 'is:unread (pruning or sparse)' --limit 5 --json",
    )
)
@click.argument("text", nargs=-1, required=True, type=words, metavar="TEXT")
@limit_option
@common
def search(session: Session, text: Sequence[str], *, limit: int | None) -> None:
    """Find works, the best first.

    All words must be in a work's title, authors, venue, tags, note or remarks. Behind these come
    the pages of PDFs on this machine that hold all words. TEXT may be a QUERY, too: then no pages
    are looked through. Without --limit the best 20 are printed; --json gives all works.
    """
    from effllm_desktop.app.readmodels.inside import find_inside

    with session.library() as library:
        asked = " ".join(text)
        named = _named(library, asked)
        query = read_query(session, library, () if named else text)
        works = [named] if named else _found(library, query, asked)
        if limit is None and not session.json:
            limit = _FOR_PEOPLE
        rows = library.entries.rows(PlaceScope(Place.ALL), works[:limit])
        ids = [row.entry_id for row in rows]
        most = limit or _FOR_PEOPLE
        inside = find_inside(library.database, asked, most) if is_plain(query) else []
        if session.json:
            session.screen.records(_with_pages(library, ids, works[:limit], inside))
            return
        session.screen.lines(_lines(session, library, ids))
        session.screen.lines(_inside_lines(inside))
    if not works and not inside:
        session.screen.say("Nothing was found.")
    elif limit and len(works) > limit:
        session.screen.say(f"\n{count(len(works) - limit, 'more work')}: --limit {len(works)}")


def _named(library: "Library", text: str) -> WorkId | None:
    """The work that a key, an id or an address names."""
    key = keys.from_argument(text)
    return library.works.find(key) if key else None


def _found(library: "Library", query: Query, text: str) -> list[WorkId]:
    """Works in the order of their rank."""
    if len(set(text.split())) > _MOST_WORDS:
        raise BadInput("That is too much to search for.", f"Use {_MOST_WORDS} words at most.")
    if is_plain(query):
        return library.works.search(" ".join(dict.fromkeys(text.split())), sys.maxsize)
    return library.works.found(query)


def _inside_lines(inside: Sequence["InsideHit"]) -> Iterator[str]:
    """The pages of PDFs that hold the words, each with what stands around them."""
    if inside:
        yield ""
        yield "Inside papers"
    for hit in inside:
        yield f"  {hit.title}, p. {hit.page}"
        yield f"      {hit.snippet}"


def _with_pages(
    library: "Library", ids: Sequence[int], works: Sequence[WorkId], inside: Sequence["InsideHit"]
) -> Iterator[dict[str, Any]]:
    """Records, each with the pages of its PDF that hold the words, if any were found."""
    pages: dict[WorkId, list[dict[str, Any]]] = {}
    for hit in inside:
        pages.setdefault(hit.work, []).append({"page": hit.page, "snippet": hit.snippet})
    others = [work for work in pages if work not in works]
    rows = library.entries.rows(PlaceScope(Place.ALL), others)
    ids = [*ids, *(row.entry_id for row in rows)]
    for work, record in zip([*works, *others], records(library, ids), strict=True):
        yield {**record, "pages": pages[work]} if work in pages else record


def _lines(session: Session, library: "Library", ids: Sequence[int]) -> Iterator[str]:
    for row, record in shown_entries(library, ids):
        yield from entry_lines(row, session.screen, heading_path(row.list_name, record))
