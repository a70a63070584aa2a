"""`effllm services`: whom the program may contact, what is sent, how it stands with them."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any

import click

from effllm_desktop.cli.options import common, examples, words
from effllm_desktop.cli.screen import Screen
from effllm_desktop.cli.session import Session
from effllm_desktop.domain import sizes

if TYPE_CHECKING:
    from effllm_desktop.app.services import Contact, Request

_LABEL = 9


@click.command(
    epilog=examples(
        "effllm services",
        "effllm services --off semantic_scholar --off example.org",
        "effllm services --log --limit 20",
    )
)
@click.option(
    "--off",
    multiple=True,
    type=words,
    metavar="NAME",
    help="Send nothing to this service or host from now on; may be given again.",
)
@click.option(
    "--on", multiple=True, type=words, metavar="NAME", help="Contact it again where that is wanted."
)
@click.option("--log", "show_log", is_flag=True, help="Show what was asked, the newest first.")
@click.option(
    "--limit", type=click.IntRange(min=1), metavar="N", help="No more than N lines of the log."
)
@click.option(
    "--key",
    metavar="NAME",
    help="Keep a key of this service in the system's keyring; it is asked for or piped in.",
)
@click.option("--in-settings", is_flag=True, help="Keep the key in the settings file instead.")
@click.option("--forget-key", metavar="NAME", help="Take the key out of the keyring.")
@common
def services(
    session: Session,
    *,
    off: Sequence[str],
    on: Sequence[str],
    show_log: bool,
    limit: int | None,
    in_settings: bool,
    **keys: str | None,
) -> None:
    """Show which services are contacted, what each is sent, when last, and until when it is not.

    Nothing is contacted unless you ask for it: by a refresh, a download, a search, what you add, or
    a setting. NAME is arxiv, arxiv_pdfs, semantic_scholar, openalex, github, other_hosts, or a
    host.
    """
    if both := set(off) & set(on):
        raise click.UsageError(f"“{min(both)}” cannot be off and on.")
    if limit is not None and not show_log:
        raise click.UsageError("--limit is for the log: --log.")
    key, forget_key = keys["key"], keys["forget_key"]
    if in_settings and not key:
        raise click.UsageError("--in-settings is for --key.")
    if off or on:
        _switch(session, off, on)
    if key or forget_key:
        _keys(session, key, forget_key, in_settings=in_settings)
        return
    if show_log:
        _show_log(session, limit)
        return
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


def _switch(session: Session, off: Sequence[str], on: Sequence[str]) -> None:
    from effllm_desktop.app.services import switched

    settings = session.settings()
    for names, is_off in ((off, True), (on, False)):
        for name in names:
            settings = settings._replace(services_off=switched(settings, name, off=is_off))
    session.save_setting("services_off", settings.services_off)
    if session.settings().services_off != settings.services_off:
        session.screen.say("The variable EFFLLM_SERVICES_OFF is set, and wins.")


def _keys(session: Session, kept: str | None, forgotten: str | None, *, in_settings: bool) -> None:
    """A key is never an argument: those stand in the history of the shell and in lists of jobs."""
    from effllm_desktop.app import service_keys

    if kept:
        service_keys.setting_of(kept)  # before anything is asked for
        key = click.prompt(f"Key of {kept}", hide_input=True, err=True)
        if in_settings:
            service_keys.keep_in_settings(session.settings_file, kept, key)
        else:
            service_keys.keep(kept, key)
        session.screen.say(f"The key of {kept} is kept.")
    if forgotten:
        was = service_keys.forget(forgotten)
        session.screen.say("The key is gone." if was else "The keyring held no such key.")
    if session.json:
        session.screen.document({"kept": kept, "forgotten": forgotten})


def _show_log(session: Session, limit: int | None) -> None:
    from effllm_desktop.app.request_diary import latest_requests

    found = latest_requests(session.folder, limit)
    if session.json:
        session.screen.document([_asked(one) for one in found])
        return
    session.screen.lines(_asked_line(one) for one in found)


def _asked(request: "Request") -> dict[str, Any]:
    return {
        "at": request.at.isoformat(),
        "method": request.method,
        "address": request.address,
        "outcome": request.outcome,
        "sent": request.sent,
        "received": request.received,
        "seconds": request.seconds,
    }


def _asked_line(request: "Request") -> str:
    when = f"{request.at.astimezone():%Y-%m-%d %H:%M:%S}"
    size = sizes.shown(request.received)
    return "  ".join((when, request.method, request.outcome, size, request.address))


def _record(contact: "Contact") -> dict[str, Any]:
    return {
        "name": contact.name,
        "switch": contact.switch,
        "on": not contact.is_off,
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
    if contact.is_off:
        facts.append(("Switch", f"off; to change: effllm services --on {contact.switch}"))
    if contact.waits_until is not None:
        facts.append(("Waits", f"until {_local(contact.waits_until)}: {contact.reason}"))
    for label, text in facts:
        yield f"  {screen.style(f'{label:<{_LABEL}}', dim=True)}{text}"


def _iso(time: datetime | None) -> str | None:
    return None if time is None else time.isoformat()


def _local(time: datetime | None) -> str:
    return "" if time is None else f"{time.astimezone():%Y-%m-%d %H:%M}"
