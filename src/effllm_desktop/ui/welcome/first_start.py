"""The short panel of the first start: what is there, and the five things to know."""

from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from effllm_desktop.ui.theme import TextSize, current, tokens
from effllm_desktop.ui.widgets.icon_label import IconLabel
from effllm_desktop.ui.widgets.key_cap import KeyCap
from effllm_desktop.ui.widgets.key_words import KeysKnown, key_of
from effllm_desktop.ui.widgets.tone_label import ToneLabel


@dataclass(frozen=True, slots=True)
class Hint:
    """An action, the first of whose keys is shown, and what that does."""

    action: str
    text: str


HINTS = (
    Hint("page_on", "next unread"),
    Hint("open_entry", "read or open"),
    Hint("toggle_star", "star"),
    Hint("toggle_read", "read or unread"),
    Hint("find", "search"),
    Hint("show_keys", "all keys"),
)
TITLE = "Two lists to begin with"
TEXT = (
    "Sections are on the left; what you make of a work is on the right. "
    "Nothing counts as read until you say so."
)


class FirstStart(QWidget):
    """Above the panes until it is put away. It never comes back."""

    dismissed = Signal()
    open_list_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("first_start")
        self.setAccessibleName(f"First steps. {TITLE} {TEXT}")
        self._hints: list[tuple[Hint, KeyCap, ToneLabel]] = []
        row = QHBoxLayout(self)
        row.setContentsMargins(tokens.SPACE_L, tokens.SPACE_M, tokens.SPACE_L, tokens.SPACE_M)
        row.setSpacing(tokens.SPACE_L)
        row.addWidget(IconLabel("place-new", "accent", tokens.ICON_LARGE))
        row.addLayout(self._words(), 1)
        row.addLayout(self._buttons())
        KeysKnown(self, self._show_keys)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), current().colours.surface)
        line = self.rect()
        line.setTop(line.bottom())
        painter.fillRect(line, current().colours.divider)
        painter.end()

    def _show_keys(self) -> None:
        """Some actions may have none."""
        for hint, cap, label in self._hints:
            key = key_of(self, hint.action)
            cap.setText(key)
            cap.setVisible(bool(key))
            label.setVisible(bool(key))

    def _words(self) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(tokens.SPACE_XS)
        column.addWidget(ToneLabel(TITLE, tone="text", size=TextSize.BODY, bold=True))
        text = ToneLabel(TEXT, size=TextSize.BODY)
        text.setWordWrap(True)
        column.addWidget(text)
        column.addSpacing(tokens.SPACE_XS)
        keys = QHBoxLayout()
        keys.setSpacing(tokens.SPACE_XS)
        for hint in HINTS:
            cap, label = KeyCap(""), ToneLabel(hint.text)
            self._hints.append((hint, cap, label))
            keys.addWidget(cap)
            keys.addWidget(label)
            keys.addSpacing(tokens.SPACE_M)
        keys.addStretch()
        column.addLayout(keys)
        return column

    def _buttons(self) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(tokens.SPACE_S)
        own = QPushButton("Open a list of yours…")
        own.clicked.connect(self.open_list_requested)
        close = QPushButton("Got it")
        close.setProperty("main", True)
        close.clicked.connect(self.dismissed)
        column.addWidget(close)
        column.addWidget(own)
        column.addStretch()
        return column
