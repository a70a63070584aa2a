"""Lists in the trash: how long they stay, removed for good when one asks, or by themselves."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QMessageBox

from effllm_desktop.app.emptying_trash import remove_for_good
from effllm_desktop.app.operations.trash import TrashList
from effllm_desktop.domain.ids import ListId
from effllm_desktop.ui.shell.trash_commands import LOST
from tests.support.window import running, write_lists

LONG_AGO = "2020-01-01T08:00:00+00:00"


@pytest.fixture
def person(qtbot, tmp_path):
    with running(qtbot, tmp_path / "library", sources=write_lists(tmp_path)) as person:
        person.go("First list")
        yield person


def opened(person):
    person.choose("Library", "Trash…")
    dialogs = person.window.findChildren(QDialog, "trash")
    shown = next(one for one in dialogs if one.isVisible())
    person.qtbot.waitUntil(shown.rows.hasFocus)
    return shown


def question(person):
    (box,) = [one for one in person.window.findChildren(QMessageBox) if one.isVisible()]
    return box


def names(person):
    return [one.name for one in person.desk.session.library.lists.all()]


def put_away(person, list_id, at=None):
    person.desk.session.acts.run(TrashList(ListId(list_id), at))


def test_a_list_is_removed_for_good_when_one_says_so(person):
    put_away(person, 1)
    shown = opened(person)
    line = shown.rows.item(0).text()
    assert line == "First list   4 entries, put away today, removed for good in 30 days"
    person.press(Qt.Key.Key_Delete, at=shown.rows)
    asked = question(person)
    assert asked.text() == "Remove “First list” for good?"
    assert asked.informativeText() == LOST
    person.press(Qt.Key.Key_Return, at=asked)  # which means no
    assert names(person) == ["Second list", "First list"]
    person.click("Remove for good…", shown)
    person.click("Remove for good", question(person))
    person.qtbot.waitUntil(lambda: shown.rows.count() == 0)
    assert names(person) == ["Second list"]
    assert person.window.status.message == "Removed “First list” for good."
    assert not shown.remove_button.isEnabled()
    assert "trash is empty" in shown.told
    shown.reject()


def test_what_is_no_longer_in_the_trash_is_not_removed(person):
    put_away(person, 1)
    shown = opened(person)
    remove_for_good(person.desk.session.folder, ListId(1))
    person.click("Remove for good…", shown)
    person.click("Remove for good", question(person))
    person.qtbot.waitUntil(lambda: "not in the trash any more" in shown.told)
    assert shown.rows.count() == 0
    shown.reject()


def test_a_window_that_was_closed_meanwhile_is_not_missed(person):
    put_away(person, 1)
    put_away(person, 2)
    shown = opened(person)
    remove_for_good(person.desk.session.folder, ListId(2))
    for wanted in (ListId(2), ListId(1)):
        shown.removal_wanted.emit(wanted, "It")
        person.click("Remove for good", question(person))
    shown.reject()
    person.wait()
    assert names(person) == []
    assert any("not in the trash any more" in one for one in person.notices())


def test_lists_whose_days_are_over_go_behind_the_daily_backup(person):
    put_away(person, 1, LONG_AGO)
    put_away(person, 2)
    database = person.desk.session.library.database
    database.run("UPDATE trash_since SET at = ?", (LONG_AGO,))
    database.run("UPDATE versions SET taken_in_at = ? WHERE list_id = 1", (LONG_AGO,))
    shown = opened(person)
    ends = [shown.rows.item(row).text().split(", ")[-1] for row in (0, 1)]
    assert ends == ["removed for good in 30 days", "removed for good within a day"]
    shown.reject()
    person.desk.service.back_up_daily()
    person.qtbot.waitUntil(lambda: names(person) == ["Second list"])
    assert list((person.desk.session.folder / "backups").iterdir())
    said = "Removed “First list” for good, after 30 days in the trash."
    person.qtbot.waitUntil(lambda: person.window.status.message == said)
