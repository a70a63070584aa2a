"""Draws what is seen of a page: its picture, marks, hits and selection."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPixmap

from effllm_desktop.domain.highlights import Highlight, HighlightKind
from effllm_desktop.domain.pdf import Box
from effllm_desktop.ui.reader import mark_lines
from effllm_desktop.ui.reader.page_layout import Area, PageLayout, Spot
from effllm_desktop.ui.reader.page_pictures import PagePictures
from effllm_desktop.ui.reader.page_tiles import PictureKey
from effllm_desktop.ui.theme import TextSize, current, tokens
from effllm_desktop.ui.widgets.highlight_row import line_colour, mark_colour

PAPER = QColor("#ffffff")
DARK_PAPER = QColor("#181818")
EDGES = {False: QColor(tokens.LIGHT.divider), True: QColor(tokens.DARK.divider)}
SELECTION_STRENGTH = 72  # of 255
RING = 2
UNREADABLE = "This page could not be shown."


@dataclass(frozen=True, slots=True)
class PageMarks:
    """What lies over the picture of one page."""

    highlights: Sequence[Highlight] = ()
    chosen: object = None  # HighlightId
    hits: Sequence[Sequence[Box]] = ()
    hit: Sequence[Box] = ()  # the one that was gone to
    selection: Sequence[Box] = ()


class PagePainter:
    """For one picture of the window; `origin` is what its upper left corner shows of the scroll."""

    def __init__(
        self, painter: QPainter, layout: PageLayout, origin: QPointF, *, dark: bool
    ) -> None:
        self._painter = painter
        self._layout = layout
        self._origin = origin
        self._dark = dark
        self._ratio = painter.device().devicePixelRatio()

    def paint_page(
        self, page: int, keys: Sequence[PictureKey], pictures: PagePictures, marks: PageMarks
    ) -> None:
        area = self._seen(self._layout.area(page))
        painter = self._painter
        painter.fillRect(area.adjusted(-1, -1, 1, 1), EDGES[self._dark])
        painter.fillRect(area, DARK_PAPER if self._dark else PAPER)
        if not self._paint_pictures(area, keys, pictures) and pictures.is_refused(page):
            self._say(area, UNREADABLE)
        self._paint_marks(page, marks)

    def _paint_pictures(
        self, area: QRectF, keys: Sequence[PictureKey], pictures: PagePictures
    ) -> bool:
        """Whether there was anything to paint."""
        found = [(key, picture) for key in keys if (picture := pictures.get(key)) is not None]
        rough = pictures.stand_in(keys[-1]) if len(found) < len(keys) else None
        if rough is not None:
            self._draw(area, rough)
        for key, picture in found:
            self._draw(self._place_of(key, area, picture, keys[-1].scale), picture)
        return bool(found) or rough is not None

    def _place_of(self, key: PictureKey, area: QRectF, picture: QPixmap, scale: float) -> QRectF:
        """Where a picture goes; what is sharp lies on whole pixels of the screen."""
        if key.scale != scale:  # the small picture below tiles
            return area
        ratio = self._ratio
        left, top = round(area.left() * ratio), round(area.top() * ratio)
        if key.tile is not None:
            left, top = left + key.tile.left, top + key.tile.top
        return QRectF(left / ratio, top / ratio, picture.width() / ratio, picture.height() / ratio)

    def _draw(self, area: QRectF, picture: QPixmap) -> None:
        self._painter.drawPixmap(area, picture, QRectF(picture.rect()))

    def _paint_marks(self, page: int, marks: PageMarks) -> None:
        for one in sorted(marks.highlights, key=lambda one: one.is_note):  # notes lie above text
            self._paint_highlight(page, one)
            if one.id == marks.chosen:
                self._ring(page, one.passage.boxes)
        colour = QColor(tokens.HIT_ON_DARK if self._dark else tokens.HIT_ON_PAPER)
        for boxes in marks.hits:
            self._tint(page, boxes, colour)
        if marks.hit:
            self._ring(page, marks.hit)
        self._wash(page, marks.selection)

    def _paint_highlight(self, page: int, one: Highlight) -> None:
        fill = mark_colour(one.colour, on_dark=self._dark)
        line = line_colour(one.colour, on_dark=self._dark)
        if one.kind is HighlightKind.HIGHLIGHT:
            self._tint(page, one.passage.boxes, fill)
        elif one.is_note:
            sign = one.passage.boxes[0]
            mark_lines.paint_sign(self._painter, sign, partial(self._point, page), fill, line)
        else:
            for box in mark_lines.lines(one, self._layout.scale):
                self._painter.fillRect(_whole(self._seen(self._layout.box(page, box))), line)

    def _tint(self, page: int, boxes: Iterable[Box], colour: QColor) -> None:
        """Colour the paper and leave the ink."""
        mode = QPainter.CompositionMode
        self._painter.setCompositionMode(
            mode.CompositionMode_Screen if self._dark else mode.CompositionMode_Multiply
        )
        for box in boxes:
            self._painter.fillRect(self._seen(self._layout.box(page, box)), colour)
        self._painter.setCompositionMode(mode.CompositionMode_SourceOver)

    def _wash(self, page: int, boxes: Iterable[Box]) -> None:
        colour = QColor(tokens.DARK.accent if self._dark else tokens.LIGHT.accent)
        colour.setAlpha(SELECTION_STRENGTH)
        for box in boxes:
            self._painter.fillRect(self._seen(self._layout.box(page, box)), colour)

    def _ring(self, page: int, boxes: Iterable[Box]) -> None:
        accent = tokens.DARK.accent if self._dark else tokens.LIGHT.accent
        self._painter.setPen(QPen(QColor(accent), RING))
        self._painter.setBrush(Qt.BrushStyle.NoBrush)
        for box in boxes:
            around = self._seen(self._layout.box(page, box)).adjusted(-RING, -RING, RING, RING)
            self._painter.drawRoundedRect(around, RING, RING)

    def _say(self, area: QRectF, words: str) -> None:
        palette = tokens.DARK if self._dark else tokens.LIGHT
        self._painter.setPen(QColor(palette.text_muted))
        self._painter.setFont(current().font(TextSize.BODY))
        self._painter.drawText(area, Qt.AlignmentFlag.AlignCenter, words)

    def _point(self, page: int, x: float, y: float) -> QPointF:
        return QPointF(*self._layout.point(Spot(page, x, y))) - self._origin

    def _seen(self, area: Area) -> QRectF:
        return QRectF(
            area.left - self._origin.x(), area.top - self._origin.y(), area.width, area.height
        )


def _whole(area: QRectF) -> QRectF:
    """The nearest whole pixels: lines of one height are equally strong wherever they lie."""
    width, height = max(round(area.width()), 1), max(round(area.height()), 1)
    return QRectF(round(area.left()), round(area.top()), width, height)
