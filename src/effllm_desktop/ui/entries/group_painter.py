"""Draws the header of a group across the columns of the table: an arrow, words, a number."""

from typing import NamedTuple

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QBrush, QFontMetrics, QPainter

from effllm_desktop.app.readmodels.groups import Group, Groups
from effllm_desktop.ui import icons
from effllm_desktop.ui.entries.group_words import count_of, words_of
from effllm_desktop.ui.entries.row_painter import LONGEST
from effllm_desktop.ui.theme import TextSize, Theme, tokens

KEPT = 2000  # headers whose words are measured
_MIDDLE = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


class HeaderLook(NamedTuple):
    """What the pane knows of a header beside its group."""

    folded: bool = False
    selected: bool = False
    focused: bool = False  # the pane has the focus
    current: bool = False


class _Words(NamedTuple):
    """What fits into a line, and where its number begins and all of it ends."""

    words: str
    number: str
    number_left: int
    end: int


class GroupPainter:
    """Qt asks for one cell after the other: each shows its part of one line."""

    def __init__(self, theme: Theme) -> None:
        self._theme = theme
        self._font, self._small = theme.font(TextSize.BODY, bold=True), theme.font(TextSize.SMALL)
        self._metrics, self._digits = QFontMetrics(self._font), QFontMetrics(self._small)
        self._icon = theme.length(tokens.ICON)
        self._left = tokens.SPACE_S + self._icon + tokens.SPACE_XS
        self._measured: dict[tuple[str, str, int], _Words] = {}

    def paint(
        self,
        painter: QPainter,
        groups: Groups,
        group: Group,
        cell: QRect,
        line: QRect,
        look: HeaderLook,
    ) -> None:
        """`line`: where the whole header is, of which `cell` is shown."""
        colours = self._theme.colours
        chosen = colours.selected if look.focused else colours.selected_quiet
        painter.fillRect(cell, chosen if look.selected else colours.window)
        below = QRect(cell.left(), cell.bottom(), cell.width(), tokens.HAIRLINE)
        painter.fillRect(below, QBrush(colours.divider))
        if look.current and look.focused and cell.left() <= line.left():
            edge = QRect(line.left(), line.top(), tokens.FOCUS_RING, line.height())
            painter.fillRect(edge, colours.accent)
        said = self._words(groups, group, line.width())
        if cell.left() <= line.left() + said.end:
            painter.save()
            painter.setClipRect(cell)
            self._say(painter, said, cell, line, folded=look.folded)
            painter.restore()

    def _say(
        self, painter: QPainter, said: _Words, cell: QRect, line: QRect, *, folded: bool
    ) -> None:
        """What of the arrow, the words and the number is in a cell."""
        colours = self._theme.colours
        arrow = QRect(0, 0, self._icon, self._icon)
        arrow.moveCenter(line.center())
        arrow.moveLeft(line.left() + tokens.SPACE_S)
        if arrow.intersects(cell):
            icons.paint(painter, "chevron-right" if folded else "chevron-down", arrow, "text_muted")
        words = line.adjusted(self._left, 0, 0, 0)
        number = line.adjusted(said.number_left, 0, 0, 0)
        if words.left() <= cell.right() and cell.left() < number.left():
            painter.setFont(self._font)
            painter.setPen(colours.text)
            painter.drawText(words, _MIDDLE, said.words)
        if said.number and number.left() <= cell.right():
            painter.setFont(self._small)
            painter.setPen(colours.text_muted)
            painter.drawText(number, _MIDDLE, said.number)

    def _words(self, groups: Groups, group: Group, width: int) -> _Words:
        count = count_of(groups, group)
        key = words_of(groups.column, group.said)[:LONGEST], count, width
        found = self._measured.get(key)
        if found is None:
            if len(self._measured) > KEPT:
                self._measured.clear()
            digits = self._digits.horizontalAdvance(count) + tokens.SPACE_S if count else 0
            room = width - tokens.SPACE_S - self._left - digits
            words = self._metrics.elidedText(key[0], Qt.TextElideMode.ElideRight, room)
            left = self._left + self._metrics.horizontalAdvance(words) + tokens.SPACE_S
            found = self._measured[key] = _Words(words, count, left, left + digits)
        return found
