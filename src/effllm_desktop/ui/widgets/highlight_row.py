"""A highlight in two lines: its colour and its words; its page, and what the reader said of it."""

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from effllm_desktop.domain.highlights import Colour, Highlight
from effllm_desktop.ui.theme import TextSize, current, tokens

BAR = 4
DOT = " · "


def mark_colour(colour: Colour, *, on_dark: bool) -> QColor:
    """The colour of a highlight on a page, light or dark."""
    marks = tokens.MARKS_ON_DARK if on_dark else tokens.MARKS_ON_PAPER
    return QColor(marks[colour.value])


class HighlightRow(QAbstractButton):
    """A press goes to the page. `is_chosen`: it is the one that keys mean."""

    def __init__(
        self, highlight: Highlight, parent: QWidget | None = None, *, where: str = ""
    ) -> None:
        """`where` is said behind the page."""
        super().__init__(parent)
        self.highlight = highlight
        self._is_chosen = False
        self._quote = " ".join(highlight.passage.quote.split())
        comment = " ".join(highlight.comment.split())
        self._below = DOT.join(filter(None, (f"p. {highlight.page}", where, comment)))
        said = DOT.join((f"{highlight.colour.value.capitalize()} highlight", self._below))
        self.setAccessibleName(f"{said}: {self._quote}")
        self.setToolTip("\n".join(filter(None, (self._quote, highlight.comment.strip()))))
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    @property
    def is_chosen(self) -> bool:
        return self._is_chosen

    def set_chosen(self, chosen: bool) -> None:  # noqa: FBT001 - a setter
        self._is_chosen = chosen
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(4 * tokens.SPACE_XXL, current().length(tokens.ROW_ENTRY))

    def minimumSizeHint(self) -> QSize:
        return QSize(2 * tokens.SPACE_XXL, self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_ground(painter)
        half = self.height() // 2
        upper = QRect(self._left, 0, self.width() - self._left - tokens.SPACE_XS, half)
        colours, theme = current().colours, current()
        line = Qt.AlignmentFlag.AlignBottom
        self._paint_line(painter, upper, self._quote, TextSize.BODY, colours.text, line)
        line = Qt.AlignmentFlag.AlignTop
        lower = upper.translated(0, half + theme.length(1))
        self._paint_line(painter, lower, self._below, TextSize.SMALL, colours.text_muted, line)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)

    @property
    def _left(self) -> int:
        return tokens.SPACE_XS + BAR + tokens.SPACE_S

    def _paint_ground(self, painter: QPainter) -> None:
        colours = current().colours
        ground = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        painter.setPen(Qt.PenStyle.NoPen)
        if self._is_chosen or self.underMouse():
            painter.setBrush(colours.selected if self._is_chosen else colours.hover)
            painter.drawRoundedRect(ground, tokens.RADIUS_S, tokens.RADIUS_S)
        painter.setBrush(mark_colour(self.highlight.colour, on_dark=False))
        bar = QRectF(tokens.SPACE_XS, tokens.SPACE_S, BAR, self.height() - 2 * tokens.SPACE_S)
        painter.drawRoundedRect(bar, BAR / 2, BAR / 2)
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(colours.accent, tokens.FOCUS_RING))
            painter.drawRoundedRect(ground, tokens.RADIUS_S, tokens.RADIUS_S)

    @staticmethod
    def _paint_line(
        painter: QPainter,
        area: QRect,
        text: str,
        size: TextSize,
        colour: QColor,
        line: Qt.AlignmentFlag,
    ) -> None:
        painter.setFont(current().font(size))
        painter.setPen(colour)
        metrics = painter.fontMetrics()
        shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, area.width())
        painter.drawText(area, line | Qt.AlignmentFlag.AlignLeft, shown)
