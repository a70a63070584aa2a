"""Notices: what they say, to whom, and how they go."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QLabel, QPushButton, QToolButton

from effllm_desktop.ui.notice import Level, Notice, NoticeAction
from effllm_desktop.ui.widgets.notices_bar import MOST_SHOWN, NoticesBar


@pytest.fixture
def bar(qtbot):
    bar = NoticesBar()
    qtbot.addWidget(bar)
    return bar


def _shown(bar):
    return [
        label.text() for label in bar.findChildren(QLabel) if label.text() and not label.isHidden()
    ]


def test_it_takes_no_room_while_there_is_nothing_to_say(bar):
    assert bar.isHidden()
    bar.show_notice(Notice("a", Level.INFO, "Something."))
    assert not bar.isHidden()
    bar.dismiss("a")
    assert bar.isHidden()


def test_a_screen_reader_finds_the_bar_and_the_sentence(bar):
    bar.show_notice(Notice("a", Level.ERROR, "The disk is full.", "Make room."))
    interface = QAccessible.queryAccessibleInterface(bar)
    assert interface.text(QAccessible.Text.Name) == "Notices"
    names = [
        interface.child(number).text(QAccessible.Text.Name)
        for number in range(interface.childCount())
    ]
    assert names == ["The disk is full. Make room."]


def test_a_button_acts_and_the_notice_goes(bar, qtbot):
    pressed = []
    action = NoticeAction("Take in", lambda: pressed.append("taken in"))
    bar.show_notice(Notice("a", Level.INFO, "README.md changed.", actions=(action,)))
    qtbot.mouseClick(bar.findChild(QPushButton), Qt.MouseButton.LeftButton)
    assert pressed == ["taken in"]
    assert bar.notices == []


def test_a_button_that_only_shows_leaves_the_notice(bar, qtbot):
    action = NoticeAction("Show", lambda: None, stays=True)
    bar.show_notice(Notice("a", Level.WARNING, "Repaired.", actions=(action,)))
    qtbot.mouseClick(bar.findChild(QPushButton), Qt.MouseButton.LeftButton)
    assert len(bar.notices) == 1


def test_the_cross_takes_it_away(bar, qtbot):
    bar.show_notice(Notice("a", Level.INFO, "Something."))
    cross = bar.findChild(QToolButton)
    assert cross.accessibleName() == "Close this notice"
    with qtbot.waitSignal(bar.dismissed):
        qtbot.mouseClick(cross, Qt.MouseButton.LeftButton)
    assert bar.notices == []


def test_a_newer_one_of_its_kind_takes_its_place(bar):
    bar.show_notice(Notice("a", Level.INFO, "One."))
    bar.show_notice(Notice("a", Level.INFO, "Two."))
    assert [notice.text for notice in bar.notices] == ["Two."]
    bar.dismiss("never shown")


def test_only_the_newest_few_are_seen_the_others_wait(bar):
    bar.show()
    for number in range(MOST_SHOWN + 2):
        bar.show_notice(Notice(str(number), Level.INFO, f"{number}."))
    rows = [row for row in bar.children() if hasattr(row, "notice")]
    assert [row.notice.text for row in rows if row.isVisible()] == ["2.", "3.", "4."]
    bar.dismiss("4")
    assert [row.notice.text for row in rows if row.isVisible()] == ["1.", "2.", "3."]
    bar.clear()
    assert bar.isHidden()
