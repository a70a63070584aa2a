"""Libraries: changed in place, open elsewhere, damaged, newer, gone back; nothing is lost."""

import sqlite3
from contextlib import closing

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QMessageBox

from effllm_desktop.app.library import open_library
from effllm_desktop.app.operations.marking import SetStar
from effllm_desktop.domain.errors import BadInput
from effllm_desktop.domain.scopes import Place, PlaceScope
from tests.support.window import running, write_lists

CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def lists(tmp_path):
    return write_lists(tmp_path)


@pytest.fixture
def person(qtbot, tmp_path, lists):
    with running(qtbot, tmp_path / "library", sources=lists) as person:
        person.window.notices.clear()
        yield person


def _star_first(person):
    person.go("First list")
    person.click_row(0)
    person.press(Qt.Key.Key_S)


def test_a_second_window_is_refused_until_the_first_is_closed(qtbot, tmp_path, lists):
    folder = tmp_path / "library"
    with running(qtbot, folder, sources=lists) as first, running(qtbot, folder) as second:
        panel = second.find("recovery")
        assert "already open" in panel.accessibleName()
        second.click("Try again")
        qtbot.waitUntil(lambda: second.window.content is not panel)
        assert "already open" in second.find("recovery").accessibleName()
        first.window.close()
        second.click("Try again")
        qtbot.waitUntil(lambda: second.program.desk is not None)
        second.wait()
        assert len(second.bench.outline.lists) == 2


def test_a_window_is_not_closed_before_what_was_done_is_saved(qtbot, tmp_path, lists):
    folder = tmp_path / "library"
    with running(qtbot, folder, sources=lists) as person:
        with closing(sqlite3.connect(folder / "library.db", isolation_level=None)) as other:
            other.execute("BEGIN IMMEDIATE")
            _star_first(person)
            assert not person.window.close()
            assert person.window.isVisible()
            assert any("not saved yet" in told for told in person.notices())
            other.execute("ROLLBACK")
        qtbot.waitUntil(lambda: not person.window.isVisible())
    with closing(open_library(folder)) as library:
        assert library.workspace.undo_label == "star 1 work"


def test_a_window_that_is_closed_twice_ends_what_it_waits_for(qtbot, tmp_path, lists):
    folder = tmp_path / "library"
    with running(qtbot, folder, sources=lists) as person:
        with closing(sqlite3.connect(folder / "library.db", isolation_level=None)) as other:
            other.execute("BEGIN IMMEDIATE")
            _star_first(person)
            assert not person.window.close()
            other.execute("ROLLBACK")
        assert person.window.close()
    with closing(open_library(folder)) as library:
        assert library.workspace.undo_label == "star 1 work"


def test_a_picture_can_be_taken_beside_an_open_window(person, qtbot, tmp_path):
    with running(qtbot, tmp_path / "library", for_picture=True) as other:
        assert len(other.bench.outline.lists) == 2


def test_what_the_command_line_changes_is_seen(person, tmp_path):
    library = open_library(tmp_path / "library")
    works = library.entries.all_works(PlaceScope(Place.ALL))
    library.workspace.run(SetStar(works[:2], starred=True))
    library.close()
    person.desk.session.findChild(object, "look").timeout.emit()
    starred = next(p for p in person.bench.outline.places if p.place is Place.STARRED)
    assert starred.total == 2


def test_a_damaged_library_is_left_alone_and_the_last_backup_offered(qtbot, tmp_path, lists):
    folder = tmp_path / "library"
    with running(qtbot, folder, sources=lists) as person:
        _star_first(person)
        person.choose("Library", "Save a backup")
        person.wait()
        assert "Saved the backup library-" in person.window.status.message
    file = folder / "library.db"
    damaged = file.read_bytes()[:5000] + bytes(30_000)
    file.write_bytes(damaged)
    with running(qtbot, folder) as person:
        assert "damaged" in person.find("recovery").accessibleName()
        assert file.read_bytes() == damaged
        assert not person.window.commands["open_list"].isEnabled()
        person.click("Restore the last backup")
        qtbot.waitUntil(lambda: person.program.desk is not None)
        person.wait()
        assert "The backup is in its place." in person.window.status.message
        person.go("Starred")
        assert person.titles() == ["Wanda"]
    assert damaged in [one.read_bytes() for one in folder.glob("*.db")]


def test_a_damaged_library_without_a_backup_is_said_so(qtbot, tmp_path):
    folder = tmp_path / "library"
    folder.mkdir()
    (folder / "library.db").write_bytes(b"SQLite format 3\0" + bytes(5000))
    with running(qtbot, folder) as person:
        assert person.program.desk is None
        assert "restore_last" not in [b.objectName() for b in person.window.findChildren(object)]


def test_a_newer_library_is_refused_in_words(qtbot, tmp_path, lists):
    with running(qtbot, tmp_path / "library", sources=lists):
        pass
    with closing(sqlite3.connect(tmp_path / "library" / "library.db")) as database, database:
        database.execute(
            "INSERT INTO _sqlite_migrations (migration_set, name, applied_at) "
            "SELECT migration_set, 'm9999_from_tomorrow', '2030-01-01' "
            "FROM _sqlite_migrations LIMIT 1"
        )
    with running(qtbot, tmp_path / "library") as person:
        assert "newer than the program" in person.find("recovery").accessibleName()


def test_going_back_to_a_chosen_backup(person, qtbot, tmp_path):
    person.choose("Library", "Save a backup")
    person.wait()
    _star_first(person)
    person.choose("Library", "Restore a backup…")
    dialog = person.window.findChild(QFileDialog, "file_choice")
    (backup,) = (tmp_path / "library" / "backups").glob("library-*.db")
    dialog.fileSelected.emit(str(backup))
    dialog.close()
    question = person.window.findChild(QMessageBox, "question")
    before = person.program.desk
    person.click("Go back", inside=question)
    qtbot.waitUntil(lambda: person.program.desk not in (None, before))
    person.wait()
    person.go("Starred")
    assert person.titles() == []


def test_a_file_that_is_no_backup_changes_nothing(person, qtbot, tmp_path, lists):
    _star_first(person)
    before = person.program.desk
    person.program.restore_from(lists[0])
    qtbot.waitUntil(lambda: person.program.desk not in (None, before))
    person.wait()
    assert "backup of a library" in person.notices()[0]
    person.go("Starred")
    assert person.titles() == ["Wanda"]


def test_another_library_opens_in_place_and_shares_nothing(person, qtbot, tmp_path):
    _star_first(person)
    other = tmp_path / "other"
    other.mkdir()
    person.choose("Library", "New library…")
    dialog = person.window.findChild(QFileDialog, "file_choice")
    dialog.fileSelected.emit(str(other))
    dialog.close()
    person.wait()
    assert person.bench.outline.lists == ()
    assert person.window.windowTitle().startswith("other")
    person.drop(*write_lists(tmp_path))
    person.wait()
    person.go("Starred")
    assert person.titles() == []
    person.choose("Library", "Recent libraries", str(tmp_path / "library"))
    person.wait()
    person.go("Starred")
    assert person.titles() == ["Wanda"]
    assert (other.stat().st_mode & 0o777) == 0o700


def test_a_list_goes_to_the_trash_and_comes_back_with_its_state(person):
    _star_first(person)
    person.desk.service.library.trash_list(person.bench.outline.lists[0].id)
    assert len(person.bench.outline.lists) == 1
    assert person.titles() == ["Wanda", "Sheared LLaMA"]
    assert "“First list” is in the trash." in person.notices()[0]
    person.click("Put back")
    assert len(person.bench.outline.lists) == 2
    assert person.notices() == []
    person.go("Starred")
    assert person.titles() == ["Wanda"]


def test_a_list_that_came_back_by_undo_leaves_no_button_that_undoes_more(person):
    _star_first(person)
    person.desk.service.library.trash_list(person.bench.outline.lists[0].id)
    person.desk.service.library.undo()
    assert len(person.bench.outline.lists) == 2
    assert person.notices() == []
    person.go("Starred")
    assert person.titles() == ["Wanda"]


def test_undo_with_nothing_to_undo_is_grey_and_refuses_in_words(person):
    assert not person.window.commands["undo"].isEnabled()
    with pytest.raises(Exception, match="nothing to undo"):
        person.desk.service.library.undo()


def test_checking_the_library(person):
    person.choose("Library", "Check the library")
    person.wait()
    assert person.notices() == ["The library is sound."]


def test_the_daily_backup_is_made_without_being_asked(person, tmp_path):
    person.desk.findChild(object, "daily_backup").timeout.emit()
    person.wait()
    assert len(list((tmp_path / "library" / "backups").glob("library-*.db"))) == 1


def test_wrong_settings_are_told_and_the_window_opens(qtbot, tmp_path, lists):
    problem = BadInput("“pink” cannot be the setting theme (in EFFLLM_THEME).", "It must be dark.")
    with running(qtbot, tmp_path / "library", sources=lists, problems=[problem]) as person:
        assert any("“pink”" in one for one in person.notices())


def test_the_theme_is_changed_at_once_and_remembered(person, tmp_path):
    person.choose("View", "Theme", "Dark")
    assert person.window.palette().window().color().lightness() < 60
    assert 'theme = "dark"' in (tmp_path / "library" / "config.toml").read_text()
    person.choose("View", "Theme", "Light")
    assert person.window.palette().window().color().lightness() > 200
