"""Where everything stands in a row of the entries table, and the fonts it is written in."""

from typing import NamedTuple

from PySide6.QtCore import QPointF, QRect, QRectF
from PySide6.QtGui import QFont, QFontMetrics

from effllm_desktop.ui.theme import TextSize, Theme, tokens


class RowPlaces(NamedTuple):
    """The rectangles and base lines of one row."""

    dot: QRectF
    kind: QRect
    star: QRect
    text_left: int
    text_right: int  # of both lines; the star stands right of it
    first_base: int
    second_base: int


class RowLayout:
    """Made anew when the font changes: everything here follows from it."""

    def __init__(self, theme: Theme) -> None:
        self.title = theme.font(TextSize.BODY)
        self.title_new = theme.font(TextSize.BODY, bold=True)
        self.title_dropped = QFont(self.title)
        self.title_dropped.setStrikeOut(True)
        self.small = theme.font(TextSize.SMALL)
        self.title_metrics = QFontMetrics(self.title)
        self.title_new_metrics = QFontMetrics(self.title_new)
        self.small_metrics = QFontMetrics(self.small)
        self.height = theme.length(tokens.ROW_ENTRY)
        self.icon = theme.length(tokens.ICON)
        self.dot = theme.length(tokens.DOT)

    def places(self, row: QRect) -> RowPlaces:
        lines = self.title_metrics.height() + self.small_metrics.height() + tokens.GRID // 2
        top = row.top() + (self.height - lines) // 2
        first_base = top + self.title_metrics.ascent()
        second_top = top + self.title_metrics.height() + tokens.GRID // 2
        middle = top + self.title_metrics.height() / 2
        dot_left = row.left() + tokens.SPACE_M
        kind_left = dot_left + self.dot + tokens.SPACE_S
        icon_top = round(middle - self.icon / 2)
        star_left = row.right() + 1 - tokens.SPACE_M - self.icon
        return RowPlaces(
            dot=QRectF(
                QPointF(dot_left, middle - self.dot / 2),
                QPointF(dot_left + self.dot, middle + self.dot / 2),
            ),
            kind=QRect(kind_left, icon_top, self.icon, self.icon),
            star=QRect(star_left, icon_top, self.icon, self.icon),
            text_left=kind_left + self.icon + tokens.SPACE_S,
            text_right=star_left - tokens.SPACE_S,
            first_base=first_base,
            second_base=second_top + self.small_metrics.ascent(),
        )
