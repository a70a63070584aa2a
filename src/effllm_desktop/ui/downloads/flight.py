"""Ready for flight: what of a scope can be read without a network, and what the rest costs."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QListWidget,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from effllm_desktop.app.readiness import Readiness
from effllm_desktop.ui.theme import TextSize, tokens
from effllm_desktop.ui.widgets.tone_label import ToneLabel

LINES = 500  # missing works that are named one by one


class FlightDialog(QDialog):
    """Tells the readiness and offers to fetch what is missing; all of it then stays here."""

    fetch_wanted = Signal(object)  # Readiness

    def __init__(self, title: str, readiness: Readiness, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("flight")
        self.setWindowTitle(f"Ready for flight: {title}")
        self.setAccessibleName(self.windowTitle())
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._readiness = readiness
        self._said = ToneLabel(f"{readiness.sentence}.", tone="text", size=TextSize.BODY)
        self._said.setWordWrap(True)
        self._list = QListWidget()
        self._list.setAccessibleName("Not on this machine")
        self._list.setProperty("framed", True)
        self._list.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        self._list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._list.addItems([f"{one.title}: {one.why}" for one in readiness.missing[:LINES]])
        self._list.setVisible(bool(readiness.missing))
        self.fetch = QPushButton(_button(readiness))
        self.fetch.setDefault(True)
        self.fetch.setEnabled(bool(readiness.wanted))
        self.fetch.clicked.connect(self._on_fetch_pressed)
        close = QPushButton("Close")
        close.clicked.connect(self.reject)
        row = QHBoxLayout()
        row.addStretch()
        row.addWidget(close)
        row.addWidget(self.fetch)
        column = QVBoxLayout(self)
        column.setContentsMargins(*4 * [tokens.SPACE_L])
        column.setSpacing(tokens.SPACE_M)
        column.addWidget(self._said)
        column.addWidget(self._list, 1)
        column.addLayout(row)
        self.resize(tokens.DIALOG_WIDTH, self.sizeHint().height())

    @property
    def said(self) -> str:
        return self._said.text()

    def _on_fetch_pressed(self) -> None:
        self.fetch_wanted.emit(self._readiness)
        self.accept()


def _button(readiness: Readiness) -> str:
    if not readiness.missing:
        return "Keep them here"
    return f"Fetch {len(readiness.missing):,} and keep all here"
