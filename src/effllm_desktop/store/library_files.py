"""The files of a library's folder: their names, and that they are nobody else's to read."""

import time
from contextlib import suppress
from pathlib import Path

from effllm_desktop.domain.errors import StorageFailed

LIBRARY = "library.db"
BACKUPS = "backups"
_FOLDERS = ("pdfs", BACKUPS, "logs")
_PRIVATE = 0o700
_LEFTOVERS = (".new-library-*", ".restored-*", f"{BACKUPS}/.*.part")
_ABANDONED = 3600  # seconds; no process takes that long to make one


def library_file(folder: Path) -> Path:
    return folder / LIBRARY


def backups_folder(folder: Path) -> Path:
    return folder / BACKUPS


def prepare(folder: Path) -> None:
    """Make the folder and what belongs into it, closed to others.

    A folder that holds other things than a library was not made for one: it keeps its mode.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=_PRIVATE)
        if library_file(folder).exists() or not any(folder.iterdir()):
            folder.chmod(_PRIVATE)
        for name in _FOLDERS:
            (folder / name).mkdir(exist_ok=True, mode=_PRIVATE)
        sweep(folder)
    except OSError as error:
        raise StorageFailed(
            f"The folder {folder} cannot hold a library: {error.strerror}.",
            "Choose another folder, or change its permissions.",
        ) from error


def sweep(folder: Path) -> None:
    """Remove what processes left behind that were killed while they made a file."""
    left = [path for pattern in _LEFTOVERS for path in folder.glob(pattern)]
    for path in left:
        with suppress(FileNotFoundError):  # swept by another process just now
            if time.time() - path.stat().st_mtime > _ABANDONED:
                path.unlink()


def backups(folder: Path) -> list[Path]:
    """The backups in a library's folder, oldest first: their names sort by time."""
    return sorted(backups_folder(folder).glob("library-*.db"))


def latest_backup(folder: Path) -> Path | None:
    """The newest backup; each was verified when it was made."""
    return max(backups(folder), default=None, key=lambda file: file.name)
