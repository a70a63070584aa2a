"""Keys are changed in the window: they hold at once, everywhere, and after the next start."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QLabel

from effllm_desktop.app import settings_file
from effllm_desktop.app.settings import Settings
from effllm_desktop.domain.scopes import Place, PlaceScope
from effllm_desktop.ui.shell.key_window import KeyWindow
from tests.support.window import running, write_lists

CONTROL = Qt.KeyboardModifier.ControlModifier
Key = Qt.Key


@pytest.fixture
def library(tmp_path):
    return tmp_path / "library"


@pytest.fixture
def person(qtbot, tmp_path, library):
    with running(qtbot, library, sources=write_lists(tmp_path)) as person:
        person.go("First list")
        person.click_row(0)
        yield person


def opened(person) -> KeyWindow:
    person.choose("Help", "Change keys…")
    (window,) = (one for one in person.window.findChildren(KeyWindow) if one.isVisible())
    person.qtbot.waitUntil(window.search.hasFocus)
    return window


def record(person, window, key, modifier=Qt.KeyboardModifier.NoModifier):
    """From the list: Enter leads to the field, which takes the key."""
    person.qtbot.keyClick(window.rows, Key.Key_Return)
    person.qtbot.waitUntil(window.recorder.hasFocus)
    person.qtbot.keyClick(window.recorder, key, modifier)


def rebound(person, words, key, *, modifier=Qt.KeyboardModifier.NoModifier, button="Give this key"):
    window = opened(person)
    person.qtbot.keyClicks(window.search, words)
    person.qtbot.keyClick(window.search, Key.Key_Down)
    record(person, window, key, modifier)
    person.click(button, window)
    window.reject()
    person.window.activateWindow()
    person.qtbot.waitUntil(person.window.isActiveWindow)


def starred(person):
    return person.desk.session.library.entries.size(PlaceScope(Place.STARRED)).works


def test_a_new_key_acts_at_once_and_is_shown_everywhere(person, library, qtbot):
    rebound(person, "star the selected", Key.Key_F8)
    person.press(Key.Key_S, at=person.entries)
    assert starred(person) == 0
    person.press(Key.Key_F8, at=person.entries)
    assert starred(person) == 1
    assert person.window.commands["toggle_star"].shortcut().toString() == "F8"  # in the menus
    person.press(Key.Key_K, CONTROL, at=person.entries)
    palette = person.window.findChild(QDialog, "palette")
    assert next(one for one in palette.shown if one.text == "Star").keys == "F8"
    palette.reject()
    person.press(Key.Key_F1, at=person.entries)
    sheet = person.window.findChild(QDialog, "keys")
    assert "F8" in [label.text() for label in sheet.findChildren(QLabel)]
    sheet.reject()
    person.press(Key.Key_F8, at=person.entries)
    person.go("Starred")
    assert "Star (F8)" in person.bench.entries.empty.shown.hint
    found = settings_file.read(library / "config.toml", {}).settings
    assert found.keys == (("toggle_star", ("F8",)),)
    with running_again(qtbot, person, library, found) as again:
        again.go("First list")
        again.click_row(1)
        again.press(Key.Key_F8, at=again.entries)
        assert starred(again) == 1


def running_again(qtbot, person, library, found):
    person.window.close()
    return running(qtbot, library, settings=found)


def test_what_a_key_collides_with_is_said_while_it_is_recorded(person):
    window = opened(person)
    person.qtbot.keyClicks(window.search, "star the selected")
    person.qtbot.keyClick(window.search, Key.Key_Return)
    assert window.isVisible()
    record(person, window, Key.Key_Down)
    assert window.said.text() == "Down moves in lists and text: that cannot be changed."
    assert not person.button("Give this key", window).isEnabled()
    person.qtbot.keyClick(window.recorder, Key.Key_J, CONTROL)
    said = "Ctrl+J is the key of “Downloads”. Giving it here takes it from there."
    assert window.said.text() == said
    person.qtbot.keyClick(window.recorder, Key.Key_S)
    assert window.said.text() == "“Star” has S already."
    person.qtbot.keyClick(window.recorder, Key.Key_F8)
    assert window.said.text() == "F8 is free."
    person.qtbot.keyClick(window.recorder, Key.Key_Escape)
    assert (window.isVisible(), window.recorder.key) == (True, "")
    assert window.rows.hasFocus()
    record(person, window, Key.Key_T)
    person.click("Take it", window)
    assert window.said.text() == "T is a key of “Star” now. “Tags” no longer has it."
    assert person.window.commands["edit_tags"].shortcuts() == []
    window.rows.choose("edit_tags")
    person.click("Usual keys", window)
    assert window.said.text() == "T is the key of “Star”. Give that one another key first."
    window.rows.choose("toggle_star")
    person.click("Usual keys", window)
    window.rows.choose("edit_tags")
    person.click("Usual keys", window)
    assert window.said.text() == "“Tags” has its usual keys again."
    assert person.window.commands["edit_tags"].shortcut().toString() == "T"
    person.click("No key", window)
    assert window.said.text() == "“Tags” has no key now."
    record(person, window, Key.Key_T)
    person.click("Give this key", window)
    record(person, window, Key.Key_F8)
    person.click("Add as another", window)
    assert window.rows.currentItem().text(1) == "T, F8"
    person.click("All usual keys…", window)
    (question,) = (one for one in window.findChildren(QDialog) if one.isVisible())
    person.click("Give the usual keys", question)
    assert window.rows.currentItem().text(1) == "T"
    window.reject()


def test_actions_are_found_by_name_and_by_key(person):
    window = opened(person)
    everything = len(window.rows.shown)
    person.qtbot.keyClicks(window.search, "mark unread")
    marks = ["Mark all as read", "Mark all as seen"]
    marks += [f"Mark all {side} as read" for side in ("above", "below")]
    assert window.rows.shown == ["Read or unread", "Mark as unread", *marks]
    window.search.setText("ctrl+j")
    assert window.rows.shown == ["Downloads"]
    window.search.setText("no such thing")
    assert window.rows.shown == []
    assert "No action is called that" in window.said.text()
    window.search.clear()
    assert len(window.rows.shown) == everything == len(person.window.commands.keys())
    assert "Choose an action" in window.said.text()
    window.reject()


def test_single_letters_can_be_switched_off(person, library):
    window = opened(person)
    person.click("Single letters, digits and signs act on entries and pages", window)
    window.rows.choose("toggle_star")
    record(person, window, Key.Key_Y)
    assert window.said.text() == "Y is free, but single letters, digits and signs rest now."
    window.reject()
    person.window.activateWindow()
    person.qtbot.waitUntil(person.window.isActiveWindow)
    person.press(Key.Key_S, at=person.entries)
    assert starred(person) == 0
    assert person.window.commands["toggle_star"].shortcuts() == []
    person.go("Starred")
    assert person.bench.entries.empty.shown.hint.startswith("Star, or a click")
    assert not settings_file.read(library / "config.toml", {}).settings.single_keys


def test_keys_of_a_file_that_cannot_be_used_are_told(qtbot, tmp_path, library):
    given = Settings(theme="light", keys=(("toggle_star", ("T",)), ("undo", ("F9",))))
    with running(qtbot, library, sources=write_lists(tmp_path), settings=given) as person:
        (told,) = [text for text in person.notices() if "Tags" in text]
        assert told.startswith("T cannot be the key of “Star” (toggle_star) in the settings")
        assert person.window.commands["undo"].shortcut().toString() == "F9"
        assert person.window.commands["toggle_star"].shortcut().toString() == "S"


def test_settings_that_cannot_be_written_are_told_in_the_window(person, library):
    (library / "config.toml").mkdir()
    window = opened(person)
    window.rows.choose("toggle_star")
    record(person, window, Key.Key_F8)
    person.click("Give this key", window)
    assert "cannot be read" in window.said.text()
    window.reject()
