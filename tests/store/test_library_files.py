import os

import pytest

from effllm_desktop.domain.errors import StorageFailed
from effllm_desktop.store import library_files

LEFT = (".new-library-x.db", ".new-library-x.db-wal", ".restored-x.part", "backups/.y.db.part")
KEPT = ("library.db", "replaced-x.db", "config.toml", "backups/library-x.db", ".hidden")


def test_what_killed_processes_left_is_swept_after_a_while(folder):
    library_files.prepare(folder)
    for name in (*LEFT, *KEPT):
        (folder / name).touch()
    library_files.prepare(folder)
    assert all((folder / name).exists() for name in LEFT)  # somebody may be at work
    for name in (*LEFT, *KEPT):
        os.utime(folder / name, (0, 0))
    library_files.prepare(folder)
    assert not any((folder / name).exists() for name in LEFT)
    assert all((folder / name).exists() for name in KEPT)


def test_what_somebody_else_sweeps_at_the_same_time(folder, monkeypatch):
    library_files.prepare(folder)
    (folder / LEFT[0]).touch()
    monkeypatch.setattr("pathlib.Path.unlink", gone)
    os.utime(folder / LEFT[0], (0, 0))
    library_files.sweep(folder)


def gone(*_, **__):
    raise FileNotFoundError


def test_a_folder_that_refuses(folder, monkeypatch):
    def refuse(*_, **__):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("pathlib.Path.mkdir", refuse)
    with pytest.raises(StorageFailed, match="Permission denied"):
        library_files.prepare(folder)


def test_backups_are_ordered_by_time(folder):
    library_files.prepare(folder)
    assert library_files.latest_backup(folder) is None
    for name in (
        "library-2026-02-01T00-00-00.db",
        "library-2026-01-01T00-00-00.db",
        "library-mine.db",
        "before-m0002.db",
    ):
        (folder / "backups" / name).touch()
    assert [f.name for f in library_files.backups(folder)] == [
        "library-2026-01-01T00-00-00.db",
        "library-2026-02-01T00-00-00.db",
    ]
    assert library_files.latest_backup(folder).name == "library-2026-02-01T00-00-00.db"
