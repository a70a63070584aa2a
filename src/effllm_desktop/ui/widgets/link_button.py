"""A button that leads to an address: what kind of thing is there, and whose it is."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QAction, QGuiApplication
from PySide6.QtWidgets import QSizePolicy, QToolButton, QWidget

from effllm_desktop.ui import icons
from effllm_desktop.ui.theme import TextSize, current, tokens

WIDEST = 232


class LinkButton(QToolButton):
    """Long names are shortened; the tooltip has the address, the context menu copies it."""

    opened = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.url = ""
        self.setFont(current().font(TextSize.SMALL))
        self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setProperty("framed", True)
        self.clicked.connect(lambda: self.opened.emit(self.url))
        copy = QAction("Copy link", self)
        copy.triggered.connect(lambda: QGuiApplication.clipboard().setText(self.url))
        self.addAction(copy)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)

    def lead_to(self, icon: str, text: str, url: str) -> None:
        self.url = url
        self.setIcon(icons.icon(icon))
        self.setText(_shortened(self, text))
        self.setToolTip(f"{text}\n{url}")
        self.setAccessibleName(f"Open {text}")

    def sizeHint(self) -> QSize:
        spare = 2 * self.fontMetrics().horizontalAdvance(" ")  # Qt leaves it at the right only
        return QSize(super().sizeHint().width() - spare, current().length(tokens.ROW_CONTROL))

    def minimumSizeHint(self) -> QSize:
        return QSize(tokens.SPACE_XXL, self.sizeHint().height())


def _shortened(button: QToolButton, text: str) -> str:
    shown = button.fontMetrics().elidedText(text, Qt.TextElideMode.ElideMiddle, WIDEST)
    return shown.replace("&", "&&")  # else the letter after it becomes a mnemonic
