"""Old libraries open, whatever version they come from; a failed migration changes nothing."""

import os
import shutil
import stat
from contextlib import closing
from pathlib import Path

import pytest

from effllm_desktop.app.library import open_library
from effllm_desktop.domain.errors import DamagedLibrary, StorageFailed
from effllm_desktop.domain.highlights import HighlightKind
from effllm_desktop.domain.ids import ListId, WorkId
from effllm_desktop.domain.state import State, Status
from effllm_desktop.store import backup, highlights, migrations, schema
from effllm_desktop.store.database import Database
from effllm_desktop.store.opening import open_database
from tests.support.builders import found
from tests.support.soundness import assert_sound

STORED = Path(__file__).parents[1] / "data" / "libraries"
LATEST = f"{migrations.NAMES[-1]}.db"


def later(db):
    """A migration that a later version may have."""
    db.table("lists").add_column("later", str)


later.__name__ = "m9999_later"


def failing(db):
    db.table("lists").add_column("half", str)
    raise ZeroDivisionError


failing.__name__ = "m9999_failing"


@pytest.fixture
def old(folder):
    """A library as it was left by the version before the next migration."""
    folder.mkdir()
    shutil.copyfile(STORED / LATEST, folder / "library.db")
    return folder


def add(monkeypatch, migration):
    monkeypatch.setattr(schema, "ALL", (*schema.ALL, migration))
    monkeypatch.setattr(migrations, "NAMES", (*migrations.NAMES, migration.__name__))


def test_there_is_a_stored_library_for_every_migration():
    assert sorted(file.stem for file in STORED.iterdir()) == sorted(migrations.NAMES)


@pytest.mark.parametrize("name", migrations.NAMES)
def test_a_stored_library_opens_with_everything_in_it(folder, name):
    folder.mkdir()
    shutil.copyfile(STORED / f"{name}.db", folder / "library.db")
    library = open_library(folder)
    assert_sound(library.database)
    assert [one.name for one in library.lists.all()] == ["Papers", "Put away"]
    survey = library.works.find("arxiv:2404.00001")
    assert library.works.details(survey).state == State(
        Status.READ, True, 4, ("Überblick",), "# Note\n\n学习"
    )
    assert found(library, "学习") == ["A survey of everything"]
    assert found(library, "is:reading tag:tools") == ["tool"]
    assert library.works.find("url:example.org/gone") is not None
    assert library.lists.original(ListId(1)).startswith(b"# Papers")
    assert library.workspace.redo() == "edit a note"
    while library.workspace.undo_label:
        library.workspace.undo()
    assert library.database.rows("SELECT * FROM reading") == []
    assert [one.name for one in library.outlines.read().lists] == ["Papers", "Put away"]
    library.close()


def test_what_was_marked_before_there_were_kinds_is_a_highlight(folder):
    folder.mkdir()
    shutil.copyfile(STORED / "m0009_list_edits.db", folder / "library.db")
    with closing(Database.connect(folder / "library.db", durable=False)) as before:
        before.run(
            "INSERT INTO highlights (work_id, page, quads, quote, colour, comment, made_at) "
            "VALUES (1, 2, '[[1, 2, 3, 4]]', 'words', 'pink', '', '2026-01-01T00:00:00+00:00')"
        )
    with closing(open_database(folder)) as opened:
        (one,) = highlights.of_work(opened, WorkId(1))
        assert (one.kind, one.passage.quote) == (HighlightKind.HIGHLIGHT, "words")


def test_words_are_found_by_plain_letters_in_old_libraries_too(folder):
    folder.mkdir()
    shutil.copyfile(STORED / "m0018_sorting.db", folder / "library.db")
    with closing(Database.connect(folder / "library.db", durable=False)) as before:
        before.run("UPDATE search SET authors = 'Łukasz Søgaard' WHERE rowid = 1")
        before.run("UPDATE tag_names SET name = 'Ærø' WHERE rowid = 1")
    with closing(open_database(folder)) as opened:
        hits = "SELECT rowid FROM search WHERE search MATCH '\"lukasz sogaard\"'"
        assert opened.rows(hits) == [(1,)]
        hits = "SELECT rowid FROM tag_names WHERE tag_names MATCH 'aero'"
        assert opened.rows(hits) == [(1,)]


def test_a_library_is_copied_aside_before_it_is_changed(old, monkeypatch):
    before = (old / "library.db").read_bytes()
    add(monkeypatch, later)
    with closing(open_database(old)) as opened:
        assert opened.value("SELECT count(later) FROM lists") == 0
    (kept,) = (old / "backups").iterdir()
    assert kept.name == "before-m9999_later.db"
    assert stat.S_IMODE(kept.stat().st_mode) == 0o600
    assert backup.verify(kept) == []
    with closing(Database.connect(kept, durable=False)) as copy:
        assert copy.value("SELECT name FROM lists") == "Papers"
        assert "later" not in copy.value("SELECT sql FROM sqlite_master WHERE name = 'lists'")
    assert before
    open_database(old).close()
    assert len(list((old / "backups").iterdir())) == 1


def test_a_migration_that_fails_leaves_the_library_as_it_was(old, monkeypatch):
    with monkeypatch.context() as patch:
        add(patch, later)
        add(patch, failing)
        with pytest.raises(ZeroDivisionError):
            open_database(old)
    with closing(open_database(old)) as opened:
        assert "half" not in opened.value("SELECT sql FROM sqlite_master WHERE name = 'lists'")
        assert "later" not in opened.value("SELECT sql FROM sqlite_master WHERE name = 'lists'")


def test_without_a_copy_there_is_no_migration(old, monkeypatch):
    add(monkeypatch, later)
    with monkeypatch.context() as patch:
        patch.setattr(os, "open", refuse)
        with pytest.raises(StorageFailed, match="No backup could be written"):
            open_database(old)
    with monkeypatch.context() as patch:
        patch.setattr(backup, "verify", lambda file: ["rotten"])
        with pytest.raises(DamagedLibrary):
            open_database(old)
    assert list((old / "backups").iterdir()) == []
    monkeypatch.undo()
    with closing(open_database(old)) as opened:
        assert "later" not in opened.value("SELECT sql FROM sqlite_master WHERE name = 'lists'")


def refuse(*_, **__):
    raise OSError(28, "No space left on device")


def test_two_processes_that_migrate_at_once_do_it_once(old, monkeypatch):
    add(monkeypatch, later)
    with closing(open_database(old)) as first:
        open_database(old).close()
        assert first.value("SELECT count(*) FROM _sqlite_migrations") == len(migrations.NAMES)
