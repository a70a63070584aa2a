"""`effllm mark`: status, star, rating and tags of one work or of many, as one step."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import click

from effllm_desktop.cli.choosing import key_named, known_work, read_query
from effllm_desktop.cli.options import common, examples, words
from effllm_desktop.cli.session import Session, failure_record
from effllm_desktop.cli.wording import count
from effllm_desktop.domain.errors import BadInput, NotFound
from effllm_desktop.domain.ids import WorkId
from effllm_desktop.domain.queries import Field, Query
from effllm_desktop.domain.scopes import Place, PlaceScope
from effllm_desktop.domain.state import RATING_MAX, Status

if TYPE_CHECKING:
    from effllm_desktop.app.library import Library
    from effllm_desktop.app.workspace import Operation

_EVERYWHERE = PlaceScope(Place.ALL)


@click.command(
    epilog=examples(
        "effllm mark arxiv:2404.14897 --status read --rating 4",
        "effllm mark arxiv:2404.14897 github:vllm-project/vllm --star --tag serving",
        "effllm mark is:unread kind:video --status dropped",
        "effllm mark is:new --seen",
        "effllm mark '(tag:serving or repo:vllm) no:note' --star",
    )
)
@click.argument("what", nargs=-1, required=True, type=words, metavar="QUERY-or-KEY…")
@click.option(
    "--status",
    type=click.Choice([status.value for status in Status], case_sensitive=False),
    metavar="STATUS",
    help="unread, reading, read, or dropped for “not for me”.",
)
@click.option("--star/--no-star", "starred", default=None, help="Give a star, or take it.")
@click.option(
    "--rating",
    type=click.Choice([str(rating) for rating in range(RATING_MAX + 1)]),
    metavar=f"0-{RATING_MAX}",
    help=f"Rate, {RATING_MAX} the best; 0 takes the rating back.",
)
@click.option(
    "--tag",
    "tags",
    multiple=True,
    type=words,
    metavar="TAG",
    help="Add a tag; say it again for more.",
)
@click.option("--seen", is_flag=True, help="Take what is new out of New.")
@click.option("--untag", "untags", multiple=True, type=words, metavar="TAG", help="Take a tag.")
@common
def mark(
    session: Session,
    what: Sequence[str],
    *,
    status: str | None,
    rating: str | None,
    **others: Any,
) -> None:
    """Set status, star, rating or tags of works: one step for undo, however many they are.

    Each KEY is one work; the other words make one QUERY together.
    """
    changes: dict[str, Any] = {
        "status": None if status is None else Status(status.lower()),
        "starred": others["starred"],
        "rating": None if rating is None else int(rating),
        **{name: others[name] or None for name in ("tags", "untags", "seen")},
    }
    changes = {name: value for name, value in changes.items() if value is not None}
    if not changes:
        raise click.UsageError(
            "Say what to set: --status, --star, --rating, --tag, --untag or --seen."
        )
    with session.library() as library:
        keys = _works(session, library, what)
        changed = _run(library, list(keys), changes) if keys else 0
    if session.json:
        record = {"works": list(keys.values()), "changed": changed}
        failures = [failure_record(problem) for problem in session.failures]
        session.screen.document({**record, "failures": failures})
    elif keys:
        already = len(keys) - changed
        told = [f"{count(changed, 'work')} marked"] if changed else []
        told += [f"{count(already, 'work')} so already"] if already else []
        session.screen.line(f"{', '.join(told)}.")
    elif not session.failures:
        session.screen.say("No work fits; nothing was changed.")


def _works(session: Session, library: "Library", what: Sequence[str]) -> dict[WorkId, str]:
    """The works that are meant, with their keys. What names none is told, the rest goes on."""
    found: dict[WorkId, str] = {}
    rest = []
    for word in what:
        key = key_named(library, word)
        if key is None:
            rest.append(word)
            continue
        try:
            found[known_work(library, key)] = key
        except NotFound as problem:
            session.fail(problem)
    if rest:
        query = _telling(read_query(session, library, rest))
        selected = library.entries.select(_EVERYWHERE, query).row_ids
        rows = library.entries.rows(_EVERYWHERE, selected)
        found |= {row.work_id: row.key for row in rows}
    return found


def _telling(query: Query) -> Query:
    """The query, unless it says nothing: that would mean every work there is."""
    if any(
        term.field is not Field.WORDS or any(map(str.isalnum, term.value)) for term in query.terms
    ):
        return query
    raise BadInput("That names no work.", "Name a key, or say a query such as is:unread.")


def _run(library: "Library", works: Sequence[WorkId], changes: dict[str, Any]) -> int:
    """Change all works in one step; how many were not so already."""
    done = library.workspace.run(_operation(works, changes))
    return len(done.works or ())


def _operation(works: Sequence[WorkId], changes: dict[str, Any]) -> "Operation":
    """The operation whose label says most."""
    from effllm_desktop.app.operations.changing import ChangeState
    from effllm_desktop.app.operations.marking import SetRating, SetStar, SetStatus
    from effllm_desktop.app.operations.seeing import MarkSeen
    from effllm_desktop.app.operations.tagging import AddTags, RemoveTags

    match changes:
        case {"status": status, **rest} if not rest:
            return SetStatus(works, status)
        case {"starred": starred, **rest} if not rest:
            return SetStar(works, starred)
        case {"rating": rating, **rest} if not rest:
            return SetRating(works, rating)
        case {"tags": tags, **rest} if not rest:
            return AddTags(works, tags)
        case {"untags": untags, **rest} if not rest:
            return RemoveTags(works, untags)
        case {"seen": _, **rest} if not rest:
            return MarkSeen(works)
    return ChangeState(works=works, **changes)
