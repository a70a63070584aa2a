"""Lines below and through words, and the signs of notes, as they are painted on a page."""

from collections.abc import Callable, Iterator

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPolygonF

from effllm_desktop.domain.highlights import Highlight
from effllm_desktop.domain.mark_lines import line_of
from effllm_desktop.domain.page_notes import sign_lines
from effllm_desktop.domain.pdf import Box

THINNEST = 1.5  # pixels
SIGN_EDGE = 1.0  # pixels


def lines(highlight: Highlight, scale: float) -> Iterator[Box]:
    """A thin box for each line of text, in points: on the page, so that they turn with it.

    `scale` is in pixels a point: however small the page is shown, the line is seen.
    """
    return (line_of(highlight.kind, box, THINNEST / scale) for box in highlight.passage.boxes)


def paint_sign(
    painter: QPainter,
    sign: Box,
    point: Callable[[float, float], QPointF],
    fill: QColor,
    edge: QColor,
) -> None:
    """Paint a note's sign. `point` says where a place of the page is on the screen."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    pen = QPen(edge, SIGN_EDGE)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    painter.setPen(pen)
    sheet, *others = sign_lines(sign)
    painter.setBrush(fill)
    painter.drawPolygon(QPolygonF([point(*place) for place in sheet]))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for one in others:
        painter.drawPolyline(QPolygonF([point(*place) for place in one]))
    painter.restore()
