"""An identifier that is copied by a press."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from effllm_desktop.ui.theme import TextSize
from effllm_desktop.ui.widgets.text_button import TextButton


class CopyButton(TextButton):
    """Shows a text and puts a value on the clipboard."""

    copied = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("copy", "", parent, size=TextSize.SMALL)
        self._value = ""
        self.clicked.connect(self._copy)

    def offer(self, text: str, value: str) -> None:
        self._value = value
        self.setText(text)
        self.setToolTip(f"Copy {value}")
        self.setAccessibleName(f"Copy {text}")

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self._value)
        self.copied.emit(self._value)
