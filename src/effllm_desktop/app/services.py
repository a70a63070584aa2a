"""How the program stands with the services that it may contact, and their switches."""

from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from effllm_desktop.app.clock import Clock, system_clock
from effllm_desktop.app.network import rules_of, switches_of
from effllm_desktop.app.request_diary import Request, latest_requests
from effllm_desktop.app.service_names import OTHERS, SERVICES, Service
from effllm_desktop.app.settings import SWITCHES, Settings
from effllm_desktop.domain.errors import NotFound
from effllm_desktop.net.pacing import Pacing, Standing
from effllm_desktop.store import services
from effllm_desktop.store.database import Database
from effllm_desktop.store.opening import open_database

__all__ = ["Contact", "Overview", "Request", "contacts", "overview", "switched"]
MOST_REQUESTS = 500
"""Requests that an overview shows; the log holds more."""


@dataclass(frozen=True, slots=True)
class Contact:
    """How the program stands with one service, or with a host that a PDF or page came from.

    `asked_at` is None where it was never asked, `waits_until` where it may be asked now. `switch`
    is the name by which it is switched off; what is off is sent nothing. A host is off as well
    where all hosts are.
    """

    switch: str
    name: str
    address: str
    purpose: str
    sends: str
    asked_at: datetime | None
    waits_until: datetime | None
    reason: str
    is_off: bool = False


def contacts(database: Database, settings: Settings, now: datetime) -> tuple[Contact, ...]:
    """All services of the settings, all other hosts, and those that were ever asked or are off."""
    standings = {row[0]: Standing(*row) for row in services.all_known(database)}
    pacing = Pacing(rules_of(settings), switches=switches_of(settings))
    listed: list[Contact] = []
    names: set[str] = set()
    for service in SERVICES:
        address = str(getattr(settings, service.setting))
        name = pacing.service(address.rstrip("/") + service.paths[0])
        names.add(name)
        standing = standings.get(name, Standing(name))
        listed.append(_contact(service, address, standing, settings, now))
    hosts = sorted({*standings, *settings.off.difference(SWITCHES)} - names)
    others = [standings.get(name, Standing(name)) for name in hosts]
    latest = max((one.asked_at for one in others), default=0.0)
    listed.append(_contact(OTHERS, "", Standing("", latest), settings, now))
    for standing in others:
        host = Service(standing.service, standing.service, "", OTHERS.purpose, OTHERS.sends)
        listed.append(_contact(host, standing.service, standing, settings, now))
    return tuple(listed)


def switched(settings: Settings, name: str, *, off: bool) -> str:
    """The setting `services_off` once a service or a host, by any of its names, is off or on.

    Raises NotFound for what is none of them.
    """
    switch = _switch(name)
    names = settings.off | {switch} if off else settings.off - {switch}
    return ", ".join(sorted(names))


def _switch(name: str) -> str:
    wanted = name.strip().lower()
    for service in (*SERVICES, OTHERS):
        if wanted in (service.name, service.title.lower()):
            return service.name
    if not set(wanted) & set(".:") or set(wanted) & set(" /,"):
        raise NotFound(
            f"There is no service “{name}”.", f"Known are {', '.join(SWITCHES)}, and any host."
        )
    return wanted


@dataclass(frozen=True, slots=True)
class Overview:
    """How it stands with everybody, and what was asked of them, the newest first."""

    contacts: Sequence[Contact]
    requests: Sequence[Request]


def overview(folder: Path, settings: Settings, clock: Clock = system_clock) -> Overview:
    """A job's work: all of it from the library in a folder."""
    with closing(open_database(folder)) as database:
        found = contacts(database, settings, clock())
    return Overview(found, latest_requests(folder, MOST_REQUESTS))


def _contact(
    service: Service, address: str, standing: Standing, settings: Settings, now: datetime
) -> Contact:
    until = _time(standing.paused_until)
    waits = until is not None and until > now
    is_host = service.name not in SWITCHES
    return Contact(
        switch=service.name,
        name=service.title,
        address=address,
        purpose=service.purpose,
        sends=service.sends,
        asked_at=_time(standing.asked_at),
        waits_until=until if waits else None,
        reason=standing.reason if waits else "",
        is_off=service.name in settings.off or (is_host and OTHERS.name in settings.off),
    )


def _time(seconds: float) -> datetime | None:
    return datetime.fromtimestamp(seconds, UTC) if seconds else None
