import os
import sqlite3
import stat
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest

from effllm_desktop.app import safety
from effllm_desktop.app.library import open_library
from effllm_desktop.app.operations.marking import SetStar
from effllm_desktop.domain.errors import (
    BadInput,
    DamagedLibrary,
    NewerLibrary,
    NotFound,
    StorageFailed,
)
from effllm_desktop.store import backup
from tests.support.builders import found, page, take, user_rows, work
from tests.support.soundness import assert_sound


@pytest.fixture
def filled(folder, library):
    take(folder, page("L", {"S": ["a", "b"]}))
    library.workspace.run(SetStar([work(library, "a")], True))
    return library


def damage(folder):
    """Overwrite the second page of a closed library."""
    file = folder / "library.db"
    data = bytearray(file.read_bytes())
    data[2**14 : 2**15] = b"\xff" * 2**14
    file.write_bytes(data)
    return bytes(data)


def test_a_backup_is_a_sound_library_of_its_own(folder, filled, clock, tmp_path):
    made = safety.backup_now(folder, clock=clock)
    assert made.parent == folder / "backups"
    assert stat.S_IMODE(made.stat().st_mode) == 0o600
    assert [file.name for file in made.parent.iterdir()] == [made.name]
    other = tmp_path / "other"
    other.mkdir()
    (other / "library.db").write_bytes(made.read_bytes())
    opened = open_library(other)
    assert user_rows(opened.database) == user_rows(filled.database)
    assert opened.workspace.undo_label == "star 1 work"
    opened.close()


def test_a_daily_backup_is_made_once_a_day_and_ten_are_kept(folder, filled, clock):
    assert safety.latest_backup(folder) is None
    first = safety.daily_backup(folder, clock=clock)
    assert safety.daily_backup(folder, clock=clock) is None
    for _ in range(12):
        clock.wait(days=1)
        newest = safety.daily_backup(folder, clock=clock)
    kept = sorted((folder / "backups").iterdir())
    assert len(kept) == backup.KEPT == 10
    assert first not in kept
    assert kept[-1] == newest == safety.latest_backup(folder)


def test_a_backup_by_hand_counts_for_its_day(folder, filled, clock):
    safety.backup_now(folder, clock=clock)
    assert safety.daily_backup(folder, clock=clock) is None
    clock.now -= timedelta(days=3)  # a clock that was set back
    assert safety.daily_backup(folder, clock=clock) is not None


def test_a_foreign_file_among_the_backups_is_no_day(folder, filled, clock):
    (folder / "backups" / "library-mine.db").write_bytes(b"")
    assert safety.daily_backup(folder, clock=clock) is not None


def test_going_back_to_a_backup_keeps_what_it_replaces(folder, filled, clock):
    made = safety.backup_now(folder, clock=clock)
    filled.workspace.run(SetStar([work(filled, "b")], True))
    newer = user_rows(filled.database)
    kept = safety.restore(folder, made, clock=clock)
    assert kept.parent == folder
    assert stat.S_IMODE(kept.stat().st_mode) == 0o600
    assert filled.workspace.notice_outside_changes()  # the open window sees it
    assert found(filled, "is:starred") == ["a"]
    assert_sound(filled.database)
    filled.workspace.run(SetStar([work(filled, "a")], False))
    filled.workspace.undo()
    filled.close()
    safety.restore(folder, kept, clock=clock)
    again = open_library(folder)
    assert user_rows(again.database) == newer
    again.close()


@pytest.mark.parametrize("size", [4096, 65536])
def test_a_backup_with_pages_of_another_size_is_restored_under_an_open_window(
    folder, filled, clock, tmp_path, size
):
    made = safety.backup_now(folder, clock=clock)
    other = tmp_path / "other pages.db"
    with closing(sqlite3.connect(made)) as copied:
        copied.execute(f"PRAGMA page_size = {size}")
        copied.execute(f"VACUUM INTO '{other}'")
    before = other.read_bytes()
    saved = user_rows(filled.database)
    filled.workspace.run(SetStar([work(filled, "b")], True))
    safety.restore(folder, other, clock=clock)
    assert other.read_bytes() == before
    assert filled.database.value("PRAGMA page_size") != size
    assert filled.workspace.notice_outside_changes()
    assert user_rows(filled.database) == saved
    assert_sound(filled.database)


def test_restoring_into_an_empty_folder(folder, filled, clock, tmp_path):
    made = safety.backup_now(folder, clock=clock)
    fresh = tmp_path / "fresh"
    assert safety.restore(fresh, made) is None
    opened = open_library(fresh)
    assert found(opened, "is:starred") == ["a"]
    opened.close()
    assert stat.S_IMODE(fresh.stat().st_mode) == 0o700
    assert stat.S_IMODE((fresh / "library.db").stat().st_mode) == 0o600
    assert sorted(f.name for f in fresh.iterdir()) == ["backups", "library.db", "logs", "pdfs"]


def test_a_damaged_library_is_moved_aside_with_all_its_bytes(folder, filled, clock):
    made = safety.backup_now(folder, clock=clock)
    filled.close()
    damaged = damage(folder)
    with pytest.raises(DamagedLibrary) as refusal:
        open_library(folder)
    assert str(made) in refusal.value.hint
    assert (folder / "library.db").read_bytes() == damaged
    (folder / "library.db-wal").write_bytes(b"left by a crash")
    kept = safety.restore(folder, made, clock=clock)
    assert kept.read_bytes() == damaged
    assert kept.with_name(f"{kept.name}-wal").read_bytes() == b"left by a crash"
    again = open_library(folder)
    assert found(again, "is:starred") == ["a"]
    again.close()


def other_database(path: Path) -> Path:
    with closing(sqlite3.connect(path)) as made:
        made.execute("CREATE TABLE t (x)")
        made.commit()
    return path


def test_only_a_sound_library_of_ours_is_restored(folder, filled, clock, tmp_path):
    good = safety.backup_now(folder, clock=clock)
    before = (folder / "library.db").read_bytes()
    text = tmp_path / "text.db"
    text.write_text("no database at all, but long enough to look like one" * 100)
    cut = tmp_path / "cut.db"
    cut.write_bytes(good.read_bytes()[:10_000])
    for file, error in (
        (tmp_path / "missing.db", NotFound),
        (tmp_path, NotFound),
        (text, BadInput),
        (cut, BadInput),
        (other_database(tmp_path / "other.db"), BadInput),
    ):
        with pytest.raises(error):
            safety.restore(folder, file, clock=clock)
    newer = tmp_path / "newer.db"
    newer.write_bytes(good.read_bytes())
    with closing(sqlite3.connect(newer)) as changed:
        changed.execute(
            "INSERT INTO _sqlite_migrations (migration_set, name, applied_at) "
            "VALUES ('effllm_desktop', 'm9999_flying', 'x')"
        )
        changed.commit()
    with pytest.raises(NewerLibrary):
        safety.restore(folder, newer, clock=clock)
    assert (folder / "library.db").read_bytes() == before
    assert sorted(f.name for f in folder.iterdir() if f.name.startswith((".", "rep"))) == []


def test_restoring_to_a_disk_that_refuses(folder, filled, clock, monkeypatch):
    made = safety.backup_now(folder, clock=clock)

    def refuse(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("shutil.copyfile", refuse)
    with pytest.raises(StorageFailed, match="No space left"):
        safety.restore(folder, made, clock=clock)


def test_a_backup_to_a_disk_that_refuses(folder, filled, clock):
    (folder / "backups").rmdir()
    (folder / "backups").write_text("in the way")
    with pytest.raises(StorageFailed, match="cannot hold a library"):
        safety.backup_now(folder, clock=clock)


def test_check_reports_what_was_not_understood(folder, library):
    take(folder, "# L\n\n- no link\n- [a](https://a.b)\n")
    report = safety.check(folder)
    assert report.sound
    assert report.damage == ()
    (one,) = report.lists
    assert (one.name, [p.first_line for p in one.problems]) == ("L", [3])


def test_check_reports_damage_and_leaves_it(folder, filled, clock):
    filled.close()
    damaged = damage(folder)
    report = safety.check(folder)
    assert not report.sound
    assert report.damage
    assert (folder / "library.db").read_bytes() == damaged


def test_checking_where_there_is_no_library_makes_one(tmp_path):
    report = safety.check(tmp_path / "new")
    assert report.sound
    assert report.lists == ()


def test_everything_in_the_folder_is_closed_to_others(folder, filled, clock):
    safety.backup_now(folder, clock=clock)
    for place, folders, files in os.walk(folder):
        for name in folders:
            assert stat.S_IMODE(Path(place, name).stat().st_mode) == 0o700
        for name in files:
            assert stat.S_IMODE(Path(place, name).stat().st_mode) == 0o600, name
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
