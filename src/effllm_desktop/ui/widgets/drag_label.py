"""What is dragged, in words under the pointer."""

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QDrag, QFontMetrics, QPainter, QPixmap
from PySide6.QtWidgets import QWidget

from effllm_desktop.ui.theme import TextSize, current, tokens

_WIDEST = 320


def show_label(drag: QDrag, view: QWidget, said: str) -> None:
    """Let a drag show some words, beside what is under the pointer."""
    drag.setPixmap(_label(view, said))
    drag.setHotSpot(QPoint(-tokens.SPACE_M, -tokens.SPACE_S))


def _label(view: QWidget, said: str) -> QPixmap:
    theme, ratio = current(), view.devicePixelRatioF()
    font = theme.font(TextSize.SMALL)
    metrics = QFontMetrics(font)
    words = metrics.elidedText(said, Qt.TextElideMode.ElideRight, _WIDEST)
    width = metrics.horizontalAdvance(words) + 2 * tokens.SPACE_S
    height = metrics.height() + 2 * tokens.SPACE_XS
    picture = QPixmap(round(width * ratio), round(height * ratio))
    picture.setDevicePixelRatio(ratio)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(theme.colours.border)
    painter.setBrush(theme.colours.raised)
    area = QRect(0, 0, width - 1, height - 1)
    painter.drawRoundedRect(area, tokens.RADIUS_S, tokens.RADIUS_S)
    painter.setFont(font)
    painter.setPen(theme.colours.text)
    painter.drawText(area, Qt.AlignmentFlag.AlignCenter, words)
    painter.end()
    return picture
