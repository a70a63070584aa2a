"""A tag that can be pressed, and removed by its cross or by a key."""

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from effllm_desktop.domain.tags import TagColour
from effllm_desktop.ui import icons
from effllm_desktop.ui.theme import TextSize, current, tokens
from effllm_desktop.ui.words import tag_tone

WIDEST = 240


class TagChip(QAbstractButton):
    """`clicked` shows the tag's works; `remove_requested` comes from cross, Delete, Backspace."""

    remove_requested = Signal(str)

    def __init__(
        self, tag: str, parent: QWidget | None = None, colour: TagColour | None = None
    ) -> None:
        super().__init__(parent)
        self.tag = tag
        self.colour = colour
        self.setText(tag)
        self.setAccessibleName(f"Tag {tag}")
        self.setAccessibleDescription("Enter shows its works, Delete removes it")
        self.setToolTip(tag)
        self.setFont(current().font(TextSize.SMALL))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)

    def sizeHint(self) -> QSize:
        text = self.fontMetrics().horizontalAdvance(self.text()[:WIDEST]) + 1
        width = self._text_left + text + tokens.SPACE_XS + self._cross + tokens.SPACE_XS
        return QSize(min(width, WIDEST), current().length(tokens.SPACE_XL))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint().boundedTo(QSize(4 * self._cross, self.sizeHint().height()))

    def cross_rect(self) -> QRect:
        left = self.width() - self._cross - tokens.SPACE_XS
        place = QRect(left, (self.height() - self._cross) // 2, self._cross, self._cross)
        return self._mirrored(place)

    def paintEvent(self, event: QPaintEvent) -> None:
        colours = current().colours
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setBrush(colours.selected if self.isDown() else colours.selected_quiet)
        ring = QPen(colours.accent, tokens.FOCUS_RING)
        painter.setPen(ring if self.hasFocus() else Qt.PenStyle.NoPen)
        frame = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        painter.drawRoundedRect(frame, frame.height() / 2, frame.height() / 2)
        painter.setPen(colours.text)
        room = self.width() - self._text_left - tokens.SPACE_XS * 2 - self._cross
        area = self._mirrored(QRect(self._text_left, 0, room, self.height()))
        text = self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, room)
        painter.drawText(area, Qt.AlignmentFlag.AlignVCenter, text)
        if self.colour is not None:
            self._paint_dot(painter, colours.named(tag_tone(self.colour)))
        tone = "text" if self.underMouse() or self.hasFocus() else "text_muted"
        icons.paint(painter, "close", self.cross_rect(), tone)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if not self._on_cross(event.position().toPoint()):
            super().mousePressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        left = event.button() == Qt.MouseButton.LeftButton
        if left and not self.isDown() and self._on_cross(event.position().toPoint()):
            self.remove_requested.emit(self.tag)
        else:
            super().mouseReleaseEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        if key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.remove_requested.emit(self.tag)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)

    def _paint_dot(self, painter: QPainter, colour: QColor) -> None:
        dot = current().length(tokens.DOT)
        place = self._mirrored(QRect(tokens.SPACE_S, (self.height() - dot) // 2, dot, dot))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour)
        painter.drawEllipse(place)

    @property
    def _text_left(self) -> int:
        dot = 0 if self.colour is None else current().length(tokens.DOT) + tokens.SPACE_XS
        return tokens.SPACE_S + dot

    @property
    def _cross(self) -> int:
        return current().length(tokens.SPACE_M)

    def _on_cross(self, position: QPoint) -> bool:
        grown = tokens.SPACE_XS
        return self.cross_rect().adjusted(-grown, -grown, grown, grown).contains(position)

    def _mirrored(self, place: QRect) -> QRect:
        if self.layoutDirection() == Qt.LayoutDirection.RightToLeft:
            place.moveLeft(self.width() - place.right() - 1)
        return place
