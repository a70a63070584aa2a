"""A backup in the place of the library: only a sound library of ours, and nothing is deleted."""

import os
import shutil
import sqlite3
from contextlib import closing
from datetime import datetime
from pathlib import Path

from effllm_desktop.domain.errors import AppError, BadInput, NotFound, StorageFailed
from effllm_desktop.store import backup, errors, library_files, opening
from effllm_desktop.store.database import APPLICATION_ID, Database

_BESIDE = ("-wal", "-shm")


def restore(folder: Path, file: Path, now: datetime) -> Path | None:
    """Put a backup in the library's place; where the replaced library is kept, if there was one."""
    _require_library(file)
    library_files.prepare(folder)
    target = library_files.library_file(folder)
    part = target.with_name(f".{target.name}.part")
    try:
        _copy(file, part)
        _require_library(part)
        kept = _put_aside(target, now)
        part.replace(target)
    except OSError as error:
        raise StorageFailed(
            f"The backup could not be put into {folder}: {error.strerror}.",
            "Free some space, or check the folder's permissions.",
        ) from error
    finally:
        part.unlink(missing_ok=True)
    return kept


def damage(file: Path) -> list[str]:
    """What is wrong with a library file; nothing for a sound one, or where there is none."""
    if not file.exists():
        return []
    try:
        return backup.verify(file)
    except AppError as problem:
        return [problem.what]


def _require_library(file: Path) -> None:
    """Raise unless the file is a sound library that this version can open."""
    if not file.is_file():
        raise NotFound(f"There is no backup {file}.", "Check the name.")
    try:
        found = backup.verify(file)
        with errors.translated(file), closing(sqlite3.connect(_read_only(file), uri=True)) as copy:
            ours = copy.execute("PRAGMA application_id").fetchone() == (APPLICATION_ID,)
    except AppError as problem:
        raise BadInput(f"{file} is no backup of a library.", "Choose another file.") from problem
    if not ours:
        raise BadInput(f"{file} is no backup of a library.", "Choose another file.")
    if found:
        raise BadInput(f"The backup {file} is damaged.", "Choose another one.")
    database = Database.connect(file, durable=False)
    try:
        opening.require_known(database)
    finally:
        database.close()


def _copy(file: Path, part: Path) -> None:
    os.close(os.open(part, os.O_CREAT | os.O_TRUNC | os.O_WRONLY, 0o600))
    shutil.copyfile(file, part)
    with part.open("rb") as written:
        os.fsync(written.fileno())


def _put_aside(target: Path, now: datetime) -> Path | None:
    """Give the library in place another name, with the files that SQLite keeps beside it."""
    if not target.exists():
        return None
    kept = target.with_name(f"replaced-{now:%Y-%m-%dT%H-%M-%S}.db")
    for suffix in _BESIDE:
        beside = target.with_name(target.name + suffix)
        if beside.exists():
            beside.replace(kept.with_name(kept.name + suffix))
    target.replace(kept)
    return kept


def _read_only(file: Path) -> str:
    return f"{file.absolute().as_uri()}?mode=ro"
