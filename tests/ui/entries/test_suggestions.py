"""Suggestions below the search box, from the keyboard."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from effllm_desktop.domain.queries import Field
from effllm_desktop.ui.entries.header import SearchField

Key = Qt.Key


@pytest.fixture
def window(qtbot):
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(500, 400)
    return window


@pytest.fixture
def box(window, qtbot):
    box = SearchField(window, values=lambda field, _: ["to read"] if field is Field.TAG else ())
    box.move(250, 10)
    window.show()
    box.setFocus()
    qtbot.waitUntil(box.hasFocus)
    return box


def offered(box):
    shown = box.suggestions
    return [shown.item(row).text().split("   ")[0] for row in range(shown.count())]


def press(qtbot, box, *keys):
    for key in keys:
        qtbot.keyClick(box, key)


def test_a_field_and_its_value_are_put_in_by_keys(box, qtbot):
    qtbot.keyClicks(box, "kv ta")
    assert box.suggestions.isVisible()
    assert offered(box) == ["tag:"]
    press(qtbot, box, Key.Key_Down, Key.Key_Return)
    assert box.text() == "kv tag:"
    assert offered(box) == ['tag:"to read"']
    press(qtbot, box, Key.Key_Down, Key.Key_Tab)
    assert box.text() == 'kv tag:"to read" '
    assert not box.suggestions.isVisible()
    assert box.hasFocus()
    assert box.accessibleDescription() == 'tag:"to read"'


def test_enter_is_taken_only_for_a_row_that_was_chosen(box, qtbot):
    qtbot.keyClicks(box, "is:")
    with qtbot.waitSignal(box.left):
        press(qtbot, box, Key.Key_Return)
    assert box.text() == "is:"
    press(qtbot, box, Key.Key_Down, Key.Key_Up)
    with qtbot.waitSignal(box.left):
        press(qtbot, box, Key.Key_Return)


def test_escape_closes_the_list_then_empties_the_box_then_leaves(box, qtbot):
    qtbot.keyClicks(box, "is:")
    press(qtbot, box, Key.Key_Escape)
    assert (box.suggestions.isVisible(), box.text()) == (False, "is:")
    press(qtbot, box, Key.Key_Escape)
    assert box.text() == ""
    with qtbot.waitSignal(box.left):
        press(qtbot, box, Key.Key_Escape)


def test_escape_is_the_windows_own_key_but_for_suggestions(box, window, qtbot):
    said = []
    QShortcut(QKeySequence("Esc"), window, lambda: said.append("window"))
    qtbot.keyClicks(box, "is:")
    press(qtbot, window.windowHandle(), Key.Key_Escape)
    assert (box.suggestions.isVisible(), said) == (False, [])
    press(qtbot, window.windowHandle(), Key.Key_Escape)
    assert said == ["window"]


def test_without_suggestions_all_keys_are_the_boxes_own(box, qtbot):
    qtbot.keyClicks(box, "words")
    assert not box.suggestions.isVisible()
    with qtbot.waitSignal(box.left):
        press(qtbot, box, Key.Key_Down)


def test_a_click_puts_in_and_what_is_shown_from_outside_suggests_nothing(box, qtbot):
    qtbot.keyClicks(box, "is:rea")
    shown = box.suggestions
    where = shown.visualItemRect(shown.item(0)).center()
    qtbot.mouseClick(shown.viewport(), Qt.MouseButton.LeftButton, pos=where)
    assert box.text() == "is:reading "
    box.show_text("is:")
    assert not shown.isVisible()


def test_the_list_stays_inside_the_window_and_goes_with_the_focus(box, qtbot):
    qtbot.keyClicks(box, "is:")
    shown = box.suggestions
    assert box.window().rect().contains(shown.geometry())
    assert shown.geometry().top() >= box.geometry().bottom()
    box.clearFocus()
    assert not shown.isVisible()
