"""Text fits where it is put, whatever it is."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QAccessible, QWheelEvent
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from effllm_desktop.ui.theme import Mode, TextSize, current
from effllm_desktop.ui.widgets.elided_label import ElidedLabel
from effllm_desktop.ui.widgets.text_block import TextBlock
from effllm_desktop.ui.widgets.tone_label import ToneLabel


@pytest.fixture
def block(qtbot: QtBot) -> Iterator[TextBlock]:
    page = QWidget()
    qtbot.addWidget(page)
    column = QVBoxLayout(page)
    block = TextBlock("Title", tab_stop=True)
    column.addWidget(block)
    column.addStretch()
    page.resize(300, 900)
    page.show()
    yield block
    page.close()


def test_a_block_is_as_high_as_its_text(block: TextBlock) -> None:
    block.setPlainText("one")
    low = block.heightForWidth(200)
    block.setPlainText("word " * 100)
    assert block.heightForWidth(200) > 5 * low
    assert block.heightForWidth(1000) < block.heightForWidth(200)


def test_a_long_word_breaks_and_is_seen_whole(block: TextBlock, qapp: QApplication) -> None:
    block.setPlainText("x" * 300 + " 及其变体" * 50)
    block.parentWidget().layout().activate()
    assert block.width() <= 300
    assert block.document().size().height() <= block.height() + 1
    assert block.minimumSizeHint().width() == 1


def test_a_larger_font_needs_more_room(block: TextBlock) -> None:
    block.setPlainText("word " * 50)
    before = block.heightForWidth(200)
    block.setFont(current().font(TextSize.TITLE))
    assert block.heightForWidth(200) > before


def test_a_link_is_reported_and_a_selection_is_not_a_click(block: TextBlock, qtbot: QtBot) -> None:
    block.setHtml('<a href="all">show all 47</a>')
    with qtbot.waitSignal(block.link_activated) as link:
        qtbot.mouseMove(block.viewport(), QPoint(10, 8))
        qtbot.mouseClick(block.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(10, 8))
    assert link.args == ["all"]
    block.selectAll()
    with qtbot.assertNotEmitted(block.link_activated):
        qtbot.mouseClick(block.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(290, 12))


def test_the_wheel_is_left_to_the_page(block: TextBlock) -> None:
    wheel = QWheelEvent(
        QPointF(5, 5),
        QPointF(5, 5),
        QPoint(0, -20),
        QPoint(0, -120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    block.wheelEvent(wheel)
    assert not wheel.isAccepted()


def test_a_block_says_its_name(block: TextBlock) -> None:
    found = QAccessible.queryAccessibleInterface(block)
    assert found.text(QAccessible.Text.Name) == "Title"


def test_a_label_without_room_ends_in_an_ellipsis_and_has_a_tooltip(qtbot: QtBot) -> None:
    label = ElidedLabel("A long name of a section")
    qtbot.addWidget(label)
    label.resize(60, 20)
    label.show()
    label.grab()
    assert label.shown_text().endswith("…")
    assert label.toolTip() == label.text()
    label.resize(400, 20)
    assert label.shown_text() == label.text()
    assert label.toolTip() == ""
    assert label.minimumSizeHint().width() < 30
    found = QAccessible.queryAccessibleInterface(label)
    assert found.text(QAccessible.Text.Name) == "A long name of a section"


def test_a_tone_follows_the_theme(qtbot: QtBot) -> None:
    label = ToneLabel("quiet")
    qtbot.addWidget(label)
    current().apply(Mode.DARK)
    dark = label.palette().color(label.foregroundRole())
    current().apply(Mode.LIGHT)
    assert dark != label.palette().color(label.foregroundRole())
    assert label.palette().color(label.foregroundRole()) == current().colours.text_muted


def test_enter_follows_the_only_link(block: TextBlock, qtbot: QtBot) -> None:
    block.setHtml('One, two<br>three <a href="all">show <b>all</b></a>')
    with qtbot.waitSignal(block.link_activated) as link:
        qtbot.keyClick(block, Qt.Key.Key_Return)
    assert link.args == ["all"]
    for html in ("no link", '<a href="one">1</a> <a href="two">2</a>'):
        block.setHtml(html)
        with qtbot.assertNotEmitted(block.link_activated):
            qtbot.keyClick(block, Qt.Key.Key_Return)


def test_links_have_the_colour_of_the_theme(block: TextBlock) -> None:
    block.setHtml('<a href="all">show all 47</a>')
    for mode in (Mode.DARK, Mode.LIGHT):
        current().apply(mode)
        link = block.document().begin().begin().fragment().charFormat()
        accent = current().colours.accent.name()
        assert link.foreground().color().name() == accent


def test_the_same_text_again_leaves_what_is_selected(block: TextBlock) -> None:
    block.setHtml("<b>one</b> two")
    block.selectAll()
    block.setHtml("<b>one</b> two")
    assert block.textCursor().selectedText() == "one two"
    block.setHtml("three")
    assert not block.textCursor().hasSelection()
    assert block.toPlainText() == "three"
