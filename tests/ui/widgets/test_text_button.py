"""Lines of text that are buttons."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from pytestqt.qtbot import QtBot

from effllm_desktop.ui.widgets.rule import Rule
from effllm_desktop.ui.widgets.text_button import TextButton


def test_enter_space_and_a_click_press(qtbot: QtBot) -> None:
    button = TextButton("section", "List › Methods › Other")
    qtbot.addWidget(button)
    button.show()
    for press in (
        lambda: qtbot.keyClick(button, Qt.Key.Key_Return),
        lambda: qtbot.keyClick(button, Qt.Key.Key_Space),
        lambda: qtbot.mouseClick(button, Qt.MouseButton.LeftButton),
    ):
        with qtbot.waitSignal(button.clicked):
            press()


def test_without_room_the_middle_is_left_out(qtbot: QtBot) -> None:
    button = TextButton("section", "A list with a long name › Methods › Other")
    qtbot.addWidget(button)
    button.resize(140, 24)
    assert "…" in button.shown_text()
    assert button.shown_text().endswith("er")
    assert button.minimumSizeHint().width() < 100
    button.resize(button.sizeHint())
    assert button.shown_text() == button.text()
    found = QAccessible.queryAccessibleInterface(button)
    assert found.text(QAccessible.Text.Name) == button.text()


def test_it_is_painted_in_every_state(qtbot: QtBot) -> None:
    plain, dimmed = TextButton("section", "Text"), TextButton("section", "Text")
    dimmed.say("Text", dimmed=True)
    for button in (dimmed, plain):
        qtbot.addWidget(button)
        button.resize(100, 24)
    before = plain.grab().toImage()
    assert dimmed.grab().toImage() != before
    plain.setAttribute(Qt.WidgetAttribute.WA_UnderMouse)
    underlined = plain.grab().toImage()
    assert underlined != before
    plain.show()
    plain.activateWindow()
    plain.setFocus()
    qtbot.waitUntil(plain.hasFocus)
    assert plain.grab().toImage() not in (before, underlined)


def test_a_rule_is_a_hairline(qtbot: QtBot) -> None:
    rule = Rule()
    qtbot.addWidget(rule)
    rule.resize(40, 1)
    assert rule.grab().toImage().pixelColor(20, 0).isValid()
    assert rule.height() == 1
