"""What was done stands in the history; one goes back to before any of it, and forward again."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog

from effllm_desktop.app.emptying_trash import remove_for_good
from effllm_desktop.app.operations.marking import SetStar
from effllm_desktop.app.operations.noting import SetNote
from effllm_desktop.app.operations.trash import TrashList
from effllm_desktop.domain.ids import ListId
from effllm_desktop.domain.scopes import Place, PlaceScope
from effllm_desktop.ui.history import dialog
from tests.support.window import running, write_lists

CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def person(qtbot, tmp_path):
    with running(qtbot, tmp_path / "library", sources=write_lists(tmp_path)) as person:
        person.go("First list")
        yield person


def opened(person):
    person.press(Qt.Key.Key_H, CONTROL, at=person.entries)
    dialogs = person.window.findChildren(QDialog, "history")
    shown = next(one for one in dialogs if one.isVisible())
    person.qtbot.waitUntil(shown.rows.hasFocus)
    return shown


def lines(shown):
    texts = [shown.rows.item(number).text() for number in range(shown.rows.count())]
    return [text[8:] for text in texts if text[2:3] == ":"]


def starred(person):
    library = person.desk.session.library
    return len(library.entries.select(PlaceScope(Place.STARRED)).row_ids)


def test_one_goes_back_several_steps_and_forward_again(person):
    for row in (0, 1, 2):
        person.click_row(row)
        person.press(Qt.Key.Key_S)
    shown = opened(person)
    assert lines(shown) == ["Star 1 work: vllm", "Star 1 work: SparseGPT", "Star 1 work: Wanda"]
    assert shown.button.text() == "Go back to before this (1 step)"
    person.press(Qt.Key.Key_Down, at=shown.rows)
    assert shown.button.text() == "Go back to before this (2 steps)"
    person.press(Qt.Key.Key_Return, at=shown.rows)
    person.wait()
    assert starred(person) == 1
    assert lines(shown) == [
        "Star 1 work (taken back): vllm",
        "Star 1 work (taken back): SparseGPT",
        "Star 1 work: Wanda",
    ]
    assert shown.button.text() == "Do up to this again (1 step)"
    person.press(Qt.Key.Key_Up, at=shown.rows)
    assert shown.button.text() == "Do up to this again (2 steps)"
    person.qtbot.mouseClick(shown.button, Qt.MouseButton.LeftButton)
    person.wait()
    assert starred(person) == 3
    shown.reject()


def test_an_empty_history_says_what_will_stand_there(person):
    shown = opened(person)
    assert "Nothing was done yet" in shown.said
    assert not shown.button.isEnabled()
    shown.reject()


def test_what_newer_work_forbids_is_said_and_the_rest_stays(person):
    person.click_row(0)
    person.press(Qt.Key.Key_S)
    library = person.desk.session.library
    work = library.works.find("arxiv:2306.11695")
    library.workspace.run(SetNote(work, "mine"))
    library.database.run("UPDATE reading SET starred = 0 WHERE work_id = ?", (work,))
    shown = opened(person)
    person.press(Qt.Key.Key_Down, at=shown.rows)
    person.press(Qt.Key.Key_Return, at=shown.rows)
    person.wait()
    assert "would overwrite newer work" in shown.said
    assert lines(shown)[0].endswith("(taken back): Wanda")
    shown.reject()


def test_older_steps_come_as_one_goes_down(person, monkeypatch):
    monkeypatch.setattr(dialog, "AT_A_TIME", 30)
    workspace = person.desk.session.workspace
    for number in range(95):
        workspace.run(SetStar([1], starred=number % 2 == 0))
    shown = opened(person)
    assert len(lines(shown)) == 30
    for button in ("Do up to this again (1 step)", "Go back to before this (1 step)"):
        person.press(Qt.Key.Key_Return, at=shown.rows)
        person.qtbot.waitUntil(lambda text=button: shown.button.text() == text)
        assert len(lines(shown)) == 30
    person.press(Qt.Key.Key_End, at=shown.rows)
    assert len(lines(shown)) == 60
    shown.rows.verticalScrollBar().setValue(shown.rows.verticalScrollBar().maximum())
    assert len(lines(shown)) == 90
    person.press(Qt.Key.Key_End, at=shown.rows)
    person.press(Qt.Key.Key_End, at=shown.rows)
    assert len(lines(shown)) == 95
    assert shown.button.text() == "Go back to before this (95 steps)"
    person.press(Qt.Key.Key_Up, at=shown.rows)
    person.press(Qt.Key.Key_Return, at=shown.rows)
    person.qtbot.waitUntil(lambda: shown.button.text() == "Do up to this again (1 step)")
    assert starred(person) == 1
    assert workspace.undo_label == "star 1 work"
    assert len(lines(shown)) == 95
    shown.reject()


def test_one_goes_from_day_to_day_and_back_to_before_a_monday(person, monkeypatch):
    monkeypatch.setattr(dialog, "AT_A_TIME", 7)
    session = person.desk.session
    for number in range(40):
        session.workspace.run(SetStar([1], starred=number % 2 == 0))
    session.library.database.run(  # ten on each of four days, the last of which is a Thursday
        "UPDATE steps SET made_at = '2026-11-' || (23 + (id - 1) / 10) || 'T12:00:00+00:00'"
    )
    shown = opened(person)
    assert shown.days == dialog.DAYS

    def day():
        above = range(shown.rows.currentRow(), -1, -1)
        texts = (shown.rows.item(row).text() for row in above)
        return next(text for text in texts if "2026" in text)

    assert day() == "Thursday, 26 November 2026"
    for name in ("Wednesday, 25", "Tuesday, 24", "Monday, 23", "Monday, 23"):
        person.press(Qt.Key.Key_Right, at=shown.rows)
        assert day() == f"{name} November 2026"
    assert shown.button.text() == "Go back to before this (31 steps)"
    person.press(Qt.Key.Key_Down, at=shown.rows)
    for name in ("Monday, 23", "Tuesday, 24"):
        person.press(Qt.Key.Key_Left, at=shown.rows)
        assert day() == f"{name} November 2026"
    assert shown.button.text() == "Go back to before this (21 steps)"
    person.press(Qt.Key.Key_Return, at=shown.rows)
    person.qtbot.waitUntil(lambda: shown.button.text() == "Do up to this again (1 step)")
    assert starred(person) == 1
    shown.reject()


def test_of_one_day_nothing_is_said_of_days(person):
    person.click_row(0)
    person.press(Qt.Key.Key_S)
    shown = opened(person)
    assert shown.days == ""
    for key in (Qt.Key.Key_Right, Qt.Key.Key_Left):
        person.press(key, at=shown.rows)
        assert shown.rows.currentRow() == 1
    shown.reject()


def test_what_a_list_that_is_gone_was_changed_by_can_no_longer_be_taken_back(person):
    session = person.desk.session
    session.workspace.run(SetStar([1], starred=True))
    session.workspace.run(TrashList(ListId(2)))
    session.workspace.run(SetStar([1], starred=False))
    remove_for_good(session.folder, ListId(2))
    shown = opened(person)
    gone = "Move a list to the trash (its list was removed)"
    assert lines(shown) == ["Unstar 1 work: Wanda", gone, "Star 1 work: Wanda"]
    person.press(Qt.Key.Key_Down, at=shown.rows)
    assert shown.button.text() == "Can no longer be taken back"
    assert not shown.button.isEnabled()
    person.press(Qt.Key.Key_Return, at=shown.rows)
    assert shown.said == dialog.GONE
    person.press(Qt.Key.Key_Down, at=shown.rows)
    assert shown.button.text() == "Go back to before this (2 steps)"
    person.press(Qt.Key.Key_Return, at=shown.rows)
    person.wait()
    assert starred(person) == 0
    assert session.workspace.undo_label is None
    shown.reject()
