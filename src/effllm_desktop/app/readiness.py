"""Ready for flight: what of some works is on this machine, what is not and why, what it costs."""

from collections import Counter
from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from effllm_desktop.app.downloading import room
from effllm_desktop.app.downloading.asking import addresses_of
from effllm_desktop.app.downloading.meters import estimate
from effllm_desktop.app.network import rules_of
from effllm_desktop.app.readmodels.entries import EntryReader
from effllm_desktop.app.readmodels.pdfs import NO_PDF, PdfStatus, pdfs_of
from effllm_desktop.app.settings import Settings
from effllm_desktop.domain import durations, sizes
from effllm_desktop.domain.ids import WorkId
from effllm_desktop.domain.queries import EVERYTHING, Query
from effllm_desktop.domain.scopes import Scope
from effllm_desktop.net.pacing import ARXIV, Pacing
from effllm_desktop.store import pages, works
from effllm_desktop.store.database import Database
from effllm_desktop.store.opening import open_to_read


@dataclass(frozen=True, slots=True)
class Missing:
    """A work whose PDF could be here and is not."""

    work: WorkId
    key: str
    title: str
    status: PdfStatus
    why: str


@dataclass(frozen=True, slots=True)
class Readiness:
    """How ready some works are to be read without a network.

    `wanted` are those that have a PDF, here or `missing`.
    `online_only` are those that have no PDF: articles, videos, repositories. `seconds` and `size`
    (bytes) are what fetching the missing ones may take.
    """

    here: int
    wanted: tuple[WorkId, ...]
    missing: tuple[Missing, ...]
    online_only: tuple[WorkId, ...]
    seconds: float
    size: int

    @property
    def sentence(self) -> str:
        """`38 of 42 on this machine, 4 not: 3 not asked for, 1 failed (about 1 min, 6.0 MB)`."""
        wanted = self.here + len(self.missing)
        said = f"{self.here:,} of {wanted:,} PDFs on this machine"
        if self.missing:
            reasons = Counter(_REASONS[one.status] for one in self.missing)
            why = ", ".join(f"{number:,} {reason}" for reason, number in reasons.items())
            said += f", {len(self.missing):,} not: {why} ({self._cost})"
        if self.online_only:
            needs = "work needs" if len(self.online_only) == 1 else "works need"
            said += f"; {len(self.online_only):,} {needs} a network"
        return said

    @property
    def _cost(self) -> str:
        return f"{durations.estimated(self.seconds)}, {sizes.shown(self.size)}"


_REASONS = {
    PdfStatus.NONE: "not asked for",
    PdfStatus.QUEUED: "in the queue",
    PdfStatus.DOWNLOADING: "coming",
    PdfStatus.FAILED: "failed",
}
_WHY = {
    PdfStatus.NONE: "It was not asked for yet.",
    PdfStatus.QUEUED: "It waits in the queue.",
    PdfStatus.DOWNLOADING: "It is being fetched.",
}


def readiness(database: Database, settings: Settings, wanted: Sequence[WorkId]) -> Readiness:
    """How it stands with works, each counted once."""
    ids = list(dict.fromkeys(works.now_is(database, work) for work in wanted))
    addresses = addresses_of(database, settings, ids)
    pdfs = pdfs_of(database, ids)
    pacing = Pacing(rules_of(settings))
    missing: list[Missing] = []
    online_only: list[WorkId] = []
    files: Counter[str] = Counter()
    titles = pages.titles(database, ids, of_works=True)
    for work in ids:
        address, pdf = addresses[work], pdfs.get(work, NO_PDF)
        if pdf.status is PdfStatus.CACHED:
            continue
        if address is None:
            online_only.append(work)
            continue
        why = pdf.error or _WHY.get(pdf.status, "It could not be fetched.")
        key = works.key_of(database, work)
        missing.append(Missing(work, key, titles[work], pdf.status, why))
        files[pacing.service(address.url)] += 1
    cost = estimate(
        files,
        lambda service: settings.arxiv_interval if service == ARXIV else settings.host_interval,
        size=room.usual_size(database),
    )
    nowhere = set(online_only)
    with_pdf = tuple(work for work in ids if work not in nowhere)
    here = len(with_pdf) - len(missing)
    return Readiness(here, with_pdf, tuple(missing), tuple(online_only), cost.seconds, cost.size)


def readiness_of(
    folder: Path, settings: Settings, scope: Scope, query: Query = EVERYTHING
) -> Readiness:
    """A job: how it stands with the works of a scope that a query finds, on its own connection."""
    with closing(open_to_read(folder)) as database:
        entries = EntryReader(database)
        found = entries.works_of(scope, entries.select(scope, query).row_ids)
        return readiness(database, settings, found)
