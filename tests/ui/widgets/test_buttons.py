"""Buttons that lead somewhere or copy something, and panes with nothing to show."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QGuiApplication
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from effllm_desktop.ui.theme import Mode, current
from effllm_desktop.ui.widgets.copy_button import CopyButton
from effllm_desktop.ui.widgets.empty_state import Emptiness, EmptyState
from effllm_desktop.ui.widgets.link_button import LinkButton

URL = "https://example.org/a?b=1&c=2"


def test_a_link_opens_and_can_be_copied(qtbot: QtBot) -> None:
    link = LinkButton()
    link.lead_to("code", "owner/R&D", URL)
    qtbot.addWidget(link)
    with qtbot.waitSignal(link.opened) as opened:
        qtbot.mouseClick(link, Qt.MouseButton.LeftButton)
    assert opened.args == [URL]
    link.actions()[0].trigger()
    assert QGuiApplication.clipboard().text() == URL
    assert link.text() == "owner/R&&D"
    assert URL in link.toolTip()


def test_a_long_name_is_shortened_but_spoken_whole(qtbot: QtBot) -> None:
    link = LinkButton()
    link.lead_to("code", "name" * 100, URL)
    qtbot.addWidget(link)
    assert link.sizeHint().width() < 320
    assert link.minimumSizeHint().width() < 60
    found = QAccessible.queryAccessibleInterface(link)
    assert found.text(QAccessible.Text.Name) == "Open " + "name" * 100


def test_an_identifier_is_copied(qtbot: QtBot) -> None:
    button = CopyButton()
    button.offer("arXiv 2404.14897", "arxiv:2404.14897")
    qtbot.addWidget(button)
    with qtbot.waitSignal(button.copied) as copied:
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert copied.args == ["arxiv:2404.14897"]
    assert QGuiApplication.clipboard().text() == "arxiv:2404.14897"
    assert button.minimumSizeHint().height() == button.sizeHint().height()


def test_an_empty_state_says_why_and_offers_what_to_do(qtbot: QtBot) -> None:
    empty = EmptyState()
    qtbot.addWidget(empty)
    empty.show_emptiness(Emptiness("search", "No hit", "Try fewer words.", "Clear search"))
    empty.show()
    with qtbot.waitSignal(empty.pressed):
        qtbot.mouseClick(empty.button, Qt.MouseButton.LeftButton)
    assert empty.accessibleName() == "No hit. Try fewer words."
    second = Emptiness("list", "No entries", "", "Look", "Move to trash")
    empty.show_emptiness(second)
    (other,) = [one for one in empty.findChildren(QPushButton) if one.text() == "Move to trash"]
    with qtbot.waitSignal(empty.second_pressed):
        qtbot.mouseClick(other, Qt.MouseButton.LeftButton)
    empty.show_emptiness(Emptiness("list", "Nothing here", ""))
    assert not empty.button.isVisible()
    assert not other.isVisible()
    current().apply(Mode.DARK)
    current().apply(Mode.LIGHT)
    assert empty.shown.title == "Nothing here"
