"""Why downloads that are queued do not begin."""

import time
from collections.abc import Sequence
from dataclasses import dataclass

from effllm_desktop.app.network import rules_of
from effllm_desktop.app.settings import Settings
from effllm_desktop.domain.ids import WorkId
from effllm_desktop.net.pacing import Pacing
from effllm_desktop.store import downloads, services
from effllm_desktop.store.database import Database
from effllm_desktop.store.downloads import DownloadState


@dataclass(frozen=True, slots=True)
class Waiting:
    """Why a queued download does not begin."""

    reason: str
    hint: str


def why_waiting(
    database: Database, works: Sequence[WorkId], settings: Settings
) -> dict[WorkId, Waiting]:
    """For those of the works that wait: what for."""
    paused = {row[0]: row for row in services.all_known(database) if row[2] > time.time()}
    pacing = Pacing(rules_of(settings))
    found: dict[WorkId, Waiting] = {}
    for one in downloads.all_of(database, works):
        if one.state is DownloadState.FAILED:
            continue
        row = paused.get(pacing.service(one.request.url))
        if settings.offline:
            said = Waiting("The program is set to stay offline.", "To change: offline = false.")
        elif row:
            at = time.strftime("%H:%M", time.localtime(row[2]))
            said = Waiting(row[3], f"{row[0]} is left alone until {at}.")
        elif one.state is DownloadState.PAUSED:
            said = Waiting("The download is paused.", "")
        else:
            said = Waiting("It waits for its turn.", "")
        found[one.request.work] = said
    return found
