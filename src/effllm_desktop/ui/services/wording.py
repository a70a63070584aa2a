"""What the page of services says of each, and of each request."""

from datetime import datetime

from effllm_desktop.app.service_keys import KeptKeys, KeyPlace
from effllm_desktop.app.services import Contact, Request
from effllm_desktop.app.settings_file import PREFIX
from effllm_desktop.domain import sizes


def contact_text(contact: Contact) -> str:
    """Two lines: who it is, and how it stands with it."""
    address = contact.address if contact.address != contact.name else ""
    said = [f"Is sent: {contact.sends}"]
    said.append(f"asked last {moment(contact.asked_at)}" if contact.asked_at else "never asked")
    if contact.waits_until is not None:
        said.append(f"left alone until {moment(contact.waits_until)}: {contact.reason}")
    if contact.is_off:
        said.append("switched off")
    return f"{' – '.join(filter(None, (contact.name, address)))}\n{' · '.join(said)}"


def request_text(request: Request) -> str:
    """One line: `2026-03-01 12:00:01  GET  200  1.2 MB  https://…`."""
    bytes_said = sizes.shown(request.received)
    if request.sent:
        bytes_said += f" (sent {sizes.shown(request.sent)})"
    when = f"{request.at.astimezone():%Y-%m-%d %H:%M:%S}"
    return "  ".join((when, request.method, request.outcome, bytes_said, request.address))


def key_text(place: KeyPlace, setting: str) -> str:
    """Where the key of a service is, in a field that never shows it."""
    variable = f"{PREFIX}{setting.upper()}"
    return {
        KeyPlace.NOWHERE: "No key is kept",
        KeyPlace.KEYRING: "A key is kept in the keyring; another one takes its place",
        KeyPlace.SETTINGS: "A key is kept in the settings; another one takes its place",
        KeyPlace.VARIABLE: f"{variable} is set, and wins over any key that is kept",
    }[place]


def where_text(kept: KeptKeys) -> str:
    """Where a key goes that is kept now."""
    if kept.trouble is not None:
        return f"{kept.trouble.what} {kept.trouble.hint}"
    if kept.has_keyring:
        return "Keys are kept in the keyring of this system and shown to nobody."
    return (
        "This system has no keyring: keys are kept in the file of the settings, which nobody else "
        "may read then."
    )


def moment(time: datetime | None) -> str:
    return "" if time is None else f"{time.astimezone():%Y-%m-%d %H:%M}"
