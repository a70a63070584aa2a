"""`effllm bring`: what services know and lists leave out, written into the lists' text."""

from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import click

from effllm_desktop.cli.choosing import chosen_part, wanted_queries
from effllm_desktop.cli.options import common, examples, part_options, query_argument
from effllm_desktop.cli.reading import selected_entries
from effllm_desktop.cli.session import Session
from effllm_desktop.cli.wording import count, counts, entry_count
from effllm_desktop.domain.ids import EntryId

if TYPE_CHECKING:
    from effllm_desktop.app.completing import Plan


@click.command(
    epilog=examples(
        'effllm bring --list "Awesome efficient llm" --dry-run',
        'effllm bring --list "Awesome efficient llm" --section Survey',
        "effllm bring arxiv:2404.14897 --no-citations",
    )
)
@query_argument
@part_options
@click.option("--title/--no-title", default=True, help="Titles for which an id stands.")
@click.option("--authors/--no-authors", default=True, help="Authors that are left out.")
@click.option("--citations/--no-citations", default=True, help="Numbers of citations.")
@click.option("--stars/--no-stars", default=True, help="Numbers of stars on GitHub.")
@click.option("--dry-run", is_flag=True, help="Print the difference, and write nothing.")
@common
def bring(
    session: Session,
    query: Sequence[str],
    *,
    list_name: str | None,
    section: str | None,
    dry_run: bool,
    **wanted: bool,
) -> None:
    """Bring into lists what services know: authors behind “...” or “et al.”, citations, stars.

    An entry whose id or address stands for its title is written anew, as its neighbours are.
    Nothing else of a list changes, and all of it is one step for undo. Nobody is asked: refresh
    first. A number of citations gives way to a higher one only, for services count differently.
    """
    from effllm_desktop.app.completing import Part, bringing, plan

    with session.library() as library:
        part = chosen_part(library, list_name, section)
        queries = wanted_queries(session, library, query)
        chosen = [EntryId(one) for one in selected_entries(library, part, queries)]
        parts = [one for one in Part if wanted[one.value]]
        plans = [plan(library.database, one.id, chosen, parts) for one in part.lists]
        operation = bringing(plans)
        if operation.lists and not dry_run:
            library.workspace.run(operation)
        names = {one.id: one.name for one in part.lists}
    if session.json:
        session.screen.document(_record(plans, names, dry_run=dry_run))
        return
    if dry_run:
        session.screen.lines(line for one in plans for line in one.difference(names[one.list_id]))
    _tell(session, plans, dry_run=dry_run)


def _tell(session: Session, plans: "Sequence[Plan]", *, dry_run: bool) -> None:
    proposals = [one for each in plans for one in each.proposals]
    parts = Counter(part for one in proposals for part in one.parts)
    said = counts([(number, f"with {part.value}") for part, number in sorted(parts.items())])
    if not proposals:
        session.screen.say("There is nothing to bring in.")
    elif dry_run:
        session.screen.say(f"{entry_count(len(proposals))} would change: {said}.")
    else:
        session.screen.line(f"{entry_count(len(proposals))} completed: {said}.")
    unknown = sum(one.unknown for one in plans)
    if unknown:
        session.screen.say(
            f"Of {count(unknown, 'entry', 'entries')} no service has said who the authors are: "
            "effllm refresh asks."
        )
    for title in (title for one in plans for title in one.others):
        session.screen.say(f"Left as it is, for services name other authors: {title}")


def _record(plans: "Sequence[Plan]", names: dict[Any, str], *, dry_run: bool) -> dict[str, Any]:
    return {
        "written": not dry_run,
        "entries": [
            {
                "list": names[each.list_id],
                "key": one.key,
                "title": one.title,
                "parts": sorted(one.parts),
                "before": one.before,
                "after": one.after,
            }
            for each in plans
            for one in each.proposals
        ],
        "unknown": sum(one.unknown for one in plans),
        "others": [title for one in plans for title in one.others],
    }
