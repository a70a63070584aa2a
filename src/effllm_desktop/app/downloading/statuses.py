"""How it stands with the PDF of each work."""

import time
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from effllm_desktop.domain.ids import WorkId
from effllm_desktop.net.pacing import Pacing
from effllm_desktop.store import downloads, pdf_cache, services
from effllm_desktop.store.database import Database
from effllm_desktop.store.downloads import Download, DownloadState


class PdfStatus(StrEnum):
    """What people are told; a paused download is one that is queued."""

    NONE = "none"
    QUEUED = "queued"
    DOWNLOADING = "downloading"
    CACHED = "cached"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Pdf:
    """The PDF of a work. `size` is that of the file, or the bytes so far of one that comes."""

    status: PdfStatus
    size: int | None = None
    sha256: str | None = None
    pages: int | None = None
    total: int | None = None
    paused: bool = False
    error: str | None = None
    hint: str | None = None


NO_PDF = Pdf(PdfStatus.NONE)


def of_works(database: Database, works: Sequence[int]) -> dict[int, Pdf]:
    """The PDFs of those of the works that have or want one.

    What is here counts, also while another version is on its way.
    """
    found: dict[int, Pdf] = {
        one.request.work: _wanted(one) for one in downloads.all_of(database, works)
    }
    found |= {
        work: Pdf(PdfStatus.CACHED, one.size, one.sha256, one.pages)
        for work, one in pdf_cache.of_works(database, works).items()
    }
    return found


@dataclass(frozen=True, slots=True)
class Waiting:
    """Why a queued download does not begin."""

    reason: str
    hint: str


def why_waiting(
    database: Database, works: Sequence[WorkId], pacing: Pacing, *, offline: bool
) -> dict[WorkId, Waiting]:
    """For those of the works that wait: what for."""
    paused = {row[0]: row for row in services.all_known(database) if row[2] > time.time()}
    found: dict[WorkId, Waiting] = {}
    for one in downloads.all_of(database, works):
        if one.state is DownloadState.FAILED:
            continue
        row = paused.get(pacing.service(one.request.url))
        if offline:
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


def _wanted(one: Download) -> Pdf:
    return Pdf(
        _STATUSES[one.state],
        size=one.done or None,
        total=one.total,
        paused=one.state is DownloadState.PAUSED,
        error=one.error,
        hint=one.hint,
    )


_STATUSES = {
    DownloadState.QUEUED: PdfStatus.QUEUED,
    DownloadState.PAUSED: PdfStatus.QUEUED,
    DownloadState.DOWNLOADING: PdfStatus.DOWNLOADING,
    DownloadState.FAILED: PdfStatus.FAILED,
}
