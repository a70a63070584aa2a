"""The panels of the frame: recovery, first start, keys, bug report, status."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLabel, QPushButton

from effllm_desktop.domain.errors import (
    DamagedLibrary,
    LibraryInUse,
    NewerLibrary,
    StorageFailed,
)
from effllm_desktop.ui.shell.actions import ACTIONS
from effllm_desktop.ui.shell.bug_report import BugReport
from effllm_desktop.ui.shell.key_sheet import IN_ONE_LINE, KeySheet, lines
from effllm_desktop.ui.shell.recovery import RecoveryPanel
from effllm_desktop.ui.shell.status_strip import StatusStrip
from effllm_desktop.ui.shell.window import Window
from effllm_desktop.ui.theme import tokens
from effllm_desktop.ui.welcome.first_start import FirstStart


def _texts(widget):
    return [label.text() for label in widget.findChildren(QLabel) if not label.isHidden()]


@pytest.mark.parametrize(
    ("error", "has_backup", "title", "first"),
    [
        (DamagedLibrary("Broken.", "Use a backup."), True, "damaged", "restore_last"),
        (DamagedLibrary("Broken.", ""), False, "damaged", "open_library_folder"),
        (NewerLibrary("Newer.", "Update."), True, "newer", "open_library"),
        (LibraryInUse("Open.", "Go there."), True, "already open", "try_again"),
        (StorageFailed("Read-only.", ""), False, "cannot be opened", "try_again"),
    ],
)
def test_recovery_says_why_and_offers_the_best_way_out_first(
    error, has_backup, title, first, qtbot
):
    panel = RecoveryPanel(error, has_backup=has_backup)
    qtbot.addWidget(panel)
    assert any(title in text for text in _texts(panel))
    assert error.what in _texts(panel)
    assert title in panel.accessibleName()
    button = panel.findChildren(QPushButton)[0]
    with qtbot.waitSignal(panel.chosen) as signal:
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert signal.args == [first]


def test_the_first_start_can_be_put_away_or_acted_on(qtbot):
    panel, window = FirstStart(), Window()
    qtbot.addWidget(window)
    window.set_banner(panel)
    window.show()
    close, own = panel.findChildren(QPushButton)
    with qtbot.waitSignal(panel.dismissed):
        qtbot.mouseClick(close, Qt.MouseButton.LeftButton)
    with qtbot.waitSignal(panel.open_list_requested):
        qtbot.mouseClick(own, Qt.MouseButton.LeftButton)
    assert {"Space", "S", "star"} <= set(_texts(panel))
    window.bind(window.commands.keys() | {"toggle_star": ["F8"], "page_on": []})
    assert {"F8", "star"} <= set(_texts(panel))
    assert not {"S", "Space", "next unread"} & set(_texts(panel))
    panel.grab()


def test_the_sheet_shows_every_key_once(qtbot):
    shown = ""
    for of_paper in (False, True):
        sheet = KeySheet({}, of_paper=of_paper)
        qtbot.addWidget(sheet)
        assert sheet.sizeHint().height() < tokens.WINDOW[1]
        shown += " ".join(_texts(sheet))
    for action in ACTIONS:
        if action.keys and action.method not in IN_ONE_LINE:
            assert action.keys[0].replace("Return", "Enter") in shown, action.id
    for line in (
        "Ctrl+0 to Ctrl+5",
        "Alt+1 to Alt+4",
        "1 to 9",
        "Ctrl+Shift+Down or Ctrl+Shift+Up",
    ):
        assert line in shown


def test_the_sheet_shows_the_keys_of_now(qtbot):
    sheet = KeySheet({"toggle_star": ["F8"], "rating_3": ["F9"], "edit_tags": []})
    qtbot.addWidget(sheet)
    shown = _texts(sheet)
    assert {"F8", "Ctrl+0 or Ctrl+1 or Ctrl+2 or Ctrl+4 or Ctrl+5 or F9"} <= set(shown)
    assert "Tags" not in shown


def test_keys_that_do_the_same_stand_on_one_line():
    found = dict(lines(action for action in ACTIONS if action.keys))
    assert found["Next unread"] == "N or Space"
    assert found["Open"] == "Enter"
    assert found["Redo"] == "Ctrl+Shift+Z or Ctrl+Y"


def test_a_bug_report_is_copied_and_a_second_bug_joins_it(qtbot):
    dialog = BugReport()
    qtbot.addWidget(dialog)
    dialog.add("first")
    dialog.add("second")
    assert dialog.isVisible()
    assert not dialog.isModal()
    copy = next(b for b in dialog.findChildren(QPushButton) if "Copy" in b.text())
    qtbot.mouseClick(copy, Qt.MouseButton.LeftButton)
    assert QGuiApplication.clipboard().text().split() == ["first", "second"]
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()
    for _ in range(100):
        dialog.add("again")
    assert dialog.text.count("again") < 20


def test_the_strip_says_what_was_done_for_a_while(qtbot):
    strip = StatusStrip()
    qtbot.addWidget(strip)
    strip.say("Starred 3 works.")
    assert strip.message == "Starred 3 works."
    strip.findChild(object, "message_timer").timeout.emit()
    assert strip.message == ""


def test_progress_shows_a_job_and_cancels_it_once(qtbot):
    strip = StatusStrip()
    qtbot.addWidget(strip)
    strip.show()
    asked = []
    strip.progress.begin("Opening README.md", lambda: asked.append(1))
    strip.progress.report(0.5, "Reading README.md")
    assert strip.progress.isVisible()
    assert strip.progress.text == "Reading README.md"
    button = strip.progress.findChild(QPushButton)
    assert button.accessibleName() == "Cancel: Opening README.md"
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert asked == [1]
    strip.progress.end()
    assert not strip.progress.isVisible()
