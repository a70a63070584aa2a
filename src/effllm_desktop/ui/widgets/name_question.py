"""Asking for a name without stopping the program."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QInputDialog, QWidget


def ask_name(
    parent: QWidget, title: str, question: str, name: str, done: Callable[[str], object]
) -> None:
    """`name` stands there to begin with; `done` is called with what was made of it."""
    dialog = QInputDialog(parent)
    dialog.setObjectName("name_question")
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.setInputMode(QInputDialog.InputMode.TextInput)
    dialog.setWindowTitle(title)
    dialog.setLabelText(question)
    dialog.setTextValue(name)
    dialog.textValueSelected.connect(done)
    dialog.open()
