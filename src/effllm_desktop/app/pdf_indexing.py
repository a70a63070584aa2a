"""The text of PDFs becomes searchable: once for each content, in the background."""

from collections.abc import Iterable
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from effllm_desktop.app.jobs import Progress
from effllm_desktop.domain.errors import BadPdf, PdfStopped, StorageFailed
from effllm_desktop.pdf.extracting import Extractor
from effllm_desktop.store import pdf_cache, pdf_files, pdf_text
from effllm_desktop.store.database import Database
from effllm_desktop.store.opening import open_database


@dataclass(frozen=True, slots=True)
class Indexed:
    """How many PDFs were read, and how many could not be: those have no text."""

    read: int
    unreadable: int


def index_pdfs(folder: Path, pdfs: Iterable[tuple[str, Path]], progress: Progress) -> Indexed:
    """A job: take the text of those PDFs (hash and file) whose content is not known yet.

    Each is written as a whole: cancelling leaves those before it. One whose file is gone is left
    for another time.
    """
    wanted = dict(pdfs)
    read = unreadable = 0
    with closing(open_database(folder)) as database, Extractor() as extractor:
        known = pdf_text.taken(database, wanted)
        new = {sha256: path for sha256, path in wanted.items() if sha256 not in known}
        for number, (sha256, path) in enumerate(new.items()):
            progress.report(number / len(new), f"Reading {path.name}")
            try:
                pages = _pages(extractor, path, progress)
            except StorageFailed:
                continue
            with database.transaction():
                pdf_text.take(database, sha256, pages)
            read, unreadable = read + bool(pages), unreadable + (not pages)
    return Indexed(read, unreadable)


def index_cache(folder: Path, progress: Progress) -> Indexed:
    """A job: the index says what the PDFs on this machine say, and nothing of others."""
    with closing(open_database(folder)) as database:
        for sha256 in pdf_text.gone(database):
            progress.checkpoint()
            with database.transaction():
                pdf_text.forget(database, sha256)
        known = pdf_cache.known(database)
    pdfs = [(sha256, pdf_files.path_of(folder, sha256)) for sha256 in known]
    return index_pdfs(folder, pdfs, progress)


def is_index_whole(database: Database) -> bool:
    """Whether `index_cache` has nothing to do."""
    known = pdf_cache.known(database)
    return not pdf_text.gone(database) and len(pdf_text.taken(database, known)) == len(known)


def _pages(extractor: Extractor, path: Path, progress: Progress) -> list[str | None]:
    """What the pages say; none where the document does not open: it will not another time."""
    pages: list[str | None] = []
    try:
        for page in extractor.pages(path):
            progress.checkpoint()
            pages.append(page)
    except (BadPdf, PdfStopped):
        return []
    return pages
