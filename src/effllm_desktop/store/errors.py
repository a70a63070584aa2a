"""SQLite's errors in our words: decided once, here, by their codes."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from effllm_desktop.domain.errors import AppError, DamagedLibrary, LibraryInUse, StorageFailed
from effllm_desktop.store import library_files

_PRIMARY = 0xFF
BUSY = (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED)
_DAMAGED = (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB)
_REFUSED = {
    sqlite3.SQLITE_FULL: ("The disk is full.", "Free some space, then try again."),
    sqlite3.SQLITE_READONLY: (
        "The library in {folder} cannot be written.",
        "Check the permissions of the folder and of the files in it.",
    ),
    sqlite3.SQLITE_CANTOPEN: (
        "The library in {folder} cannot be opened.",
        "Check that the folder exists and that its files may be read and written.",
    ),
    sqlite3.SQLITE_PERM: (
        "The library in {folder} cannot be opened.",
        "Check the permissions of the folder and of the files in it.",
    ),
    sqlite3.SQLITE_IOERR: (
        "The disk failed while the library in {folder} was read or written.",
        "Check the disk; nothing half was written.",
    ),
}


@contextmanager
def translated(file: Path) -> Iterator[None]:
    """Raise what SQLite says about the world as an error for people; mistakes of ours stay."""
    try:
        yield
    except UnicodeDecodeError as error:  # in a text of the file, or in what SQLite says about it
        raise damaged(file) from error
    except sqlite3.Error as error:
        known = in_words(error, file)
        if known is None:
            raise
        raise known from error


def in_words(error: sqlite3.Error, file: Path) -> AppError | None:
    """The error for people that this one of SQLite's stands for; None: a mistake of ours."""
    if isinstance(error, sqlite3.OperationalError) and not hasattr(error, "sqlite_errorcode"):
        return damaged(file)  # raised by Python alone: text in the file is no UTF-8
    code = getattr(error, "sqlite_errorcode", sqlite3.SQLITE_ERROR) & _PRIMARY
    if code in BUSY:
        return busy(file)
    if code in _DAMAGED:
        return damaged(file)
    if code in _REFUSED:
        what, hint = _REFUSED[code]
        return StorageFailed(what.format(folder=file.parent), hint)
    return None


def busy(file: Path) -> LibraryInUse:
    return LibraryInUse(
        f"The library in {file.parent} is busy: another program is writing to it.",
        "Try again in a moment.",
    )


def damaged(file: Path) -> DamagedLibrary:
    """A library that must not be written to, with the way back."""
    backup = library_files.latest_backup(file.parent)
    hint = (
        f"The last good backup is {backup}; restore it, the damaged file is kept beside."
        if backup
        else "There is no backup in its folder; the file was left as it is."
    )
    return DamagedLibrary(f"The library file {file} is damaged.", hint)
