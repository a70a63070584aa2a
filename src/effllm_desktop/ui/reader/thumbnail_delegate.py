"""How a small picture of a page looks: its paper, its number, a ring around the page one reads."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QRect, QRectF, Qt
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from effllm_desktop.domain.pdf import PageSize
from effllm_desktop.ui.reader.page_layout import turned
from effllm_desktop.ui.reader.page_painter import DARK_PAPER, EDGES, PAPER
from effllm_desktop.ui.reader.page_pictures import PagePictures
from effllm_desktop.ui.reader.page_tiles import PictureKey
from effllm_desktop.ui.theme import TextSize, current, tokens

Index = QModelIndex | QPersistentModelIndex
ACROSS, DOWN = 140, 200
"""The most that a picture takes."""


class ThumbnailLooks:
    """What the small pictures of one document have in common."""

    def __init__(self, sizes: Sequence[PageSize]) -> None:
        self._sizes = sizes
        self.page = 1
        """The page that is read."""
        self.dark = False
        self.quarters = 0

    def row_height(self) -> int:
        """As much as the tallest page wants, its number, and some air."""
        shown = (turned(size, self.quarters) for size in self._sizes)
        steepest = max((size.height / max(size.width, 1) for size in shown), default=1)
        across, down = current().length(ACROSS), current().length(DOWN)
        return (
            min(round(across * steepest), down)
            + self.number_height()
            + tokens.SPACE_M
            + tokens.SPACE_XS
        )

    def number_height(self) -> int:
        return current().length(tokens.ROW_SMALL)

    def place(self, page: int, row: QRect) -> QRectF:
        """Where the picture of a page goes: in the middle, above its number."""
        width, height = self._scaled(self._sizes[page - 1])
        room = row.height() - self.number_height() - tokens.SPACE_XS
        left = row.left() + (row.width() - width) // 2
        return QRectF(left, row.top() + room - height, width, height)

    def key(self, page: int, ratio: float) -> PictureKey:
        """The picture of a page, for `ratio` pixels of the screen to one of ours."""
        size = turned(self._sizes[page - 1], self.quarters)
        scale = round(self._scaled(self._sizes[page - 1])[0] / max(size.width, 1) * ratio, 4)
        return PictureKey(page, max(scale, 0.0001), self.quarters, self.dark)

    def _scaled(self, size: PageSize) -> tuple[int, int]:
        shown = turned(size, self.quarters)
        across, down = current().length(ACROSS), current().length(DOWN)
        scale = min(across / max(shown.width, 1), down / max(shown.height, 1))
        return max(round(shown.width * scale), 1), max(round(shown.height * scale), 1)


class ThumbnailDelegate(QStyledItemDelegate):
    """Paints what is there; the view asks for what is not."""

    def __init__(
        self,
        looks: ThumbnailLooks,
        key: Callable[[int], PictureKey],
        pictures: PagePictures,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._looks = looks
        self._key = key
        self._pictures = pictures

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        page, row, state = index.row() + 1, option.rect, option.state
        colours = current().colours
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        if state & QStyle.StateFlag.State_Selected:
            in_use = state & QStyle.StateFlag.State_HasFocus
            painter.fillRect(row, colours.selected if in_use else colours.selected_quiet)
        self._paint_page(painter, page, self._looks.place(page, row))
        self._paint_number(painter, page, row)
        painter.restore()

    def _paint_page(self, painter: QPainter, page: int, area: QRectF) -> None:
        looks, key = self._looks, self._key(page)
        painter.fillRect(area.adjusted(-1, -1, 1, 1), EDGES[looks.dark])
        painter.fillRect(area, DARK_PAPER if looks.dark else PAPER)
        picture = self._pictures.get(key) or self._pictures.stand_in(key)
        if picture is not None:
            painter.drawPixmap(area, picture, QRectF(picture.rect()))
        if page == looks.page:
            painter.setPen(QPen(current().colours.accent, tokens.FOCUS_RING))
            painter.drawRect(area.adjusted(-2, -2, 2, 2))

    def _paint_number(self, painter: QPainter, page: int, row: QRect) -> None:
        is_read = page == self._looks.page
        below = QRect(row)
        below.setTop(row.bottom() - self._looks.number_height())
        painter.setFont(current().font(TextSize.SMALL, bold=is_read))
        colours = current().colours
        painter.setPen(colours.text if is_read else colours.text_muted)
        painter.drawText(below, Qt.AlignmentFlag.AlignCenter, str(page))
