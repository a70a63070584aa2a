import sqlite3

import pytest

from effllm_desktop.domain.errors import Cancelled, DamagedLibrary, LibraryInUse, StorageFailed
from effllm_desktop.store import database as database_module
from effllm_desktop.store import errors
from effllm_desktop.store.database import Database
from effllm_desktop.store.opening import open_database


def test_a_full_disk_is_told_and_leaves_the_library_as_it_was(database):
    pages = database.value("PRAGMA page_count")
    database.run(f"PRAGMA max_page_count = {pages}")
    with pytest.raises(StorageFailed, match="disk is full"), database.transaction():
        database.run(
            "INSERT INTO lists (name, named, added_at) VALUES (?, 0, '')", ("x" * 10_000_000,)
        )
    assert database.rows("SELECT * FROM lists") == []
    with database.transaction():
        database.run("INSERT INTO lists (name, named, added_at) VALUES ('short', 0, '')")


ENDLESS = "WITH RECURSIVE c(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM c) SELECT max(n) FROM c"


@pytest.mark.parametrize("reason", [Cancelled, KeyboardInterrupt])
def test_a_long_statement_can_be_stopped_and_takes_its_transaction_along(database, reason):
    asked = []

    def checkpoint():
        asked.append(1)
        if len(asked) == 3:
            raise reason

    def write():
        with database.transaction(), database.stopped_by(checkpoint):
            database.run("INSERT INTO lists (name, named, added_at) VALUES ('x', 0, '')")
            database.run(f"UPDATE lists SET name = ({ENDLESS})")

    with pytest.raises(reason):
        write()
    assert len(asked) == 3
    assert database.rows("SELECT * FROM lists") == []
    with pytest.raises(sqlite3.OperationalError), database.stopped_by(checkpoint):
        database.run("SELECT nothing")


def test_a_library_that_another_program_writes_to_is_busy(folder, database, monkeypatch):
    monkeypatch.setattr(database_module, "BUSY_SECONDS", 0.05)
    other = open_database(folder)
    with database.transaction(), pytest.raises(LibraryInUse, match="busy"), other.transaction():
        pytest.fail("both wrote")
    with other.transaction():
        pass
    other.close()


def test_a_copy_into_a_busy_library_gives_up(folder, database, monkeypatch, tmp_path):
    copy = tmp_path / "copy.db"
    copy.touch()
    database.copy_to(copy)
    monkeypatch.setattr(database_module, "BUSY_SECONDS", 0.05)
    other = open_database(folder)
    with database.transaction(), pytest.raises(LibraryInUse):
        other.fill_from(copy)
    other.fill_from(copy)
    other.close()


def test_a_library_that_may_not_be_written(database):
    database.run("PRAGMA query_only = ON")
    with pytest.raises(StorageFailed, match="cannot be written"), database.transaction():
        database.run("DELETE FROM lists")


def test_a_library_that_is_not_there(tmp_path):
    with pytest.raises(StorageFailed, match="cannot be opened"):
        Database.connect(tmp_path / "none.db", durable=True)


def test_a_file_that_is_no_database(tmp_path):
    file = tmp_path / "x.db"
    file.write_bytes(b"nothing of the kind " * 100)
    with pytest.raises(DamagedLibrary):
        Database.connect(file, durable=False)


def test_a_message_about_the_file_that_is_no_utf8_is_damage(tmp_path):
    with pytest.raises(DamagedLibrary), errors.translated(tmp_path / "library.db"):
        b"\xdf".decode()


def test_text_that_is_no_utf8_is_damage(database):
    with pytest.raises(DamagedLibrary):
        database.rows("SELECT CAST(x'ff41' AS TEXT)")


def test_mistakes_of_ours_stay_what_they_are(database):
    with pytest.raises(sqlite3.OperationalError):
        database.rows("SELECT nonsense FROM nowhere")
    with pytest.raises(sqlite3.IntegrityError), database.transaction():
        database.run("INSERT INTO entries (list_id) VALUES (1)")
    with pytest.raises(sqlite3.ProgrammingError):
        database.rows("SELECT ?", ())


@pytest.mark.parametrize(
    ("code", "kind"),
    [
        (sqlite3.SQLITE_IOERR_FSYNC, StorageFailed),
        (sqlite3.SQLITE_PERM, StorageFailed),
        (sqlite3.SQLITE_READONLY_DIRECTORY, StorageFailed),
        (sqlite3.SQLITE_BUSY_SNAPSHOT, LibraryInUse),
        (sqlite3.SQLITE_CORRUPT_VTAB, DamagedLibrary),
    ],
)
def test_extended_codes_belong_to_their_kind(tmp_path, code, kind):
    error = sqlite3.OperationalError("x")
    error.sqlite_errorcode = code
    assert isinstance(errors.in_words(error, tmp_path / "library.db"), kind)


def test_the_hint_for_a_damaged_library_names_the_newest_backup(tmp_path):
    assert "no backup" in errors.damaged(tmp_path / "library.db").hint
    (tmp_path / "backups").mkdir()
    for name in ("library-2026-01-01T00-00-00.db", "library-2026-02-01T00-00-00.db", "other.db"):
        (tmp_path / "backups" / name).touch()
    assert "library-2026-02-01T00-00-00.db" in errors.damaged(tmp_path / "library.db").hint


def test_a_transaction_that_fails_leaves_nothing(database):
    def fail_half_way():
        with database.transaction():
            database.run("INSERT INTO lists (name, named, added_at) VALUES ('x', 0, '')")
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail_half_way()
    assert database.rows("SELECT * FROM lists") == []


def _add_twice(add):
    add("one")
    add("one")


def test_transactions_as_one_are_all_there_or_none_is(database):
    def add(name):
        with database.transaction():
            database.run("INSERT INTO tags (name, folded) VALUES (?, ?)", (name, name))

    with pytest.raises(sqlite3.IntegrityError), database.as_one():
        _add_twice(add)
    assert database.rows("SELECT name FROM tags") == []
    with database.as_one():
        add("one")
        add("two")
    add("three")
    assert database.rows("SELECT name FROM tags ORDER BY id") == [("one",), ("two",), ("three",)]
