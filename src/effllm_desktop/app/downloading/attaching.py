"""A PDF of the reader's own, copied into the library."""

from collections.abc import Callable
from pathlib import Path

from effllm_desktop.app.downloading.fetching import Checker, looked_at
from effllm_desktop.app.library import Library
from effllm_desktop.domain.changes import Aspect, Changes
from effllm_desktop.domain.errors import BadInput
from effllm_desktop.domain.ids import WorkId
from effllm_desktop.store import downloads, pdf_cache, pdf_files, works
from effllm_desktop.store.database import Database
from effllm_desktop.store.pdf_cache import WholePdf

__all__ = ["WholePdf", "attach", "copied", "record"]

_START = b"%PDF-"


def copied(
    folder: Path, source: Path, checker: Checker, checkpoint: Callable[[], None]
) -> WholePdf:
    """A job: a copy of a file, looked at. Raises AppErrors; the file itself is left alone."""
    if not source.is_file():
        raise BadInput(f"There is no file {source}.", "Check the name.")
    part = pdf_files.copy_in(folder, source)
    with part.open("rb") as file:
        start = file.read(len(_START))
    if start != _START:
        pdf_files.drop_part(part)
        raise BadInput(f"{source.name} is no PDF.", "Choose a file that a PDF reader opens.")
    return looked_at(part, checker, checkpoint)


def attach(library: Library, work: WorkId, whole: WholePdf) -> None:
    """Let a file that was copied be the PDF of a work; nothing is fetched for it any more."""
    work = record(library.database, library.folder, work, whole, library.clock().isoformat())
    library.workspace.announce(Changes(Aspect.PDFS, frozenset([work])))


def record(database: Database, folder: Path, work: WorkId, whole: WholePdf, now: str) -> WorkId:
    """The same without a window: whose PDF it is now, as that work may have been merged."""
    work = works.now_is(database, work)
    with database.transaction():
        pdf_cache.take_in(database, folder, whole, [(work, None)], None, now)
        downloads.remove(database, [work])
    return work
