"""A button that is a line of text: it is shortened where there is no room."""

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from effllm_desktop.ui import icons
from effllm_desktop.ui.theme import TextSize, current, tokens


class TextButton(QAbstractButton):
    """An icon and words; underlined under the pointer."""

    def __init__(
        self,
        icon: str,
        text: str,
        parent: QWidget | None = None,
        *,
        size: TextSize = TextSize.BODY,
    ) -> None:
        super().__init__(parent)
        self._icon = icon
        self._dimmed = False
        self.say(text)
        self.setFont(current().font(size))
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def say(self, text: str, *, dimmed: bool = False) -> None:
        """`dimmed` for what is past."""
        self._dimmed = dimmed
        self.setText(text)
        self.setAccessibleName(text)

    def sizeHint(self) -> QSize:
        text = self.fontMetrics().horizontalAdvance(self.text()) + 1
        return QSize(self._text_left + text + tokens.SPACE_XS, current().length(tokens.SPACE_XL))

    def minimumSizeHint(self) -> QSize:
        return QSize(self._text_left + tokens.SPACE_XXL, self.sizeHint().height())

    def shown_text(self) -> str:
        room = self.width() - self._text_left - tokens.SPACE_XS
        return self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideMiddle, room)

    def paintEvent(self, event: QPaintEvent) -> None:
        colours, size = current().colours, current().length(tokens.ICON)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        spot = QRect(0, (self.height() - size) // 2, size, size)
        icons.paint(painter, self._icon, spot)
        font = QFont(self.font())
        font.setUnderline(self.underMouse())
        font.setStrikeOut(self._dimmed)
        painter.setFont(font)
        painter.setPen(colours.text_muted if self._dimmed else colours.text)
        area = self.rect().adjusted(self._text_left, 0, 0, 0)
        painter.drawText(area, Qt.AlignmentFlag.AlignVCenter, self.shown_text())
        if self.hasFocus():
            painter.setPen(QPen(colours.accent, tokens.FOCUS_RING))
            ring = QRectF(self.rect()).adjusted(1, 1, -1, -1)
            painter.drawRoundedRect(ring, tokens.RADIUS_S, tokens.RADIUS_S)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)

    @property
    def _text_left(self) -> int:
        return current().length(tokens.ICON) + tokens.SPACE_S
