"""Copies of a library: made by SQLite while it is in use, verified before they count."""

import os
import sqlite3
from contextlib import closing
from datetime import datetime
from pathlib import Path

from effllm_desktop.domain.errors import StorageFailed
from effllm_desktop.store import errors, library_files
from effllm_desktop.store.database import Database

KEPT = 10


def back_up(database: Database, now: datetime) -> Path:
    """A verified copy in the folder of backups; the oldest of more than ten go."""
    folder = database.file.parent
    made = copy(database, library_files.backups_folder(folder) / library_files.backup_name(now))
    for old in library_files.backups(folder)[:-KEPT]:
        old.unlink(missing_ok=True)
    return made


def copy_aside(database: Database, migration: str) -> Path:
    """A verified copy from before a migration; it is kept until somebody deletes it."""
    folder = library_files.backups_folder(database.file.parent)
    return copy(database, folder / f"before-{migration}.db")


def verify(file: Path) -> list[str]:
    """What is wrong with a database file; nothing for a sound one."""
    with (
        errors.translated(file),
        closing(sqlite3.connect(f"{file.absolute().as_uri()}?mode=ro", uri=True)) as opened,
    ):
        found = [text for (text,) in opened.execute("PRAGMA integrity_check(20)")]
    return [] if found == ["ok"] else found


def copy(database: Database, target: Path) -> Path:
    """A verified copy under any name, closed to others."""
    part = target.with_name(f".{target.name}.part")
    try:
        part.unlink(missing_ok=True)
        os.close(os.open(part, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
        database.copy_to(part)
        if verify(part):
            raise errors.damaged(database.file)
        part.replace(target)
    except OSError as error:
        raise StorageFailed(
            f"No backup could be written to {target.parent}: {error.strerror}.",
            "Free some space, or check the folder's permissions.",
        ) from error
    finally:
        part.unlink(missing_ok=True)
    return target
