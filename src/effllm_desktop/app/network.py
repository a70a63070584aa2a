"""How the settings say that other machines are asked."""

from contextlib import closing
from pathlib import Path

from effllm_desktop import __version__
from effllm_desktop.app.request_diary import LibraryDiary
from effllm_desktop.app.service_names import SERVICES
from effllm_desktop.app.settings import Settings
from effllm_desktop.net.http import Manners
from effllm_desktop.net.pacing import Pacing, Rules, Standing
from effllm_desktop.net.switches import Party, Switches
from effllm_desktop.net.visits import Network
from effllm_desktop.store import services
from effllm_desktop.store.database import Database
from effllm_desktop.store.opening import open_database

__all__ = [
    "Pacing",
    "keep_standings",
    "look_again",
    "network_of",
    "pacing_of",
    "remember_standings",
    "rules_of",
    "switches_of",
    "user_agent",
    "was_cut_off",
]
PROGRAM = "effllm-desktop"


def user_agent(contact: str) -> str:
    """The program's name and version, and whom to write to about it, where the reader said so."""
    return f"{PROGRAM}/{__version__}" + (f" (contact: {contact})" if contact else "")


def pacing_of(settings: Settings, database: Database) -> Pacing:
    """The gates of all services, as the last run of the program left them.

    One serves the whole program: whoever asks arXiv anything asks through it.
    """
    known = [Standing(*row) for row in services.all_known(database)]
    return Pacing(rules_of(settings), known, switches=switches_of(settings))


def switches_of(settings: Settings) -> Switches:
    """Which services and hosts the settings switch off."""
    parties = (
        Party(one.name, one.title, str(getattr(settings, one.setting)), one.paths, one.domains)
        for one in SERVICES
    )
    return Switches(parties, settings.off)


def rules_of(settings: Settings) -> Rules:
    bases = (settings.arxiv_api_url, settings.arxiv_site_url)
    return Rules(bases, settings.arxiv_interval, settings.host_interval)


def network_of(settings: Settings, pacing: Pacing, folder: Path) -> Network:
    """The way to other machines; what was asked is noted beside the library in the folder."""
    manners = Manners(
        user_agent=user_agent(settings.contact),
        connect_timeout=settings.connect_timeout,
        read_timeout=settings.read_timeout,
        total_timeout=settings.total_timeout,
        bases=settings.bases,
        offline=settings.offline,
    )
    return Network(manners, pacing, settings.retries, LibraryDiary(folder))


def look_again(pacing: Pacing) -> None:
    """Somebody wants to know now whether there is a network again."""
    pacing.outage.look_now()


def was_cut_off(pacing: Pacing) -> bool:
    """Whether there was no network when somebody needed it last."""
    return pacing.outage.is_on


def keep_standings(database: Database, pacing: Pacing) -> None:
    """Note, within a transaction, what must hold when the program starts again."""
    rows = [
        (one.service, one.asked_at, one.paused_until, one.reason, one.losses)
        for one in pacing.standings()
    ]
    services.keep(database, rows)


def remember_standings(folder: Path, pacing: Pacing) -> None:
    """The same for whoever has no connection to the library: a part of a job."""
    with closing(open_database(folder)) as database, database.transaction():
        keep_standings(database, pacing)
