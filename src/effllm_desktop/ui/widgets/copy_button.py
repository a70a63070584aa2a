"""An identifier that is copied by a press."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QSizePolicy, QToolButton, QWidget

from effllm_desktop.ui import icons
from effllm_desktop.ui.theme import TextSize, current, tokens

WIDEST = 264


class CopyButton(QToolButton):
    """Shows a text and puts a value on the clipboard."""

    copied = Signal(str)

    def __init__(self, text: str, value: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._value = value
        self.setIcon(icons.icon("copy"))
        self.setFont(current().font(TextSize.SMALL))
        self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        shown = self.fontMetrics().elidedText(text, Qt.TextElideMode.ElideMiddle, WIDEST)
        self.setText(shown.replace("&", "&&"))
        self.setToolTip(f"Copy {value}")
        self.setAccessibleName(f"Copy {text}")
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.clicked.connect(self._copy)

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), current().length(tokens.ROW_CONTROL))

    def minimumSizeHint(self) -> QSize:
        return QSize(tokens.SPACE_XXL, self.sizeHint().height())

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self._value)
        self.copied.emit(self._value)
