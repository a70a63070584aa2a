"""An identifier that is copied by a press."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from effllm_desktop.ui.theme import TextSize
from effllm_desktop.ui.widgets.text_button import TextButton


class CopyButton(TextButton):
    """Shows a text and puts a value on the clipboard."""

    copied = Signal(str)

    def __init__(self, text: str, value: str, parent: QWidget | None = None) -> None:
        super().__init__("copy", text, parent, size=TextSize.SMALL)
        self._value = value
        self.setToolTip(f"Copy {value}")
        self.setAccessibleName(f"Copy {text}")
        self.clicked.connect(self._copy)

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self._value)
        self.copied.emit(self._value)
