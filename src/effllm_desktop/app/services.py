"""The services that the program may contact: what each is sent, and how it stands with them."""

from dataclasses import dataclass
from datetime import UTC, datetime

from effllm_desktop.app.network import rules_of
from effllm_desktop.app.settings import Settings
from effllm_desktop.net.pacing import Pacing, Standing
from effllm_desktop.store import services
from effllm_desktop.store.database import Database


@dataclass(frozen=True, slots=True)
class Service:
    """A service and what is sent to it; nothing that is not listed here ever is."""

    name: str
    setting: str
    purpose: str
    sends: str


SERVICES = (
    Service("arXiv", "arxiv_api_url", "what papers are", "ids of papers"),
    Service("arXiv, PDFs", "arxiv_site_url", "PDFs of papers", "the id of a paper"),
    Service("Semantic Scholar", "semantic_scholar_url", "citations", "ids of papers"),
    Service("OpenAlex", "openalex_url", "citations that are missing, titles", "DOIs of papers"),
    Service(
        "GitHub", "github_api_url", "stars, last change", "names of repositories, the token if set"
    ),
)


@dataclass(frozen=True, slots=True)
class Contact:
    """How the program stands with one service, or with a host that PDFs came from.

    `asked_at` is None where it was never asked, `waits_until` where it may be asked now.
    """

    name: str
    address: str
    purpose: str
    sends: str
    asked_at: datetime | None
    waits_until: datetime | None
    reason: str


def contacts(database: Database, settings: Settings, now: datetime) -> tuple[Contact, ...]:
    """All services of the settings, then the other hosts that were ever asked."""
    standings = {row[0]: Standing(*row) for row in services.all_known(database)}
    pacing = Pacing(rules_of(settings))
    listed: list[Contact] = []
    names: set[str] = set()
    for service in SERVICES:
        address = str(getattr(settings, service.setting))
        name = pacing.service(address)
        names.add(name)
        listed.append(_contact(service, address, standings.get(name, Standing(name)), now))
    others = [
        _contact(Service(name, "", "PDFs that lists link to", "the address"), name, standing, now)
        for name, standing in sorted(standings.items())
        if name not in names
    ]
    return (*listed, *others)


def _contact(service: Service, address: str, standing: Standing, now: datetime) -> Contact:
    until = _time(standing.paused_until)
    waits = until is not None and until > now
    return Contact(
        name=service.name,
        address=address,
        purpose=service.purpose,
        sends=service.sends,
        asked_at=_time(standing.asked_at),
        waits_until=until if waits else None,
        reason=standing.reason if waits else "",
    )


def _time(seconds: float) -> datetime | None:
    return datetime.fromtimestamp(seconds, UTC) if seconds else None
