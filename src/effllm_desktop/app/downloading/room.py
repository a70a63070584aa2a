"""Room for PDFs: what goes when there is too much, and what stays whatever happens."""

from pathlib import Path

from effllm_desktop.app.downloading.meters import USUAL_SIZE
from effllm_desktop.domain.ids import WorkId
from effllm_desktop.store import pdf_cache
from effllm_desktop.store.database import Database


def make_room(database: Database, folder: Path, limit: int) -> list[WorkId]:
    """Let the PDFs go that were not read for longest until the others fit the limit in bytes.

    Those that are kept, starred, queued, highlighted or attached stay, even where they alone are
    more than that. Which works have lost theirs.
    """
    _, held = pdf_cache.total(database)
    going: list[str] = []
    if held > limit:
        for sha256, size in pdf_cache.leaving(database):
            if held <= limit:
                break
            going.append(sha256)
            held -= size
    lost = pdf_cache.works_with(database, going)
    if going:
        pdf_cache.evict(database, folder, going)
    return lost


def usual_size(database: Database) -> float:
    """The bytes of a PDF, by those that are here."""
    count, size = pdf_cache.total(database)
    return size / count if count else USUAL_SIZE
