"""The files of PDFs: named by what they hold, put in place in one step, swept when nobody's.

`pdfs/aa/<sha256>.pdf` is a whole file, always. What is on its way stands in `pdfs/incoming/`. A
file that the reader attached has an empty `<sha256>.attached` beside it: nobody could fetch it
again, so that it stays even when an older library is put back that does not know it.
"""

import hashlib
import os
import shutil
import time
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from effllm_desktop.domain.errors import StorageFailed
from effllm_desktop.store import library_files
from effllm_desktop.store.atomic_file import sync_folder

_BLOCK = 2**20
_ABANDONED = 3600  # seconds; nobody takes that long to copy a file
_ATTACHING = "attaching-"


def path_of(folder: Path, sha256: str) -> Path:
    """Where the file with this content stands, if it is here."""
    return folder / library_files.PDFS / sha256[:2] / f"{sha256}.pdf"


def part_of(folder: Path, identity: str) -> Path:
    """Where a file stands while it comes; the same one whenever the same is fetched."""
    name = hashlib.sha256(identity.encode("utf-8", "surrogatepass")).hexdigest()[:32]
    return folder / library_files.INCOMING / f"{name}.part"


def digest(path: Path, checkpoint: Callable[[], None] = lambda: None) -> str:
    """The SHA-256 of a file."""
    found = hashlib.sha256()
    with _told(path), path.open("rb") as file:
        while block := file.read(_BLOCK):
            checkpoint()
            found.update(block)
    return found.hexdigest()


def place(folder: Path, part: Path, sha256: str, *, attached: bool = False) -> Path:
    """Move a whole file that is on the disk to where it belongs, in one step."""
    target = path_of(folder, sha256)
    with _told(target):
        if not target.parent.is_dir():
            target.parent.mkdir(mode=0o700, exist_ok=True)
            sync_folder(target.parent.parent)
        if attached:
            _mark(target).touch(mode=0o600)
        part.chmod(0o600)
        part.replace(target)
        sync_folder(target.parent)
        _beside(part).unlink(missing_ok=True)
    return target


def copy_in(folder: Path, source: Path) -> Path:
    """A copy of a file of the reader's, on its way into the library and on the disk."""
    part = folder / library_files.INCOMING / f"{_ATTACHING}{os.getpid()}-{time.time_ns()}.part"
    with _told(source):
        try:
            with source.open("rb") as original, part.open("xb") as copy:
                shutil.copyfileobj(original, copy, _BLOCK)
                copy.flush()
                os.fsync(copy.fileno())
        except BaseException:
            part.unlink(missing_ok=True)
            raise
    return part


def drop_part(part: Path) -> None:
    """Forget what has come of a file."""
    with _told(part):
        _beside(part).unlink(missing_ok=True)
        part.unlink(missing_ok=True)


def sizes(folder: Path) -> dict[str, int]:
    """The files that are here, by what they hold, with their sizes."""
    return {file.stem: file.stat().st_size for file in _files(folder)}


def remove(folder: Path, sha256: str) -> None:
    """Remove a file that no record names."""
    with _told(path_of(folder, sha256)):
        path_of(folder, sha256).unlink(missing_ok=True)
        _mark(path_of(folder, sha256)).unlink(missing_ok=True)


def set_aside(folder: Path, sha256: str) -> None:
    """Keep a damaged file that nobody could fetch again, under another name."""
    file = path_of(folder, sha256)
    if _mark(file).exists():
        with _told(file):
            file.replace(file.with_suffix(".damaged"))


def strangers(folder: Path, known: Collection[str]) -> list[str]:
    """The files that nothing is known of and that can be fetched again."""
    return [
        file.stem for file in _files(folder) if file.stem not in known and not _mark(file).exists()
    ]


def sweep_incoming(folder: Path, wanted: Collection[str]) -> None:
    """Remove what is on its way for nobody, or could not be gone on with.

    `wanted` are the identities of the files that somebody waits for.
    """
    parts = {part_of(folder, identity).name for identity in wanted}
    now = time.time()
    for file in (folder / library_files.INCOMING).iterdir():
        with suppress(FileNotFoundError):
            if file.name.startswith(_ATTACHING):
                stays = now - file.stat().st_mtime < _ABANDONED
            else:
                part = file.with_name(file.name.removesuffix(".json"))
                stays = part.name in parts and part.exists() and _beside(part).exists()
            if not stays and ".part" in file.name:
                file.unlink()


def _files(folder: Path) -> Iterator[Path]:
    return (folder / library_files.PDFS).glob("[0-9a-f][0-9a-f]/*.pdf")


def _beside(part: Path) -> Path:
    return part.with_name(f"{part.name}.json")


def _mark(file: Path) -> Path:
    return file.with_suffix(".attached")


@contextmanager
def _told(path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise StorageFailed(
            f"{path.name} could not be read or written: {error.strerror}.",
            "Free some space, or check the permissions of the library's folder.",
        ) from error
