"""The files of a library's folder: their names, and that they are nobody else's to read."""

import time
from contextlib import suppress
from datetime import UTC, date, datetime
from pathlib import Path

from effllm_desktop.domain.errors import StorageFailed

LIBRARY = "library.db"
BACKUPS = "backups"
PDFS = "pdfs"
INCOMING = f"{PDFS}/incoming"
_FOLDERS = (PDFS, INCOMING, BACKUPS, "logs")
_PRIVATE = 0o700
_LEFTOVERS = (".new-library-*", ".restored-*", f"{BACKUPS}/.*.part")
_BACKUP_NAME = "library-%Y-%m-%dT%H-%M-%S.db"
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
    """The backups in a library's folder, oldest first; files of other names are none."""
    found = (file for file in backups_folder(folder).glob("*.db") if day_of(file))
    return sorted(found, key=lambda file: file.name)


def backup_name(now: datetime) -> str:
    return now.strftime(_BACKUP_NAME)


def day_of(file: Path) -> date | None:
    """The day on which a backup was made, from its name; None for a name of another kind."""
    try:
        return datetime.strptime(file.name, _BACKUP_NAME).replace(tzinfo=UTC).date()
    except ValueError:
        return None


def latest_backup(folder: Path) -> Path | None:
    """The newest backup; each was verified when it was made."""
    return next(reversed(backups(folder)), None)
