"""How it stands with the PDF of each work."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from effllm_desktop.store import downloads, pdf_cache
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


def pdfs_of(database: Database, works: Sequence[int]) -> dict[int, Pdf]:
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


def record(pdf: Pdf) -> dict[str, str | int | None]:
    """A PDF as JSON documents have it."""
    return {
        "status": pdf.status.value,
        "bytes": pdf.size,
        "sha256": pdf.sha256,
        "pages": pdf.pages,
    }


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
