"""`effllm services`: whom the program may contact, what is sent, how it stands with them."""

from collections.abc import Iterator
from datetime import datetime
from typing import TYPE_CHECKING, Any

import click

from effllm_desktop.cli.options import common, examples
from effllm_desktop.cli.screen import Screen
from effllm_desktop.cli.session import Session

if TYPE_CHECKING:
    from effllm_desktop.app.services import Contact

_LABEL = 9


@click.command(epilog=examples("effllm services", "effllm services --json"))
@common
def services(session: Session) -> None:
    """Show which services are contacted, what each is sent, when last, and until when it is not.

    Nothing is contacted unless you ask for it: by a refresh, a download, or a setting.
    """
    from effllm_desktop.app.services import contacts

    settings = session.settings()
    with session.library() as library:
        found = contacts(library.database, settings, library.clock())
    if session.json:
        document = {
            "offline": settings.offline,
            "refresh_daily": settings.refresh_daily,
            "services": [_record(one) for one in found],
        }
        session.screen.document(document)
        return
    session.screen.lines(line for one in found for line in _lines(one, session.screen))
    if settings.offline:
        session.screen.say("The program is set to stay offline: none of them is contacted.")


def _record(contact: "Contact") -> dict[str, Any]:
    return {
        "name": contact.name,
        "address": contact.address,
        "purpose": contact.purpose,
        "sends": contact.sends,
        "last_contact": _iso(contact.asked_at),
        "waits_until": _iso(contact.waits_until),
        "reason": contact.reason,
    }


def _lines(contact: "Contact", screen: Screen) -> Iterator[str]:
    yield screen.style(contact.name, bold=True)
    facts = [
        ("Address", contact.address),
        ("For", contact.purpose),
        ("Is sent", contact.sends),
        ("Last", _local(contact.asked_at) or "never"),
    ]
    if contact.waits_until is not None:
        facts.append(("Waits", f"until {_local(contact.waits_until)}: {contact.reason}"))
    for label, text in facts:
        yield f"  {screen.style(f'{label:<{_LABEL}}', dim=True)}{text}"


def _iso(time: datetime | None) -> str | None:
    return None if time is None else time.isoformat()


def _local(time: datetime | None) -> str:
    return "" if time is None else f"{time.astimezone():%Y-%m-%d %H:%M}"
