"""Asking for a name or a number without stopping the program."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QInputDialog, QWidget


def ask_name(
    parent: QWidget, title: str, question: str, name: str, done: Callable[[str], object]
) -> None:
    """`name` stands there to begin with; `done` is called with what was made of it."""
    dialog = _question(parent, "name_question", title, question)
    dialog.setInputMode(QInputDialog.InputMode.TextInput)
    dialog.setTextValue(name)
    dialog.textValueSelected.connect(done)
    dialog.open()


def ask_number(
    parent: QWidget,
    title: str,
    question: str,
    number: int,
    among: range,
    done: Callable[[int], object],
) -> None:
    """`number` stands there to begin with; `done` is called with one `among` those allowed."""
    dialog = _question(parent, "number_question", title, question)
    dialog.setInputMode(QInputDialog.InputMode.IntInput)
    dialog.setIntRange(among.start, among.stop - 1)
    dialog.setIntValue(number)
    dialog.intValueSelected.connect(done)
    dialog.open()


def _question(parent: QWidget, name: str, title: str, question: str) -> QInputDialog:
    dialog = QInputDialog(parent)
    dialog.setObjectName(name)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.setWindowTitle(title)
    dialog.setLabelText(question)
    return dialog
