"""Widgets flow into lines like words."""

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from effllm_desktop.ui.widgets.flow_layout import FlowLayout


class Box(QLabel):
    def sizeHint(self) -> QSize:
        return QSize(40, 20)


@pytest.fixture
def page(qtbot: QtBot) -> QWidget:
    widget = QWidget()
    qtbot.addWidget(widget)
    flow = FlowLayout(widget, across=10, down=5)
    for _ in range(4):
        flow.addWidget(Box())
    widget.resize(100, 100)
    widget.show()
    return widget


def corners(page: QWidget) -> list[tuple[int, int]]:
    flow = page.layout()
    return [(flow.itemAt(i).geometry().x(), flow.itemAt(i).geometry().y()) for i in range(4)]


def test_what_does_not_fit_goes_to_the_next_line(page: QWidget) -> None:
    assert corners(page) == [(0, 0), (50, 0), (0, 25), (50, 25)]
    assert page.layout().heightForWidth(100) == 45
    assert page.layout().heightForWidth(40) == 95


def test_hidden_widgets_take_no_room(page: QWidget) -> None:
    page.layout().itemAt(1).widget().hide()
    assert page.layout().heightForWidth(100) == 45
    assert page.layout().sizeHint() == QSize(140, 20)


def test_right_to_left_begins_at_the_right(page: QWidget) -> None:
    page.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    page.layout().activate()
    assert corners(page)[:2] == [(60, 0), (10, 0)]


def test_a_widget_wider_than_the_page_is_made_to_fit(page: QWidget) -> None:
    page.resize(30, 100)
    assert [page.layout().itemAt(i).geometry().width() for i in range(4)] == [30] * 4


def test_taking_and_inserting(page: QWidget) -> None:
    flow = page.layout()
    assert isinstance(flow, FlowLayout)
    new = Box(page)
    flow.insert_widget(0, new)
    assert flow.itemAt(0).widget() is new
    assert flow.takeAt(0).widget() is new
    assert flow.takeAt(9) is None
    assert flow.itemAt(9) is None
    assert flow.minimumSize().height() <= 20
    assert not flow.expandingDirections()
