"""Keys to services are typed into the page of services: kept, never shown again, removed."""

import logging
import stat
import sys

import keyring
import pytest
import shiboken6
from keyring import errors
from keyring.backends import fail
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QLineEdit

from effllm_desktop.app.settings import Settings
from effllm_desktop.app.settings_file import read
from effllm_desktop.ui.runtime.describe import describe
from tests.support.key_rings import Ring
from tests.support.window import running, write_lists

SECRET = "ghp_geheim123"


@pytest.fixture
def ring():
    before = keyring.get_keyring()
    ring = Ring()
    keyring.set_keyring(ring)
    yield ring
    keyring.set_keyring(before)


@pytest.fixture
def no_ring():
    before = keyring.get_keyring()
    keyring.set_keyring(fail.Keyring())
    yield
    keyring.set_keyring(before)


@pytest.fixture
def person(qtbot, tmp_path):
    with running(qtbot, tmp_path / "library", sources=write_lists(tmp_path)) as person:
        yield person


class Page:
    """The page of services, with the field of one of them."""

    def __init__(self, person, service="github"):
        person.choose("Library", "Services…")
        self.person = person
        self.dialog = person.window.findChild(QDialog, "services")
        self.keys = self.dialog.keys
        self.row = self.keys.rows[service]
        person.qtbot.waitUntil(lambda: self.told() != "")

    def told(self):
        return self.keys.told.text()

    def says(self, words):
        self.person.qtbot.waitUntil(lambda: words in self.told())

    def type(self, text):
        self.row.field.setFocus()
        self.person.qtbot.keyClicks(self.row.field, text)

    def press(self, key, at=None):
        self.person.qtbot.keyClick(at or self.row.field, key)

    def close(self):
        self.person.qtbot.keyClick(self.dialog, Qt.Key.Key_Escape)
        self.person.qtbot.waitUntil(lambda: not shiboken6.isValid(self.dialog))


def everything_written(person):
    """All bytes in the folder of the library but those of the settings."""
    settings = person.program._places.settings
    files = [one for one in settings.parent.rglob("*") if one.is_file() and one != settings]
    assert any(one.name == "library.db" for one in files)
    return b"".join(one.read_bytes() for one in files)


def test_a_key_goes_into_the_keyring_and_is_never_shown_again(ring, person):
    page = Page(person)
    assert "kept in the keyring of this system" in page.told()
    assert page.row.field.placeholderText() == "No key is kept"
    assert not page.row.keep.isEnabled()
    assert not page.row.remove.isEnabled()
    page.type(f" {SECRET} ")
    assert page.row.keep.isEnabled()
    page.press(Qt.Key.Key_Return)
    page.says("The key of GitHub is kept.")
    assert page.dialog.isVisible()  # Return was for the field
    assert ring.kept == {("effllm-desktop", "github_token"): SECRET}
    assert page.row.field.text() == ""
    page.row.field.undo()
    assert page.row.field.text() == ""
    assert page.row.field.placeholderText().startswith("A key is kept in the keyring")
    assert SECRET not in str(describe(person.window))
    assert SECRET.encode() not in everything_written(person)
    page.close()
    page = Page(person)
    assert page.row.field.text() == ""
    person.qtbot.mouseClick(page.row.remove, Qt.MouseButton.LeftButton)
    page.says("The key of GitHub is gone.")
    assert ring.kept == {}
    assert page.row.field.placeholderText() == "No key is kept"
    page.close()


def test_the_field_shows_dots_and_is_reached_with_tab(ring, person):
    page = Page(person)
    fields = [row.field for row in page.keys.rows.values()]
    assert [one.accessibleName() for one in fields] == [
        "Key of GitHub",
        "Key of Semantic Scholar",
        "Key of OpenAlex",
    ]
    assert {one.echoMode() for one in fields} == {QLineEdit.EchoMode.Password}
    page.type("x")
    page.press(Qt.Key.Key_Tab)
    assert page.row.keep.hasFocus()
    page.press(Qt.Key.Key_Space, at=page.row.keep)
    page.says("The key of GitHub is kept.")
    assert page.row.field.hasFocus()
    page.press(Qt.Key.Key_Tab)
    assert page.row.remove.hasFocus()
    page.press(Qt.Key.Key_Tab, at=page.row.remove)
    assert fields[1].hasFocus()
    page.close()


def test_without_a_keyring_the_settings_hold_it_closed_to_others(no_ring, person):
    page = Page(person, "openalex")
    assert "has no keyring" in page.told()
    assert "which nobody else may read" in page.told()
    page.type(SECRET)
    page.press(Qt.Key.Key_Enter)
    page.says("The key of OpenAlex is kept.")
    file = person.program._places.settings
    assert read(file, {}).settings.openalex_key == SECRET
    if sys.platform != "win32":
        assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert person.desk.session.settings.openalex_key == SECRET
    assert page.row.field.placeholderText().startswith("A key is kept in the settings")
    assert SECRET.encode() not in everything_written(person)
    assert SECRET not in str(describe(person.window))
    person.qtbot.mouseClick(page.row.remove, Qt.MouseButton.LeftButton)
    page.says("The key of OpenAlex is gone.")
    assert SECRET not in file.read_text()
    assert person.desk.session.settings == Settings(theme="light")
    page.close()


def test_the_keyring_takes_over_from_the_settings(ring, person):
    person.desk.session.set_key("github_token", "ghp_old")
    page = Page(person)
    page.type(SECRET)
    page.press(Qt.Key.Key_Return)
    page.says("The key of GitHub is kept.")
    assert page.row.field.placeholderText().startswith("A key is kept in the keyring")
    assert read(person.program._places.settings, {}).settings == Settings()
    person.desk.session.set_key("github_token", "ghp_old")
    page.keys.look()
    person.qtbot.waitUntil(lambda: "settings" in page.row.field.placeholderText())
    page.row.remove.click()
    page.says("The key of GitHub is gone.")
    assert ring.kept == {}
    assert page.row.field.placeholderText() == "No key is kept"
    page.close()


def test_a_variable_is_named_and_cannot_be_removed_here(ring, person, monkeypatch):
    monkeypatch.setenv("EFFLLM_GITHUB_TOKEN", SECRET)
    session = person.desk.session
    session.settings = session.settings._replace(github_token=SECRET)
    page = Page(person)
    assert page.row.field.placeholderText().startswith("EFFLLM_GITHUB_TOKEN is set")
    assert not page.row.remove.isEnabled()
    page.close()


def test_what_is_no_key_and_a_locked_keyring_are_said(ring, person, caplog):
    caplog.set_level(logging.DEBUG)
    page = Page(person)
    page.type("two words")
    page.press(Qt.Key.Key_Return)
    assert page.told() == "What was given cannot be a key of GitHub. It is letters and digits."
    page.row.field.setText("")
    ring.trouble = errors.KeyringLocked(SECRET)
    page.type(SECRET)
    page.press(Qt.Key.Key_Return)
    page.says("The keyring of the system is locked. Unlock it and try again.")
    assert page.row.field.text() == SECRET  # to be tried again, in dots
    ring.trouble = None
    page.press(Qt.Key.Key_Return)
    page.says("The key of GitHub is kept.")
    assert SECRET not in caplog.text
    page.close()


def test_a_locked_keyring_is_said_at_once(ring, person):
    ring.trouble = errors.KeyringLocked(SECRET)
    page = Page(person)
    assert page.told() == "The keyring of the system is locked. Unlock it and try again."
    page.close()
