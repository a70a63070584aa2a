"""Why downloads that are queued do not begin."""

import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from effllm_desktop.app.network import rules_of
from effllm_desktop.app.settings import Settings
from effllm_desktop.domain.errors import HostPaused, NoNetwork
from effllm_desktop.domain.ids import WorkId
from effllm_desktop.net.pacing import Pacing
from effllm_desktop.store import downloads, services
from effllm_desktop.store.database import Database
from effllm_desktop.store.downloads import Download, DownloadState

PAUSED = "paused: no network"
"""What waits for a network says so, beside other things."""
NO_NETWORK = "This machine has no network."
NO_NETWORK_HINT = "What waits is fetched as soon as there is one."


@dataclass(frozen=True, slots=True)
class Waiting:
    """Why a queued download does not begin."""

    reason: str
    hint: str
    no_network: bool = False


class Rest(NamedTuple):
    """Why something waits although the queue was worked off.

    `until` is when it is worth going on, in seconds since 1970.
    """

    until: float
    why: tuple[HostPaused | NoNetwork, ...]

    @property
    def no_network(self) -> bool:
        """Whether nothing at all can be fetched now."""
        return any(isinstance(one, NoNetwork) for one in self.why)


def joined(rest: Rest | None, pause: HostPaused) -> Rest:
    """The same rest, with one more service that is left alone."""
    if rest is None:
        return Rest(pause.until, (pause,))
    return Rest(min(rest.until, pause.until), (*rest.why, pause))


def why_waiting(
    database: Database, works: Sequence[WorkId], settings: Settings, rest: Rest | None = None
) -> dict[WorkId, Waiting]:
    """For those of the works that wait: what for. `rest` is what became of working the queue."""
    wanted = downloads.all_of(database, works)
    left_alone = pauses(database, settings, wanted)
    found: dict[WorkId, Waiting] = {}
    for one in wanted:
        work = one.request.work
        if one.state is DownloadState.FAILED:
            continue
        if settings.offline:
            said = Waiting("The program is set to stay offline.", "To change: offline = false.")
        elif one.state is DownloadState.PAUSED:
            said = Waiting("The download is paused.", "")
        elif rest is not None and rest.no_network:
            said = Waiting(NO_NETWORK, NO_NETWORK_HINT, no_network=True)
        else:
            said = left_alone.get(work, Waiting("It waits for its turn.", ""))
        found[work] = said
    return found


def pauses(
    database: Database, settings: Settings, wanted: Iterable[Download]
) -> dict[WorkId, Waiting]:
    """Which downloads wait for a service that is left alone, and why it is."""
    now = time.time()
    paused = {row[0]: row for row in services.all_known(database) if row[2] > now}
    if not paused:
        return {}
    pacing = Pacing(rules_of(settings))
    found: dict[WorkId, Waiting] = {}
    for one in wanted:
        row = paused.get(pacing.service(one.request.url))
        if row is not None:
            at = time.strftime("%H:%M", time.localtime(row[2]))
            found[one.request.work] = Waiting(row[3], f"{row[0]} is left alone until {at}.")
    return found
