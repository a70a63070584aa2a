"""How a number has changed, as a small line; the words that say the same stand beside it."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from effllm_desktop.app.readmodels.sayings import course, day
from effllm_desktop.app.readmodels.trends import Trend
from effllm_desktop.ui.theme import TextSize, current, tokens
from effllm_desktop.ui.widgets.tone_label import ToneLabel

WIDTH = 120
THICKNESS = 1.5
DOT = 2.5  # the radius of the value of now


class TrendLine(QWidget):
    """A name and the line between its ends. It is no stop of Tab: there is nothing to do."""

    def __init__(self, trend: Trend, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        first, last = trend.values[0], trend.values[-1]
        self.line = _Line(trend)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(tokens.SPACE_S)
        row.addWidget(ToneLabel(trend.name, tone="text", size=TextSize.SMALL, bold=True))
        row.addWidget(ToneLabel(f"{first.value:,}", size=TextSize.SMALL))
        row.addWidget(self.line)
        row.addWidget(ToneLabel(f"{last.value:,}", size=TextSize.SMALL))
        row.addWidget(ToneLabel(f"since {day(first.as_of)}", size=TextSize.SMALL))
        row.addStretch()


class _Line(QWidget):
    def __init__(self, trend: Trend) -> None:
        super().__init__()
        self._points = trend.points
        told = f"{trend.name}: {course(trend)}"
        self.setObjectName(f"trend_{trend.name.lower()}")
        self.setAccessibleName(told)
        self.setToolTip(told)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        current().changed.connect(self.update)

    def sizeHint(self) -> QSize:
        return QSize(current().length(WIDTH), current().length(tokens.ROW_SMALL))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        room = QRectF(self.rect()).adjusted(DOT + 1, DOT + 1, -DOT - 1, -DOT - 1)
        places = [
            QPointF(room.left() + x * room.width(), room.bottom() - y * room.height())
            for x, y in self._points
        ]
        accent = current().colours.accent
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        pen = QPen(accent, THICKNESS)
        pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        painter.setPen(pen)
        painter.drawPolyline(QPolygonF(places))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(accent)
        painter.drawEllipse(places[-1], DOT, DOT)
        painter.end()
