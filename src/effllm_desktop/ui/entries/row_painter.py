"""Draws one entry on two lines: dot, kind, title, signs and star; authors and numbers below."""

from collections.abc import Mapping
from typing import NamedTuple

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QFont, QFontMetrics, QPainter, QPen

from effllm_desktop.app.readmodels.entries import EntryRow
from effllm_desktop.domain.state import Status
from effllm_desktop.domain.tags import TagColour
from effllm_desktop.ui import icons
from effllm_desktop.ui.entries.row_layout import RowLayout, RowPlaces
from effllm_desktop.ui.entries.wording import DOT, facts, numbers, signs
from effllm_desktop.ui.theme import Theme, tokens
from effllm_desktop.ui.words import KINDS, tag_tone

LONGEST = 400  # characters that can be seen at most: a title of 100 kB must not be measured
ELISIONS_KEPT = 4000
TAG_DOTS = 5
HALF = 180 * 16  # degrees, as QPainter counts them


class RowLook(NamedTuple):
    """What the pane knows about a row beside its values."""

    selected: bool = False
    focused: bool = False  # the pane has the focus
    current: bool = False
    hovered: bool = False
    star_hovered: bool = False
    home: bool = False  # say where the entry comes from


class RowPainter:
    """Fonts, metrics and shortened texts are kept: a frame paints 20 rows in 2 ms."""

    def __init__(self, theme: Theme, tag_colours: Mapping[str, TagColour]) -> None:
        """`tag_colours` are asked for each time: they may become others."""
        self._theme = theme
        self._tag_colours = tag_colours
        self.layout = RowLayout(theme)
        self._elided: dict[tuple[str, int, int], str] = {}

    def paint(self, painter: QPainter, row: EntryRow, area: QRect, look: RowLook) -> None:
        places = self.layout.places(area)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._ground(painter, area, places, look)
        self._dot(painter, row, places)
        icons.paint(painter, KINDS[row.kind].icon, places.kind)
        self._first_line(painter, row, places)
        self._second_line(painter, row, places, home=look.home)
        self._star(painter, row, places, look)
        painter.restore()

    def _ground(self, painter: QPainter, area: QRect, places: RowPlaces, look: RowLook) -> None:
        colours = self._theme.colours
        if look.selected:
            painter.fillRect(area, colours.selected if look.focused else colours.selected_quiet)
        elif look.hovered:
            painter.fillRect(area, colours.hover)
        line = QRect(places.text_left, area.bottom(), area.width(), tokens.HAIRLINE)
        painter.fillRect(line, QBrush(colours.divider))
        if look.current and look.focused:
            edge = QRect(area.left(), area.top(), tokens.FOCUS_RING, area.height())
            painter.fillRect(edge, colours.accent)

    def _dot(self, painter: QPainter, row: EntryRow, places: RowPlaces) -> None:
        accent = self._theme.colours.accent
        if row.status is Status.UNREAD:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(accent)
            painter.drawEllipse(places.dot)
        elif row.status is Status.READING:
            ring = places.dot.adjusted(0.75, 0.75, -0.75, -0.75)
            painter.setPen(QPen(accent, 1.5))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawEllipse(ring)
            painter.setBrush(accent)
            painter.drawChord(ring, HALF // 2, HALF)

    def _first_line(self, painter: QPainter, row: EntryRow, places: RowPlaces) -> None:
        right = places.text_right
        for name in signs(row):
            right -= self.layout.icon
            spot = QRect(right, places.star.top(), self.layout.icon, self.layout.icon)
            icons.paint(painter, name, spot)
            right -= tokens.SPACE_XS
        font, metrics = self._title_font(row)
        title = self._shortened(row.title, right - places.text_left, metrics)
        self._write(painter, places.text_left, places.first_base, title, font, self._ink(row))

    def _second_line(
        self, painter: QPainter, row: EntryRow, places: RowPlaces, *, home: bool
    ) -> None:
        metrics, ink = self.layout.small_metrics, self._theme.colours.text_muted
        room = places.text_right + self.layout.icon + tokens.SPACE_S - places.text_left
        right = self._shortened(numbers(row), room // 2, metrics)
        width = metrics.horizontalAdvance(right)
        base, small = places.second_base, self.layout.small
        self._write(painter, places.text_left + room - width, base, right, small, ink)
        width += self._tag_dots(painter, row, places.text_left + room - width, base)
        left = self._authors_and_facts(row, room - width - tokens.SPACE_M, home=home)
        self._write(painter, places.text_left, base, left, small, ink)

    def _tag_dots(self, painter: QPainter, row: EntryRow, right: int, base: int) -> int:
        """A dot for each tag that has a colour, before the numbers; the width that they take."""
        colours = [self._tag_colours[tag] for tag in row.tags if tag in self._tag_colours]
        if not colours:
            return 0
        size = self.layout.dot
        top = base - (self.layout.small_metrics.capHeight() + size) / 2
        left = right - tokens.SPACE_S + tokens.SPACE_XS
        painter.setPen(Qt.PenStyle.NoPen)
        for colour in reversed(colours[:TAG_DOTS]):
            left -= size + tokens.SPACE_XS
            painter.setBrush(self._theme.colours.named(tag_tone(colour)))
            painter.drawEllipse(QRectF(left, top, size, size))
        return right - left

    def _authors_and_facts(self, row: EntryRow, room: int, *, home: bool) -> str:
        """Where there is no room, authors go first: the year is worth more than a name."""
        metrics = self.layout.small_metrics
        tail = facts(row, home=home)
        if not row.authors or not tail:
            return self._shortened(row.authors or tail, room, metrics)
        tail = self._shortened(DOT + tail, room * 2 // 3, metrics)
        return self._shortened(row.authors, room - metrics.horizontalAdvance(tail), metrics) + tail

    def _star(self, painter: QPainter, row: EntryRow, places: RowPlaces, look: RowLook) -> None:
        if row.starred:
            icons.paint(painter, "star-filled", places.star, "accent")
        elif look.hovered or look.current:
            tone = "accent" if look.star_hovered else "text_disabled"
            icons.paint(painter, "star", places.star, tone)

    def _title_font(self, row: EntryRow) -> tuple[QFont, QFontMetrics]:
        if row.is_new:
            return self.layout.title_new, self.layout.title_new_metrics
        dropped = row.status is Status.DROPPED
        font = self.layout.title_dropped if dropped else self.layout.title
        return font, self.layout.title_metrics

    def _ink(self, row: EntryRow) -> QColor:
        done = row.status in (Status.READ, Status.DROPPED)
        return self._theme.colours.text_dim if done else self._theme.colours.text

    def _write(
        self, painter: QPainter, left: int, base: int, text: str, font: QFont, ink: QColor
    ) -> None:
        painter.setFont(font)
        painter.setPen(ink)
        painter.drawText(QPointF(left, base), text)

    def _shortened(self, text: str, width: int, metrics: QFontMetrics) -> str:
        text = text[:LONGEST]
        key = (text, width, id(metrics))
        found = self._elided.get(key)
        if found is None:
            if len(self._elided) > ELISIONS_KEPT:
                self._elided.clear()
            found = metrics.elidedText(text, Qt.TextElideMode.ElideRight, width)
            self._elided[key] = found
        return found
