import os
import sqlite3
import stat
import subprocess
import sys
from contextlib import closing

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from effllm_desktop.domain.errors import (
    AppError,
    BadInput,
    DamagedLibrary,
    NewerLibrary,
    StorageFailed,
)
from effllm_desktop.store import migrations, opening
from effllm_desktop.store.database import APPLICATION_ID
from effllm_desktop.store.opening import open_database


def names(folder):
    return sorted(path.name for path in folder.iterdir())


def test_a_new_library_is_whole_and_closed_to_others(folder):
    opened = open_database(folder)
    assert opened.value("PRAGMA journal_mode") == "wal"
    assert opened.value("PRAGMA application_id") == APPLICATION_ID
    assert opened.value("PRAGMA foreign_keys") == 1
    assert opened.value("PRAGMA synchronous") == 2
    strict = dict(opened.rows("SELECT name, strict FROM pragma_table_list WHERE type = 'table'"))
    assert {name for name, on in strict.items() if not on and not name.startswith("search_")} == {
        "_sqlite_migrations",
        "sqlite_schema",
        "sqlite_temp_schema",
    }
    opened.close()
    assert names(folder) == ["backups", "library.db", "logs", "pdfs"]
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert stat.S_IMODE((folder / "library.db").stat().st_mode) == 0o600


def test_bulk_work_is_on_the_disk_before_others_write(folder):
    with closing(open_database(folder, durable=False)) as opened:
        assert opened.value("PRAGMA synchronous") == 2


def test_an_empty_folder_is_closed_and_one_with_other_things_keeps_its_mode(tmp_path):
    empty, full = tmp_path / "empty", tmp_path / "full"
    for folder in (empty, full):
        folder.mkdir(mode=0o755)
    (full / "thesis.tex").touch()
    for folder in (empty, full):
        open_database(folder).close()
    assert stat.S_IMODE(empty.stat().st_mode) == 0o700
    assert stat.S_IMODE(full.stat().st_mode) == 0o755
    assert stat.S_IMODE((full / "library.db").stat().st_mode) == 0o600


def test_opening_again_makes_and_migrates_nothing(folder):
    open_database(folder).close()
    before = (folder / "library.db").read_bytes()
    open_database(folder).close()
    assert (folder / "library.db").read_bytes() == before
    assert names(folder / "backups") == []


def test_opening_an_up_to_date_library_needs_no_sqlite_utils(folder):
    open_database(folder).close()
    program = (
        "import sys, pathlib\n"
        "from effllm_desktop.app.library import open_library\n"
        "library = open_library(pathlib.Path(sys.argv[1]))\n"
        "library.outlines.read(); library.workspace.undo_label; library.close()\n"
        "heavy = {'sqlite_utils', 'ftfy', 'pylatexenc', 'markdown_it', 'click', 'tomlkit'}\n"
        "sys.exit(sorted(heavy & set(sys.modules)) or 0)\n"
    )
    done = subprocess.run([sys.executable, "-c", program, folder], check=False, capture_output=True)
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize("name", [b"a b#%?&", b"\xff\xe4", "库🤗".encode(), b"'\"`;--"])
def test_folders_of_any_name(tmp_path, name):
    folder = tmp_path / os.fsdecode(name)
    open_database(folder).close()
    open_database(folder).close()
    assert (folder / "library.db").is_file()


def test_a_folder_that_cannot_be(tmp_path):
    file = tmp_path / "file"
    file.touch()
    for folder in (file, file / "below"):
        with pytest.raises(StorageFailed, match="cannot hold a library"):
            open_database(folder)


def test_something_else_in_the_library_s_place(folder):
    (folder / "library.db").mkdir(parents=True)
    with pytest.raises(BadInput, match="is no file"):
        open_database(folder)


def test_the_database_of_another_program_is_left_alone(folder):
    folder.mkdir()
    with closing(sqlite3.connect(folder / "library.db")) as other:
        other.execute("CREATE TABLE t (x)")
        other.commit()
    before = (folder / "library.db").read_bytes()
    with pytest.raises(BadInput, match="another program"):
        open_database(folder)
    assert (folder / "library.db").read_bytes() == before


def test_a_library_without_its_list_of_migrations_is_none(folder):
    with closing(open_database(folder)) as opened:
        opened.run("DROP TABLE _sqlite_migrations")
    with pytest.raises(BadInput):
        open_database(folder)


@pytest.mark.parametrize(
    ("place", "value"),
    [(47, 0xFF), (39, 0xFF), (1, 0)],
    ids=["format of the schema", "number of free pages", "first words"],
)
def test_a_header_that_cannot_be_is_damage(folder, place, value):
    # SQLite 3.40 does not count free pages where the first table of its own (hashed) order is a
    # virtual one. Should the second case fail after a migration, give the new table another name.
    open_database(folder).close()
    data = bytearray((folder / "library.db").read_bytes())
    data[place] = value
    (folder / "library.db").write_bytes(data)
    with pytest.raises(DamagedLibrary):
        open_database(folder)
    assert (folder / "library.db").read_bytes() == data


def test_an_empty_file_is_taken_for_a_new_library_unless_there_are_backups(folder):
    folder.mkdir()
    (folder / "library.db").touch()
    open_database(folder).close()
    (folder / "backups" / "library-2026-01-01T00-00-00.db").touch()
    (folder / "library.db").write_bytes(b"")
    with pytest.raises(DamagedLibrary, match="damaged"):
        open_database(folder)
    assert (folder / "library.db").read_bytes() == b""


def test_a_newer_library_is_refused_and_left_as_it_is(folder):
    with closing(open_database(folder)) as opened:
        opened.run(
            "INSERT INTO _sqlite_migrations (migration_set, name, applied_at) "
            "VALUES (?, 'm9999_later', 'x')",
            (migrations.SET,),
        )
    before = (folder / "library.db").read_bytes()
    with pytest.raises(NewerLibrary) as refusal:
        open_database(folder)
    assert "newer version" in refusal.value.what
    assert "Install" in refusal.value.hint
    assert (folder / "library.db").read_bytes() == before


def test_migrations_of_others_in_the_same_file_are_none_of_ours(folder):
    with closing(open_database(folder)) as opened:
        opened.run(
            "INSERT INTO _sqlite_migrations (migration_set, name, applied_at) "
            "VALUES ('a plugin', 'm1', 'x')"
        )
    open_database(folder).close()


def test_a_library_that_another_process_made_meanwhile_is_used(folder, monkeypatch):
    open_database(folder).close()
    before = (folder / "library.db").read_bytes()
    monkeypatch.setattr(opening, "_is_there", lambda file: False)
    monkeypatch.setattr("pathlib.Path.exists", lambda self: False)
    open_database(folder).close()
    assert (folder / "library.db").read_bytes() == before


def test_a_disk_that_refuses_a_new_library(folder, monkeypatch):
    def refuse(*_, **__):
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr("tempfile.mkstemp", refuse)
        with pytest.raises(StorageFailed, match="No space left"):
            open_database(folder)
    with monkeypatch.context() as patch:
        patch.setattr("os.link", refuse)
        with pytest.raises(StorageFailed, match="No space left"):
            open_database(folder)
    assert names(folder) == ["backups", "logs", "pdfs"]
    open_database(folder).close()


def test_large_libraries_are_not_checked_at_opening(folder, monkeypatch):
    open_database(folder).close()
    monkeypatch.setattr(opening, "_CHECKED_AT_OPENING", 0)
    monkeypatch.setattr(opening, "require_sound", lambda database: pytest.fail("checked"))
    open_database(folder).close()


@settings(max_examples=30)
@given(st.data())
def test_a_damaged_library_is_refused_in_words_or_still_whole(tmp_path_factory, data):
    """Whatever happens to the bytes, opening raises an error for people or gives a library."""
    folder = tmp_path_factory.mktemp("library")
    open_database(folder).close()
    file = folder / "library.db"
    whole = file.read_bytes()
    kind = data.draw(st.sampled_from(["cut", "zero", "flip"]))
    start = data.draw(st.integers(1, len(whole) - 1))
    length = data.draw(st.integers(1, 5000))
    if kind == "cut":
        damaged = whole[:start]
    elif kind == "zero":
        damaged = whole[:start] + bytes(min(length, len(whole) - start)) + whole[start + length :]
    else:
        damaged = whole[:start] + bytes([whole[start] ^ 0xFF]) + whole[start + 1 :]
    file.write_bytes(damaged)
    try:
        with closing(open_database(folder)) as opened:
            assert opened.rows("PRAGMA quick_check") == [("ok",)]
    except AppError:
        assert file.read_bytes() == damaged
