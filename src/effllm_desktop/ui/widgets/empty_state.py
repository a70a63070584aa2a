"""What a pane shows when there is nothing to show: why, and what to do next."""

from typing import NamedTuple

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from effllm_desktop.ui import icons
from effllm_desktop.ui.theme import TextSize, current, tokens
from effllm_desktop.ui.widgets.tone_label import ToneLabel

KEYS_BEGIN = "({"


class Emptiness(NamedTuple):
    """One empty state. The buttons are what they say; none where that is empty."""

    icon: str
    title: str
    hint: str
    button: str = ""
    second: str = ""


class EmptyState(QWidget):
    """An icon, a sentence, a hint and at most two buttons, in the middle."""

    pressed = Signal()
    second_pressed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shown = self._told = Emptiness("list", "", "")
        self._has_keys = False
        self._icon = QLabel()
        self._icon.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._title = _centred(ToneLabel(tone="text", size=TextSize.BODY, bold=True))
        self._hint = _centred(ToneLabel(size=TextSize.BODY))
        self._button = QPushButton()
        self._button.clicked.connect(self.pressed)
        self._second = QPushButton()
        self._second.clicked.connect(self.second_pressed)
        current().changed.connect(self._draw_icon)
        column = QVBoxLayout(self)
        column.setContentsMargins(*4 * [tokens.SPACE_XL])
        column.setSpacing(tokens.SPACE_S)
        column.addStretch(2)
        for widget in (self._icon, self._title, self._hint):
            column.addWidget(widget)
        column.addSpacing(tokens.SPACE_S)
        column.addLayout(self._buttons())
        column.addStretch(3)
        self.setBackgroundRole(QPalette.ColorRole.Base)
        self.setAutoFillBackground(True)

    @property
    def shown(self) -> Emptiness:
        return self._shown

    @property
    def button(self) -> QPushButton:
        return self._button

    def show_emptiness(self, emptiness: Emptiness) -> None:
        """Keys of actions may stand in the hint, as ` ({toggle_star})`."""
        self._told = emptiness
        if KEYS_BEGIN in emptiness.hint:
            from effllm_desktop.ui.widgets.key_words import KeysKnown, with_keys

            if not self._has_keys:
                self._has_keys = True
                KeysKnown(self, self._show_keys)
            emptiness = emptiness._replace(hint=with_keys(self, emptiness.hint))
        self._shown = emptiness
        self._title.setText(emptiness.title)
        self._hint.setText(emptiness.hint)
        self._hint.setVisible(bool(emptiness.hint))
        self._button.setText(emptiness.button)
        self._button.setVisible(bool(emptiness.button))
        self._second.setText(emptiness.second)
        self._second.setVisible(bool(emptiness.second))
        self.setAccessibleName(f"{emptiness.title}. {emptiness.hint}".strip())
        self._draw_icon()

    def _show_keys(self) -> None:
        if KEYS_BEGIN in self._told.hint:
            self.show_emptiness(self._told)

    def _buttons(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(tokens.SPACE_S)
        row.addStretch()
        row.addWidget(self._button)
        row.addWidget(self._second)
        row.addStretch()
        return row

    def _draw_icon(self) -> None:
        size = current().length(tokens.ICON_LARGE)
        ratio = self.devicePixelRatioF()
        self._icon.setPixmap(icons.pixmap(self._shown.icon, "text_disabled", size, ratio=ratio))


def _centred(label: QLabel) -> QLabel:
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setAlignment(Qt.AlignmentFlag.AlignCenter)
    label.setWordWrap(True)
    return label
