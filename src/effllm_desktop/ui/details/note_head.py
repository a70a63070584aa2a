"""The line above a note, and the one that appears when the note was changed elsewhere."""

from enum import Enum

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QToolButton, QVBoxLayout, QWidget

from effllm_desktop.ui import icons
from effllm_desktop.ui.theme import TextSize, current, tokens
from effllm_desktop.ui.widgets.flow_layout import FlowLayout
from effllm_desktop.ui.widgets.tone_label import ToneLabel


class Settlement(Enum):
    """Which of two texts is to stay."""

    BOTH = "both"
    MINE = "mine"
    THEIRS = "theirs"


_SETTLEMENTS = {
    Settlement.BOTH: "Keep both",
    Settlement.MINE: "Keep mine",
    Settlement.THEIRS: "Take the other",
}


class NoteHead(QWidget):
    """`Note`, whether it is saved, and the switch to the preview."""

    toggled = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._hint = ToneLabel()
        self.switch = QToolButton(self)
        self.switch.setText("Preview")
        self.switch.setIcon(icons.icon("eye"))
        self.switch.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.switch.setAccessibleName("Preview the note")
        self.switch.setToolTip("Show the note as it will look")
        self.switch.setCheckable(True)
        self.switch.setFont(current().font(TextSize.SMALL))
        self.switch.toggled.connect(self.toggled)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(tokens.SPACE_S)
        row.addWidget(ToneLabel("Note"))
        row.addWidget(self._hint)
        row.addStretch()
        row.addWidget(self.switch)

    @property
    def wants_preview(self) -> bool:
        return self.switch.isChecked()

    @property
    def said(self) -> str:
        return self._hint.text()

    def say(self, words: str) -> None:
        self._hint.setText(words)


class ConflictStrip(QWidget):
    """Says that there are two texts now, and lets the reader choose."""

    settled = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("This note was changed elsewhere")
        words = ToneLabel(
            "This note was changed elsewhere while you were typing. Your text is kept.",
            tone="warning",
        )
        words.setWordWrap(True)
        column = QVBoxLayout(self)
        column.setContentsMargins(*4 * [tokens.SPACE_S])
        column.setSpacing(tokens.SPACE_XS)
        column.addWidget(words)
        self.buttons: list[QPushButton] = []
        row = FlowLayout(across=tokens.SPACE_XS, down=tokens.SPACE_XS)
        for choice, text in _SETTLEMENTS.items():
            row.addWidget(self._button(choice, text))
        column.addLayout(row)
        self.hide()

    def paintEvent(self, event: QPaintEvent) -> None:
        QPainter(self).fillRect(self.rect(), current().colours.warning_surface)

    def _button(self, choice: Settlement, text: str) -> QPushButton:
        button = QPushButton(text, self)
        button.setObjectName(f"keep_{choice.value}")
        button.clicked.connect(lambda: self.settled.emit(choice))
        self.buttons.append(button)
        return button
