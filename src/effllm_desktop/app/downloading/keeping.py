"""The PDFs on this machine: what room they take, whether they are what they were, and away."""

from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from effllm_desktop.app.downloading import room
from effllm_desktop.app.jobs import Progress
from effllm_desktop.app.library import Library
from effllm_desktop.domain.errors import StorageFailed
from effllm_desktop.domain.ids import WorkId
from effllm_desktop.store import downloads, pages, pdf_cache, pdf_files, works
from effllm_desktop.store.database import Database
from effllm_desktop.store.opening import open_database


@dataclass(frozen=True, slots=True)
class Room:
    """Files and bytes: all of them, and those that stay whatever room is needed."""

    files: int
    size: int
    staying_files: int
    staying_size: int


@dataclass(frozen=True, slots=True)
class Verified:
    """What a look at every file found.

    `damaged` and `missing` are the keys of the works whose files were not what they were, or not
    there: their records were let go, so that they can be fetched again. `removed` counts files that
    nothing was known of.
    """

    sound: int
    damaged: tuple[str, ...]
    missing: tuple[str, ...]
    removed: int


class HeldPdf(NamedTuple):
    """A PDF on this machine: bytes, and whether it stays whatever room is needed."""

    title: str
    size: int
    stays: bool


def largest(database: Database, limit: int) -> list[HeldPdf]:
    """The PDFs that take the most room."""
    rows = pdf_cache.largest(database, limit)
    titles = pages.titles(database, [work for work, *_ in rows], of_works=True)
    return [HeldPdf(titles[work], size, stays) for work, size, stays in rows]


def room_taken(database: Database) -> Room:
    return Room(*pdf_cache.total(database), *pdf_cache.staying(database))


class PdfFile(NamedTuple):
    """The file of a work's PDF, and what it holds."""

    path: Path
    sha256: str


def file_of(library: Library, work: WorkId) -> PdfFile | None:
    """The file of a work's PDF; None where it is not on this machine."""
    found = pdf_cache.of_works(library.database, [work]).get(work)
    file = pdf_files.path_of(library.folder, found.sha256) if found else None
    if found is None or file is None or not file.is_file():
        return None
    return PdfFile(file, found.sha256)


def note_reading(folder: Path, work: WorkId, now: str) -> None:
    """A job: note that the PDF of a work is read, so that it goes last when room is needed."""
    with closing(open_database(folder)) as database:
        pdf_cache.touch(database, work, now)


def shrink(database: Database, folder: Path, limit: int) -> list[WorkId]:
    """Let PDFs go until the others fit a limit in bytes; which works have lost theirs."""
    return room.make_room(database, folder, limit)


def clear(folder: Path) -> list[WorkId]:
    """A job: let every PDF go that nothing keeps; which works have lost theirs."""
    with closing(open_database(folder)) as database:
        return shrink(database, folder, 0)


def verify(folder: Path, progress: Progress) -> Verified:
    """A job: read every file again, and mend what is known of them.

    A damaged file that nobody could fetch again is kept as `<sha256>.damaged` beside its place.
    """
    with closing(open_database(folder)) as database:
        known = sorted(pdf_cache.known(database))
        missing = [one for one in known if not pdf_files.path_of(folder, one).is_file()]
        damaged: list[str] = []
        for number, sha256 in enumerate(set(known) - set(missing)):
            progress.report(number / len(known), "Reading the PDFs again")
            if not _is_sound(folder, sha256, progress):
                damaged.append(sha256)
        told = Verified(
            len(known) - len(damaged) - len(missing),
            _keys(database, damaged),
            _keys(database, missing),
            len(pdf_files.strangers(folder, known)),
        )
        for sha256 in damaged:
            pdf_files.set_aside(folder, sha256)
        pdf_cache.evict(database, folder, [*damaged, *missing])
        pdf_cache.sweep(database, folder, downloads.identities(database))
    return told


def _is_sound(folder: Path, sha256: str, progress: Progress) -> bool:
    """Whether a file still holds what its name says. One that cannot be read does not."""
    try:
        return pdf_files.digest(pdf_files.path_of(folder, sha256), progress.checkpoint) == sha256
    except StorageFailed:
        return False


def _keys(database: Database, sha256: Sequence[str]) -> tuple[str, ...]:
    found = pdf_cache.works_with(database, sha256)
    return tuple(works.key_of(database, work) for work in found)
