"""Opening a library: made where there is none, brought up to date, refused where it must be.

An up-to-date library is recognised by plain SQL: sqlite-utils is only imported to migrate.
"""

import os
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from effllm_desktop.domain.errors import BadInput, NewerLibrary, StorageFailed
from effllm_desktop.store import backup, errors, library_files, migrations
from effllm_desktop.store.database import APPLICATION_ID, Database

_PAGE = 16 * 2**10
"""Bytes of a page of a new library. SQLite's usual 4 kB make it ask the system four times as often:
a large import takes a tenth longer."""
_CHECKED_AT_OPENING = 8 * 2**20  # bytes; larger libraries are checked with their daily backup


def open_database(folder: Path, *, durable: bool = True) -> Database:
    """The library in a folder, up to date. Raises AppErrors; a refused library is left as it is."""
    library_files.prepare(folder)
    file = library_files.library_file(folder)
    if not _is_there(file):
        _create(file)
    with _blaming(file):
        database = Database.connect(file, durable=durable)
    try:
        _bring_up_to_date(database)
    except BaseException:
        database.close()
        raise
    return database


def open_to_read(folder: Path) -> Database:
    """One more connection to a library that is open and up to date; it writes nothing."""
    database = Database.connect(library_files.library_file(folder), durable=False)
    database.run("PRAGMA query_only = ON")
    return database


def open_to_write_apart(folder: Path) -> Database:
    """One more connection to a library that is open and up to date: for a job that writes much.

    Whoever opened it looks, when the job is done, whether others have written, and closes it.
    """
    file = library_files.library_file(folder)
    return Database.connect(file, durable=True, handed_over=True)


def _is_there(file: Path) -> bool:
    if not file.exists():
        return False
    if not file.is_file():
        raise BadInput(f"{file} is no file.", "Choose another folder for the library.")
    if file.stat().st_size:
        return True
    if library_files.latest_backup(file.parent):
        raise errors.damaged(file)  # there was a library, and something emptied it
    return False


def _create(file: Path) -> None:
    """Make a whole library beside, then give it its name: nobody ever sees half of one."""
    try:
        handle, name = tempfile.mkstemp(prefix=".new-library-", suffix=".db", dir=file.parent)
        os.close(handle)
    except OSError as error:
        raise StorageFailed(
            f"No library can be made in {file.parent}: {error.strerror}.",
            "Choose another folder, or change its permissions.",
        ) from error
    new = Path(name)
    try:
        _fill(new)
        if file.exists():  # an empty file
            new.replace(file)
        else:
            with suppress(FileExistsError):  # another process was faster
                os.link(new, file)
    except OSError as error:
        raise StorageFailed(
            f"No library can be made in {file.parent}: {error.strerror}.",
            "Choose another folder.",
        ) from error
    finally:
        new.unlink(missing_ok=True)


def _fill(new: Path) -> None:
    database = Database.connect(new, durable=True)
    try:
        database.run(f"PRAGMA page_size = {_PAGE}")  # before anything is written
        database.run(f"PRAGMA application_id = {APPLICATION_ID}")
        database.run("PRAGMA journal_mode = WAL")
        with database.guarded() as db:
            migrations.collected().apply(db)
    finally:
        database.close()


def _bring_up_to_date(database: Database) -> None:
    with _blaming(database.file):
        applied = _looked_at(database)
    if len(applied) < len(migrations.NAMES):
        require_sound(database)
        backup.copy_aside(database, next(n for n in migrations.NAMES if n not in applied))
        migrate(database)


@contextmanager
def _blaming(file: Path) -> Iterator[None]:
    """Statements that have been right for every library: what SQLite objects to is the file."""
    try:
        yield
    except sqlite3.OperationalError as error:
        raise errors.damaged(file) from error


def _looked_at(database: Database) -> list[str]:
    """The migrations of a library of ours, known to be sound unless it is large."""
    file = database.file
    if not is_ours(database):
        raise BadInput(
            f"{file} is a database of another program.", "Choose another folder for the library."
        )
    applied = require_known(database)
    if file.stat().st_size <= _CHECKED_AT_OPENING:
        require_sound(database)
    return applied


def is_ours(database: Database) -> bool:
    """Whether a database was made by this program, as a library."""
    made = "SELECT 1 FROM sqlite_master WHERE name = '_sqlite_migrations'"
    return database.value("PRAGMA application_id") == APPLICATION_ID and bool(database.value(made))


def require_known(database: Database) -> list[str]:
    """The migrations a library has been through. Raises NewerLibrary for one we do not know."""
    rows = database.rows(
        "SELECT name FROM _sqlite_migrations WHERE migration_set = ? ORDER BY id",
        (migrations.SET,),
    )
    applied = [name for (name,) in rows]
    if any(name not in migrations.NAMES for name in applied):
        raise NewerLibrary(
            f"The library {database.file} was written by a newer version of the program.",
            "Install the newest version; this one left the library as it is.",
        )
    return applied


def require_sound(database: Database) -> None:
    """Raise DamagedLibrary unless the file's pages fit together."""
    if database.value("PRAGMA quick_check(1)") != "ok":
        raise errors.damaged(database.file)


def migrate(database: Database) -> None:
    """Run what a library has not been through yet: all of it or, when something fails, nothing."""
    with database.transaction(), database.guarded() as db:
        migrations.collected().apply(db)
