"""Tags are added and removed by mouse and by key, and all is only asked for."""

from itertools import pairwise

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QToolButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from effllm_desktop.ui.widgets.tag_field import CHIPS_SHOWN, TagField, clean

KNOWN = ["pruning", "quantization", "quick win"]
ENTER = Qt.Key.Key_Return


@pytest.fixture
def tags(qtbot: QtBot) -> TagField:
    field = TagField(lambda: KNOWN)
    qtbot.addWidget(field)
    field.resize(320, 200)
    field.set_tags(["kv cache", "及其变体"])
    field.show()
    return field


def test_enter_and_comma_add(tags: TagField, qtbot: QtBot) -> None:
    for keys, expected in (("#new one", ["new one"]), ("a, b ,a", ["a", "b"])):
        with qtbot.waitSignal(tags.added) as added:
            tags.field.setText(keys)
            qtbot.keyClick(tags.field, ENTER)
        assert added.args == [expected]
        assert tags.field.text() == ""
    with qtbot.waitSignal(tags.added) as added:
        qtbot.keyClicks(tags.field, "typed,")
    assert added.args == [["typed"]]


def test_what_is_there_or_empty_is_not_added_again(tags: TagField, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(tags.added):
        for text in ("kv cache", "  ", "#", ""):
            tags.field.setText(text)
            qtbot.keyClick(tags.field, ENTER)


def test_a_known_tag_is_completed(tags: TagField, qtbot: QtBot) -> None:
    tags.field.setFocus()
    qtbot.keyClicks(tags.field, "ant")
    completer = tags.field.completer()
    assert completer.completionModel().rowCount() == 1
    assert completer.currentCompletion() == "quantization"
    popup = completer.popup()
    with qtbot.waitSignal(tags.added) as added:
        popup.setCurrentIndex(completer.completionModel().index(0, 0))
        qtbot.keyClick(popup, ENTER)
    assert added.args == [["quantization"]]
    assert tags.field.text() == ""


def test_backspace_in_the_empty_field_removes_the_last(tags: TagField, qtbot: QtBot) -> None:
    with qtbot.waitSignal(tags.removed) as removed:
        qtbot.keyClick(tags.field, Qt.Key.Key_Backspace)
    assert removed.args == ["及其变体"]
    tags.set_tags([])
    with qtbot.assertNotEmitted(tags.removed):
        qtbot.keyClick(tags.field, Qt.Key.Key_Backspace)
        qtbot.keyClicks(tags.field, "a")
        qtbot.keyClick(tags.field, Qt.Key.Key_Backspace)


def test_escape_empties_the_field(tags: TagField, qtbot: QtBot) -> None:
    qtbot.keyClicks(tags.field, "half")
    qtbot.keyClick(tags.field, Qt.Key.Key_Escape)
    assert tags.field.text() == ""


def test_the_cross_and_delete_remove(tags: TagField, qtbot: QtBot) -> None:
    chip = tags.chips()[0]
    with qtbot.waitSignal(tags.removed) as removed:
        position = chip.cross_rect().center()
        qtbot.mouseClick(chip, Qt.MouseButton.LeftButton, pos=position)
    assert removed.args == ["kv cache"]
    with qtbot.waitSignal(tags.removed):
        qtbot.keyClick(chip, Qt.Key.Key_Delete)


def test_a_press_on_a_tag_is_reported(tags: TagField, qtbot: QtBot) -> None:
    chip = tags.chips()[1]
    with qtbot.waitSignal(tags.pressed) as pressed:
        qtbot.mouseClick(chip, Qt.MouseButton.LeftButton, pos=QPoint(12, 10))
    assert pressed.args == ["及其变体"]
    for key in (ENTER, Qt.Key.Key_Space):
        with qtbot.waitSignal(tags.pressed):
            qtbot.keyClick(chip, key)


def test_a_removed_tag_hands_the_focus_to_the_field(tags: TagField) -> None:
    tags.chips()[0].setFocus()
    tags.set_tags(["及其变体"])
    assert tags.field.hasFocus()


def test_a_tag_that_stays_keeps_the_focus(tags: TagField) -> None:
    tags.chips()[1].setFocus()
    tags.set_tags(["及其变体", "new"])
    assert tags.chips()[0].hasFocus()


def test_two_hundred_tags_are_folded(tags: TagField, qtbot: QtBot) -> None:
    tags.set_tags([f"tag {number}" for number in range(200)])
    assert len(tags.chips()) == CHIPS_SHOWN
    rest = next(one for one in tags.findChildren(QToolButton) if "more" in one.text())
    assert rest.text() == f"{200 - CHIPS_SHOWN} more"
    qtbot.mouseClick(rest, Qt.MouseButton.LeftButton)
    assert len(tags.chips()) == 200
    assert not rest.isVisible()
    tags.fold()
    assert len(tags.chips()) == CHIPS_SHOWN


def test_a_long_tag_and_a_mirrored_one_are_painted(tags: TagField) -> None:
    tags.set_tags(["very " * 60, "short"])
    tags.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    chip = tags.chips()[0]
    chip.setFocus()
    tags.grab()
    assert chip.width() <= 240
    assert chip.cross_rect().left() < chip.width() / 2


def test_names_for_a_screen_reader(tags: TagField) -> None:
    names = [
        QAccessible.queryAccessibleInterface(widget).text(QAccessible.Text.Name)
        for widget in (tags.chips()[0], tags.field)
    ]
    assert names == ["Tag kv cache", "Add a tag"]


def test_a_tag_is_cleaned() -> None:
    assert clean("  # two   words ") == "two words"


def test_a_new_chip_pushes_the_field_aside_at_once(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    field = TagField(lambda: KNOWN)
    QVBoxLayout(window).addWidget(field)
    window.resize(360, 200)
    with qtbot.waitExposed(window):
        window.show()
    for tags in (["to cite"], ["to cite", "second"], ["second"], []):
        field.set_tags(tags)
        qtbot.wait(20)
        shown = [widget for widget in field.stops() if widget.isVisible()]
        assert [widget.size() for widget in shown] == [widget.sizeHint() for widget in shown]
        for left, right in pairwise(shown):
            assert left.geometry().right() < right.geometry().left()
