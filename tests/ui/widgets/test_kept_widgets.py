"""Widgets are made as they are needed, and kept."""

from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from effllm_desktop.ui.widgets.kept_widgets import KeptWidgets


def test_as_many_as_are_asked_for_are_shown_and_the_others_kept(qtbot: QtBot) -> None:
    page = QWidget()
    qtbot.addWidget(page)
    kept = KeptWidgets(lambda place: QLabel(str(place), page))
    page.show()
    assert kept.shown == []
    three = kept.show(3)
    assert [label.text() for label in three] == ["0", "1", "2"]
    assert kept.show(1) == three[:1] == kept.shown
    assert [label.isVisible() for label in three] == [True, False, False]
    assert kept.show(4)[:3] == three
    assert all(label.isVisible() for label in kept.shown)
    assert kept.show(0) == []
    assert not three[0].isVisible()
