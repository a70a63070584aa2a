"""A backup in the place of the library: only a sound library of ours, and nothing is deleted."""

import os
import shutil
from contextlib import closing, suppress
from datetime import datetime
from pathlib import Path

from effllm_desktop.domain.errors import AppError, BadInput, NotFound, StorageFailed
from effllm_desktop.store import backup, library_files, opening, removal
from effllm_desktop.store.database import Database

_BESIDE = ("", "-wal", "-shm")


def restore(folder: Path, file: Path, now: datetime) -> Path | None:
    """Put a backup in the library's place; where the replaced library is kept, if there was one.

    Into a sound library the backup goes as one transaction, so that a window that has it open sees
    it. A damaged one is moved aside.
    """
    library_files.prepare(folder)
    target = library_files.library_file(folder)
    part = target.with_name(f".restored-{now:%Y-%m-%dT%H-%M-%S}.part")
    try:
        _prepare(file, part, now)
        kept = target.with_name(f"replaced-{now:%Y-%m-%dT%H-%M-%S}.db")
        if not target.exists():
            part.replace(target)
            return None
        if damage(target):
            _move_aside(target, kept)
            part.replace(target)
        else:
            _refill(target, kept, part)
    except OSError as error:
        raise StorageFailed(
            f"The backup could not be put into {folder}: {error.strerror}.",
            "Free some space, or check the folder's permissions.",
        ) from error
    finally:
        for suffix in _BESIDE:
            part.with_name(part.name + suffix).unlink(missing_ok=True)
    return kept


def damage(file: Path) -> list[str]:
    """What is wrong with a library file; nothing for a sound one, or where there is none."""
    if not file.exists():
        return []
    try:
        return backup.verify(file)
    except AppError as problem:
        return [problem.what]


def _prepare(file: Path, part: Path, now: datetime) -> None:
    """A private copy of the backup, known to be a sound library and brought up to date."""
    if not file.is_file():
        raise NotFound(f"There is no backup {file}.", "Check the name.")
    os.close(os.open(part, os.O_CREAT | os.O_TRUNC | os.O_WRONLY, 0o600))
    shutil.copyfile(file, part)
    if damage(part):
        raise BadInput(f"{file} is no sound backup of a library.", "Choose another file.")
    with closing(Database.connect(part, durable=True)) as database:
        if not opening.is_ours(database):
            raise BadInput(f"{file} is no backup of a library.", "Choose another file.")
        opening.require_known(database)
        opening.migrate(database)
        removal.count_from(database, now)
        database.run("PRAGMA journal_mode = WAL")  # as a library is; closing writes it all back


def _refill(target: Path, kept: Path, part: Path) -> None:
    with closing(Database.connect(target, durable=True)) as database:
        backup.copy(database, kept)
        database.fill_from(part)


def _move_aside(target: Path, kept: Path) -> None:
    """Give a damaged library another name, with the files that SQLite keeps beside it."""
    for suffix in reversed(_BESIDE):
        with suppress(FileNotFoundError):
            target.with_name(target.name + suffix).replace(kept.with_name(kept.name + suffix))
