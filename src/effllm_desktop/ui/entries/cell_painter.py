"""Draws one cell of the table of entries: a sign, a number, words, or tags with their dots."""

from collections.abc import Mapping

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QFont, QFontMetrics, QPainter

from effllm_desktop.app.readmodels.entries import EntryRow
from effllm_desktop.domain.columns import Column
from effllm_desktop.domain.state import Status
from effllm_desktop.domain.tags import TagColour
from effllm_desktop.ui import icons
from effllm_desktop.ui.entries.columns import COLUMNS, ColumnLook
from effllm_desktop.ui.entries.row_painter import LONGEST, RowLook
from effllm_desktop.ui.theme import TextSize, Theme, tokens
from effllm_desktop.ui.words import tag_tone

KEPT = 8000  # shortened texts


class CellPainter:
    """Fonts, metrics and shortened texts are kept, as those of whole rows are."""

    def __init__(self, theme: Theme, tag_colours: Mapping[str, TagColour]) -> None:
        self._theme = theme
        self._tag_colours = tag_colours
        self._font, self._bold = theme.font(TextSize.BODY), theme.font(TextSize.BODY, bold=True)
        self._struck = QFont(self._font)
        self._struck.setStrikeOut(True)
        self._metrics, self._bold_metrics = QFontMetrics(self._font), QFontMetrics(self._bold)
        self._icon, self._dot = theme.length(tokens.ICON), theme.length(tokens.DOT)
        self._elided: dict[tuple[str, int, bool], str] = {}

    def paint(
        self, painter: QPainter, row: EntryRow, column: Column, area: QRect, look: RowLook
    ) -> None:
        colours, shown = self._theme.colours, COLUMNS[column]
        if look.selected:
            painter.fillRect(area, colours.selected if look.focused else colours.selected_quiet)
        line = QRect(area.left(), area.bottom(), area.width(), tokens.HAIRLINE)
        painter.fillRect(line, QBrush(colours.divider))
        if shown.icon is not None:
            self._sign(painter, row, column, shown, area, look)
            return
        inside = area.adjusted(tokens.SPACE_S, 0, -tokens.SPACE_S, 0)
        if column is Column.TAGS:
            inside.setLeft(self._dots(painter, row, inside))
        self._words(painter, row, column, shown, inside)

    def _sign(
        self,
        painter: QPainter,
        row: EntryRow,
        column: Column,
        shown: ColumnLook,
        area: QRect,
        look: RowLook,
    ) -> None:
        name = shown.icon(row) if shown.icon is not None else ""
        tone = "text_muted"
        if column is Column.STAR and not row.starred:
            name = name if look.current or look.star_hovered else ""
            tone = "accent" if look.star_hovered else "text_disabled"
        elif column is Column.STAR or row.status in (Status.UNREAD, Status.READING):
            tone = "accent" if column in (Column.STAR, Column.STATUS) else tone
        if name:
            place = QRect(0, 0, self._icon, self._icon)
            place.moveCenter(area.center())
            place.moveLeft(area.left() + tokens.SPACE_S)  # below the sign of the heading
            icons.paint(painter, name, place, tone)

    def _dots(self, painter: QPainter, row: EntryRow, area: QRect) -> int:
        """A dot for each tag that has a colour; where the names begin."""
        left = area.left()
        colours = [self._tag_colours[tag] for tag in row.tags if tag in self._tag_colours]
        if not colours:
            return left
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        top = area.center().y() + 1 - self._dot / 2
        for colour in colours:
            painter.setBrush(self._theme.colours.named(tag_tone(colour)))
            painter.drawEllipse(QRectF(left, top, self._dot, self._dot))
            left += self._dot + tokens.SPACE_XS
        painter.restore()
        return left

    def _words(
        self, painter: QPainter, row: EntryRow, column: Column, shown: ColumnLook, area: QRect
    ) -> None:
        font, bold = self._font, False
        if column is Column.TITLE and row.is_new:
            font, bold = self._bold, True
        elif column is Column.TITLE and row.status is Status.DROPPED:
            font = self._struck
        text = self._shortened(shown.text(row), area.width(), bold=bold)
        if not text:
            return
        painter.setFont(font)
        painter.setPen(self._ink(row, column))
        side = Qt.AlignmentFlag.AlignRight if shown.is_number else Qt.AlignmentFlag.AlignLeft
        flags = side | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(area, flags, text)

    def _ink(self, row: EntryRow, column: Column) -> QColor:
        colours = self._theme.colours
        if column is not Column.TITLE:
            return colours.text_muted
        done = row.status in (Status.READ, Status.DROPPED)
        return colours.text_dim if done else colours.text

    def _shortened(self, text: str, width: int, *, bold: bool) -> str:
        text = text[:LONGEST]
        key = (text, width, bold)
        found = self._elided.get(key)
        if found is None:
            if len(self._elided) > KEPT:
                self._elided.clear()
            metrics = self._bold_metrics if bold else self._metrics
            found = metrics.elidedText(text, Qt.TextElideMode.ElideRight, width)
            self._elided[key] = found
        return found
