"""What the reader wants of the queue: asked for, paused, gone on with, given up."""

from collections.abc import Sequence
from dataclasses import dataclass

from effllm_desktop.app.library import Library
from effllm_desktop.app.settings import Settings
from effllm_desktop.domain import pdf_links
from effllm_desktop.domain.changes import Aspect, Changes
from effllm_desktop.domain.ids import WorkId
from effllm_desktop.domain.pdf_links import PdfAddress
from effllm_desktop.net.pacing import ARXIV
from effllm_desktop.store import downloads, pdf_cache, services, work_texts, works
from effllm_desktop.store.database import Database
from effllm_desktop.store.downloads import DownloadState, Request

_WAITING = (DownloadState.QUEUED, DownloadState.DOWNLOADING)


@dataclass(frozen=True, slots=True)
class Asked:
    """What became of a wish: works whose PDFs come, are here already, or are nowhere."""

    queued: tuple[WorkId, ...]
    here: tuple[WorkId, ...]
    without: tuple[WorkId, ...]


def request(
    library: Library, settings: Settings, wanted: Sequence[WorkId], *, first: bool = False
) -> Asked:
    """Put the PDFs of works in the queue, `first` before all others.

    What is here, in the version that is meant, is not asked for again.
    """
    database = library.database
    ids = list(dict.fromkeys(works.now_is(database, work) for work in wanted))
    addresses = addresses_of(database, settings, ids)
    cached = pdf_cache.of_works(database, ids)
    here = tuple(work for work in ids if _serves(cached.get(work), addresses[work]))
    asked = [
        _request(work, found) for work in ids if work not in here and (found := addresses[work])
    ]
    if asked:
        with database.transaction():
            downloads.add(database, asked, first=first, now=library.clock().isoformat())
    queued = tuple(one.work for one in asked)
    _announce(library, queued)
    without = tuple(work for work in ids if work not in here and addresses[work] is None)
    return Asked(queued, here, without)


def addresses_of(
    database: Database, settings: Settings, ids: Sequence[WorkId]
) -> dict[WorkId, PdfAddress | None]:
    """Where the PDF of each work is, by the first of its entries that says so."""
    newest = settings.arxiv_version == "newest"
    return {
        work: next(
            filter(
                None,
                (
                    pdf_links.of_entry(text, arxiv_site=settings.arxiv_site_url, newest=newest)
                    for text in texts
                ),
            ),
            None,
        )
        for work, texts in work_texts.of_works(database, ids).items()
    }


def is_anything_queued(database: Database) -> bool:
    """Whether a PDF waits to be fetched."""
    return downloads.is_any(database, DownloadState.QUEUED)


def pause(library: Library, which: Sequence[WorkId] | None = None) -> None:
    """Let downloads rest, with what has come of them; all of them when none is named."""
    _move(library, DownloadState.PAUSED, _WAITING, which)


def resume(library: Library, which: Sequence[WorkId] | None = None) -> None:
    """Let paused downloads go on."""
    _move(library, DownloadState.QUEUED, (DownloadState.PAUSED,), which)


def retry(library: Library, which: Sequence[WorkId] | None = None) -> None:
    """Try again what failed, also on hosts that were left alone because of it; arXiv stays so."""
    with library.database.transaction():
        services.forgive(library.database, but=ARXIV)
        moved = downloads.move(
            library.database, DownloadState.QUEUED, (DownloadState.FAILED,), which
        )
    _announce(library, moved)


def cancel(library: Library, which: Sequence[WorkId] | None = None) -> None:
    """Take downloads out of the queue; what has come of them goes when it is swept."""
    with library.database.transaction():
        gone = downloads.remove(library.database, which)
    _announce(library, gone)


def _request(work: WorkId, found: PdfAddress) -> Request:
    version = found.arxiv.version if found.arxiv else None
    return Request(work, found.identity, found.url, found.page, version)


def _move(
    library: Library,
    into: DownloadState,
    out_of: Sequence[DownloadState],
    which: Sequence[WorkId] | None,
) -> None:
    with library.database.transaction():
        moved = downloads.move(library.database, into, out_of, which)
    _announce(library, moved)


def _serves(cached: pdf_cache.CachedPdf | None, address: PdfAddress | None) -> bool:
    """Whether what is here is what is meant; an attached file always is."""
    return cached is not None and (
        cached.identity is None or address is None or cached.identity == address.identity
    )


def _announce(library: Library, touched: Sequence[WorkId]) -> None:
    if touched:
        library.workspace.announce(Changes(Aspect.PDFS, frozenset(touched)))
