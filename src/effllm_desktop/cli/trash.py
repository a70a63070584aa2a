"""The trash on the command line: looked at, filled, emptied; lists taken back out of it."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from effllm_desktop.cli.choosing import find_list
from effllm_desktop.cli.screen import Screen
from effllm_desktop.cli.session import Session
from effllm_desktop.cli.text_width import one_line, pad, shorten
from effllm_desktop.domain.errors import NotFound

if TYPE_CHECKING:
    from effllm_desktop.app.readmodels.lists import TrashedList

EMPTY = "The trash is empty."
_NUMBER = 9
_DAY = 16


def show(session: Session) -> None:
    """Print the lists that are in the trash, the latest first."""
    with session.library() as library:
        found = library.lists.trashed()
    if session.json:
        session.screen.document([_record(one) for one in found])
    elif found:
        session.screen.lines(_lines(found, session.screen))
        session.screen.say("To take one back: effllm lists --restore NAME")
    else:
        session.screen.say(EMPTY)


def put_away(session: Session, name: str) -> None:
    """Move a list to the trash."""
    from effllm_desktop.app.operations.trash import TrashList

    with session.library() as library:
        chosen = find_list(library.outlines.read().lists, name)
        library.workspace.run(TrashList(chosen.id))
        (found,) = (one for one in library.lists.trashed() if one.id == chosen.id)
    until = f"{found.kept_until.astimezone():%Y-%m-%d}"
    _tell(session, "put_away", [found.name], f"is in the trash, and kept until {until}.")


def restore(session: Session, name: str) -> None:
    """Take a list back out of the trash."""
    from effllm_desktop.app.operations.trash import RestoreList

    with session.library() as library:
        known = library.lists.trashed()
        if not known:
            raise NotFound(EMPTY, "To see the lists that are in use: effllm lists")
        chosen = find_list(known, name)
        library.workspace.run(RestoreList(chosen.id))
    _tell(session, "restored", [chosen.name], "is back.")


def empty(session: Session) -> None:
    """Remove for good all lists that are in the trash."""
    from effllm_desktop.app.emptying_trash import remove_for_good

    with session.library() as library:
        waiting = library.lists.trashed()
    removed = [remove_for_good(session.folder, one.id) for one in waiting]
    if removed or session.json:
        _tell(session, "removed", removed, "is removed for good.")
    else:
        session.screen.say(EMPTY)


def _tell(session: Session, what: str, names: Sequence[str], words: str) -> None:
    if session.json:
        session.screen.document({what: list(names)})
    else:
        session.screen.lines(f"“{one_line(name)}” {words}" for name in names)


def _record(one: "TrashedList") -> dict[str, Any]:
    return {
        "id": one.id,
        "name": one.name,
        "entries": one.entries,
        "trashed_at": one.trashed_at.isoformat(),
        "kept_until": one.kept_until.isoformat(),
    }


def _lines(found: "Sequence[TrashedList]", screen: Screen) -> Iterator[str]:
    digits = max(len(str(one.id)) for one in found)
    room = screen.width - digits - 2 - _NUMBER - _DAY
    heads = f"{'entries':>{_NUMBER}}{'kept until':>{_DAY}}"
    yield screen.style(f"{'#':>{digits}}  {'list':<{room}}{heads}", dim=True)
    for one in found:
        name = screen.style(pad(shorten(one_line(one.name), room), room), bold=True)
        until = f"{one.kept_until.astimezone():%Y-%m-%d}"
        yield f"{one.id:>{digits}}  {name}{one.entries:>{_NUMBER},}{until:>{_DAY}}"
