"""`effllm lists` and `effllm sections`: what there is, with counts."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

import click

from effllm_desktop.cli import trash as the_trash
from effllm_desktop.cli.choosing import HOW_TO_BEGIN, NO_LISTS, find_list
from effllm_desktop.cli.entry_lines import DOT
from effllm_desktop.cli.list_names import complete_list_name
from effllm_desktop.cli.options import common, examples, words
from effllm_desktop.cli.screen import Screen
from effllm_desktop.cli.session import Session
from effllm_desktop.cli.text_width import one_line, pad, safe, shorten, wrap
from effllm_desktop.cli.wording import count
from effllm_desktop.domain import section_paths

if TYPE_CHECKING:
    from effllm_desktop.app.readmodels.lists import ListFacts
    from effllm_desktop.app.readmodels.outline import ListNode, SectionNode
    from effllm_desktop.app.upstreams import UpstreamChange

_NUMBER = 9
"""Columns of a number: a hundred thousand and a blank."""
_FILE_REMARKS = {
    "the same": "",
    "changed": "  has changed: effllm import takes it in",
    "unreadable": "  cannot be read any more",
}


class Known(NamedTuple):
    """A list with everything that is printed of it."""

    node: "ListNode"
    facts: "ListFacts"
    change: "UpstreamChange | None"


@click.command(
    epilog=examples(
        "effllm lists",
        "effllm lists --json",
        "effllm lists --trash",
        'effllm lists --restore "Awesome efficient llm"',
    )
)
@click.option("--trash", is_flag=True, help="Show what is in the trash, and how long it is kept.")
@click.option(
    "--put-away",
    metavar="LIST",
    type=words,
    shell_complete=complete_list_name,
    help="Move a list to the trash. What you made of its works stays.",
)
@click.option("--restore", metavar="LIST", type=words, help="Take a list back out of the trash.")
@click.option(
    "--empty-trash",
    is_flag=True,
    help="Remove for good what is in the trash; undo does not bring it back.",
)
@common
def lists(
    session: Session, *, trash: bool, put_away: str | None, restore: str | None, empty_trash: bool
) -> None:
    """Show the lists of the library, with how many works of each are unread.

    The number in front of a list can stand for its name. Lists in the trash are removed for good
    after 30 days.
    """
    if sum((trash, put_away is not None, restore is not None, empty_trash)) > 1:
        raise click.UsageError("--trash, --put-away, --restore, --empty-trash: one at a time.")
    if trash:
        the_trash.show(session)
    elif put_away is not None:
        the_trash.put_away(session, put_away)
    elif restore is not None:
        the_trash.restore(session, restore)
    elif empty_trash:
        the_trash.empty(session)
    else:
        _show_lists(session)


def _show_lists(session: Session) -> None:
    from effllm_desktop.app.upstreams import changed_upstreams

    with session.library() as library:
        changes = {change.list_id: change for change in changed_upstreams(library)}
        known = [
            Known(node, library.lists.facts(node.id), changes.get(node.id))
            for node in library.outlines.read().lists
        ]
    if session.json:
        session.screen.document([_list_record(one) for one in known])
    elif known:
        session.screen.lines(_lists(known, session.screen))
    else:
        session.screen.say(f"{NO_LISTS}\n{HOW_TO_BEGIN}")


@click.command(
    epilog=examples('effllm sections "Awesome efficient llm"', "effllm sections 2 --json")
)
@click.argument("list_name", metavar="LIST", type=words, shell_complete=complete_list_name)
@common
def sections(session: Session, list_name: str) -> None:
    """Show the sections of a list, with how many works of each are unread.

    LIST is its name, the beginning of it, or its number. The paths are what --section takes.
    """
    with session.library() as library:
        node = find_list(library.outlines.read().lists, list_name)
    if session.json:
        session.screen.document([_section_record(one) for one in _each(node.sections)])
    else:
        session.screen.lines(_sections(node, session.screen))


def _list_record(known: Known) -> dict[str, Any]:
    node, facts, _ = known
    return {
        "id": node.id,
        "name": node.name,
        "entries": facts.entries,
        "sections": facts.sections,
        "works": node.total,
        "unread": node.unread,
        "problems": node.problems,
        "damage": facts.damage,
        "offered": facts.offered,
        "foreign": facts.foreign,
        "file": str(node.linked) if node.linked else None,
        "file_is": _file_state(known),
    }


def _section_record(node: "SectionNode") -> dict[str, Any]:
    return {
        "path": node.path,
        "heading": node.heading,
        "level": node.level,
        "works": node.total,
        "unread": node.unread,
    }


def _file_state(known: Known) -> str | None:
    """How the linked file stands to the version that was last taken in."""
    if known.node.linked is None:
        return None
    if known.change is None:
        return "the same"
    return "unreadable" if known.change.problem else "changed"


def _lists(known: Sequence[Known], screen: Screen) -> Iterator[str]:
    digits = max(len(str(one.node.id)) for one in known)
    indent = " " * (digits + 2)
    room = screen.width - len(indent) - 3 * _NUMBER
    heads = "".join(f"{head:>{_NUMBER}}" for head in ("unread", "works", "entries"))
    yield screen.style(f"{'#':>{digits}}  {'list':<{room}}{heads}", dim=True)
    for one in known:
        node = one.node
        name = screen.style(pad(shorten(one_line(node.name), room), room), bold=True)
        counts = _numbers(node.unread, node.total, one.facts.entries)
        yield f"{node.id:>{digits}}  {name}{counts}"
        for line in _remarks(one):
            yield indent + screen.style(line, dim=True)


def _remarks(known: Known) -> Iterator[str]:
    node, facts, _ = known
    told = [
        "text repaired" if facts.damage else "",
        "looks mis-decoded" if facts.offered else "",
        _not_understood(known),
    ]
    if any(told):
        yield DOT.join(filter(None, told))
    if node.linked:
        yield safe(f"{node.linked}{_FILE_REMARKS[_file_state(known) or 'the same']}")


def _not_understood(known: Known) -> str:
    if known.facts.foreign:
        return "no Markdown list"
    problems = known.node.problems
    return f"{count(problems, 'place')} not understood" if problems else ""


def _sections(node: "ListNode", screen: Screen) -> Iterator[str]:
    yield screen.style(one_line(node.name), bold=True, underline=True)
    yield screen.style(f"{'unread':>{_NUMBER}}{'works':>{_NUMBER}}  section", dim=True)
    yield f"{_numbers(node.unread, node.total)}  all"
    indent = 2 * _NUMBER + 2
    for section in _each(node.sections):
        first, *rest = wrap(one_line(_short(section, node)), screen.width - indent)
        yield f"{_numbers(section.unread, section.total)}  {first}"
        yield from (" " * indent + line for line in rest)


def _short(section: "SectionNode", node: "ListNode") -> str:
    """The path without the title that the list is called by, which may be left out."""
    return section.path.removeprefix(f"{node.name}{section_paths.SEPARATOR}")


def _numbers(*numbers: int) -> str:
    return "".join(f"{number:>{_NUMBER},}" for number in numbers)


def _each(nodes: Sequence["SectionNode"]) -> Iterator["SectionNode"]:
    """Sections in file order."""
    for node in nodes:
        yield node
        yield from _each(node.children)
