"""A key, drawn as one."""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from effllm_desktop.ui.theme import TextSize, current, tokens
from effllm_desktop.ui.widgets.tone_label import ToneLabel


class KeyCap(ToneLabel):
    """A small frame around the key's name."""

    def __init__(self, key: str, parent: QWidget | None = None) -> None:
        super().__init__(key, parent, tone="text", size=TextSize.SMALL)
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.setContentsMargins(tokens.SPACE_XS + 2, 0, tokens.SPACE_XS + 2, 0)
        self.setFixedHeight(current().length(tokens.KEY_CAP))
        self.setMinimumWidth(current().length(tokens.KEY_CAP))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(current().colours.border, tokens.HAIRLINE))
        painter.setBrush(current().colours.window)
        frame = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.drawRoundedRect(frame, tokens.RADIUS_S, tokens.RADIUS_S)
        painter.end()
        super().paintEvent(event)
