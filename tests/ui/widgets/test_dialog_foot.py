"""The feet of dialogs: what Enter does, and what ends them."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QLineEdit, QPushButton

from effllm_desktop.ui.widgets.dialog_foot import closing_foot, deciding_foot
from effllm_desktop.ui.widgets.titled_column import titled_column


@pytest.fixture
def dialog(qtbot):
    dialog = QDialog()
    qtbot.addWidget(dialog)
    dialog.field = QLineEdit()
    return dialog


def shown(dialog, foot, qtbot):
    column = titled_column(dialog, "Dialog")
    column.addWidget(dialog.field)
    column.addLayout(foot)
    with qtbot.waitExposed(dialog):
        dialog.show()
    return [button.text() for button in dialog.findChildren(QPushButton)]


def test_enter_presses_nothing_where_all_is_done_at_once(dialog, qtbot):
    other, pressed = QPushButton("Other"), []
    other.clicked.connect(lambda: pressed.append("other"))
    dialog.rejected.connect(lambda: pressed.append("closed"))
    assert shown(dialog, closing_foot(dialog, other), qtbot) == ["Other", "Close"]
    qtbot.keyClick(dialog.field, Qt.Key.Key_Return)
    assert pressed == []
    qtbot.mouseClick(dialog.findChildren(QPushButton)[1], Qt.MouseButton.LeftButton)
    assert pressed == ["closed"]


def test_enter_decides_and_cancel_leaves(dialog, qtbot):
    decides, pressed = QPushButton("Do it"), []
    decides.clicked.connect(lambda: pressed.append("done"))
    dialog.rejected.connect(lambda: pressed.append("left"))
    assert shown(dialog, deciding_foot(dialog, decides), qtbot) == ["Cancel", "Do it"]
    qtbot.keyClick(dialog.field, Qt.Key.Key_Return)
    qtbot.mouseClick(dialog.findChildren(QPushButton)[0], Qt.MouseButton.LeftButton)
    assert pressed == ["done", "left"]
