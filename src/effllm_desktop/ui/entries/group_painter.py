"""Draws the header of a group across the columns of the table: an arrow, words, a number."""

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QBrush, QFontMetrics, QPainter

from effllm_desktop.app.readmodels.groups import Group, Groups
from effllm_desktop.ui import icons
from effllm_desktop.ui.entries.group_words import count_of, words_of
from effllm_desktop.ui.entries.row_painter import LONGEST, RowLook
from effllm_desktop.ui.theme import TextSize, Theme, tokens


class GroupPainter:
    """Qt asks for one cell after the other: each shows its part of one line."""

    def __init__(self, theme: Theme) -> None:
        self._theme = theme
        self._font, self._small = theme.font(TextSize.BODY, bold=True), theme.font(TextSize.SMALL)
        self._metrics, self._digits = QFontMetrics(self._font), QFontMetrics(self._small)
        self._icon = theme.length(tokens.ICON)

    def paint(
        self,
        painter: QPainter,
        groups: Groups,
        group: Group,
        cell: QRect,
        line: QRect,
        look: RowLook,
        *,
        folded: bool,
    ) -> None:
        """`line`: where the whole header is, of which `cell` is shown."""
        colours = self._theme.colours
        painter.save()
        painter.setClipRect(cell)
        chosen = colours.selected if look.focused else colours.selected_quiet
        painter.fillRect(cell, chosen if look.selected else colours.window)
        below = QRect(cell.left(), cell.bottom(), cell.width(), tokens.HAIRLINE)
        painter.fillRect(below, QBrush(colours.divider))
        if look.current and look.focused:
            edge = QRect(line.left(), line.top(), tokens.FOCUS_RING, line.height())
            painter.fillRect(edge, colours.accent)
        arrow = QRect(0, 0, self._icon, self._icon)
        arrow.moveCenter(line.center())
        arrow.moveLeft(line.left() + tokens.SPACE_S)
        icons.paint(painter, "chevron-right" if folded else "chevron-down", arrow, "text_muted")
        self._words(painter, groups, group, line, arrow.right() + 1 + tokens.SPACE_XS)
        painter.restore()

    def _words(
        self, painter: QPainter, groups: Groups, group: Group, line: QRect, left: int
    ) -> None:
        colours, count = self._theme.colours, count_of(groups, group)
        room = line.right() + 1 - tokens.SPACE_S - left
        if count:
            room -= self._digits.horizontalAdvance(count) + tokens.SPACE_S
        words = words_of(groups.column, group.said)[:LONGEST]
        words = self._metrics.elidedText(words, Qt.TextElideMode.ElideRight, room)
        place = QRect(left, line.top(), room, line.height())
        middle = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        painter.setFont(self._font)
        painter.setPen(colours.text)
        painter.drawText(place, middle, words)
        place.setLeft(left + self._metrics.horizontalAdvance(words) + tokens.SPACE_S)
        place.setRight(line.right())
        painter.setFont(self._small)
        painter.setPen(colours.text_muted)
        painter.drawText(place, middle, count)
