"""PDFs that lie beside a file of another program: copied in for works that have none here."""

from collections.abc import Iterable, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from effllm_desktop.app.carried import CarriedPdf
from effllm_desktop.app.clock import Clock, system_clock
from effllm_desktop.app.jobs import Progress
from effllm_desktop.app.sources import Failure
from effllm_desktop.domain.errors import AppError
from effllm_desktop.store import pdf_cache, works
from effllm_desktop.store.database import Database
from effllm_desktop.store.opening import open_database


@dataclass(frozen=True, slots=True)
class TakenPdfs:
    """The files that are in the library now, and those that could not be copied."""

    pdfs: tuple[CarriedPdf, ...] = ()
    failures: tuple[Failure, ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(one.path.name for one in self.pdfs)


def lacking(database: Database, pdfs: Iterable[CarriedPdf]) -> tuple[CarriedPdf, ...]:
    """Those of works that have no PDF here, or are not here yet."""
    some = tuple(pdfs)
    found = works.find(database, [one.key for one in some])
    here = pdf_cache.of_works(database, list(found.values()))
    return tuple(one for one in some if found.get(one.key) not in here)


def take_in(
    folder: Path, pdfs: Sequence[CarriedPdf], progress: Progress, clock: Clock = system_clock
) -> TakenPdfs:
    """A job: copy PDFs in, one after the other. What came before it was cancelled stays."""
    from effllm_desktop.app.downloading.attaching import copied, record
    from effllm_desktop.app.pdf_reading import pages_of

    taken: list[CarriedPdf] = []
    failures: list[Failure] = []
    with closing(open_database(folder)) as database:
        wanted = lacking(database, pdfs)
        found = works.find(database, [one.key for one in wanted])
        for number, one in enumerate(wanted):
            progress.checkpoint()
            progress.report(number / len(wanted), f"Copying {one.path.name}")
            work = found.get(one.key)
            if work is None:  # somebody has changed what it is about meanwhile
                continue
            try:
                whole = copied(folder, one.path, pages_of, progress.checkpoint)
            except AppError as problem:
                failures.append(Failure(str(one.path), problem))
            else:
                record(database, folder, work, whole, clock().isoformat())
                taken.append(one)
    return TakenPdfs(tuple(taken), tuple(failures))
