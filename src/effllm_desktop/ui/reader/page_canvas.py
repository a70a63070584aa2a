"""The pages, one below the other or two side by side: where they lie, how they look, painted."""

from collections.abc import Sequence

from PySide6.QtCore import QPointF, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QWidget

from effllm_desktop.domain.pdf import Box, PageSize
from effllm_desktop.ui.reader import page_layout, zoom
from effllm_desktop.ui.reader.looks import Looks
from effllm_desktop.ui.reader.page_layout import Anchor, PageLayout, Spot
from effllm_desktop.ui.reader.page_painter import PageMarks, PagePainter
from effllm_desktop.ui.reader.page_pictures import PagePictures
from effllm_desktop.ui.reader.page_texts import PageTexts
from effllm_desktop.ui.reader.sight import Sight
from effllm_desktop.ui.reader.spreads import Spread
from effllm_desktop.ui.reader.zoom import Fit
from effllm_desktop.ui.theme import current, tokens

QUIET_MILLISECONDS = 60
"""While the size changes nothing is painted anew: the old picture is shown larger or smaller."""
LINE = 48  # pixels of one step of the wheel or an arrow
POINTS_AN_INCH = 72
NOWHERE = QPointF(-1, -1)


class PageCanvas(QAbstractScrollArea):
    """Shows the pages: scrolled, zoomed, turned. What lies over a page is said by `marks_on`."""

    moved = Signal()  # another place is shown
    gone_to = Signal()  # a page, perhaps without moving: it was in sight
    resized = Signal()  # at another scale
    looked = Signal()  # larger, turned, dark: as somebody wanted it

    def __init__(
        self,
        sizes: Sequence[PageSize],
        pictures: PagePictures,
        texts: PageTexts,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._sizes = sizes
        self._pictures = pictures
        self._texts = texts
        self._fit = Fit.WIDTH
        self._spread = Spread.ONE
        self._quarters = 0
        self._asked = 1  # the page that was gone to: of two side by side it is the one that is read
        self._came_to = QPointF()
        self._is_laid_out = True
        self._dark = False
        self._ratio = self.devicePixelRatioF()
        self._layout = PageLayout(sizes, 1, 0, 0)
        self._quiet = QTimer(self)
        self._quiet.setSingleShot(True)
        self._quiet.setInterval(QUIET_MILLISECONDS)
        self._quiet.timeout.connect(self._want)
        pictures.arrived.connect(lambda _page: self.viewport().update())
        pictures.failed.connect(lambda _page, _problem: self.viewport().update())
        self.verticalScrollBar().setSingleStep(LINE)
        self.horizontalScrollBar().setSingleStep(LINE)

    def marks_on(self, _page: int) -> PageMarks:
        """What lies over a page."""
        return PageMarks()

    # --- where one is -----------------------------------------------------------------------

    @property
    def page(self) -> int:
        """The page that one went to, or that most of the upper half of the view shows."""
        return self._sight.page(self._asked, moved=self._origin != self._came_to)

    @property
    def here(self) -> Anchor:
        """What is in the upper left corner."""
        return self._sight.corner(self._asked)

    @property
    def pages_in_sight(self) -> list[int]:
        return self._sight.pages()

    @property
    def is_at_end(self) -> bool:
        bar = self.verticalScrollBar()
        return bar.value() >= bar.maximum()

    def go(self, anchor: Anchor) -> None:
        """Bring a place into the upper left corner."""
        x, y = self._layout.anchored(anchor)
        self._asked, self._came_to = anchor.page, NOWHERE
        self._scroll_to(x, y)

    def go_to_page(self, page: int, top: float | None = None) -> None:
        """Show the upper edge of a page, or a place on it (points from above)."""
        area = self._layout.area(page)
        y = area.top if top is None else self._layout.point(Spot(page, 0, top))[1]
        x, width = self._origin.x(), self.viewport().width()
        if self._spread is not Spread.ONE and not x <= area.left <= area.right <= x + width:
            x = area.left - page_layout.GAP / 2
        self._go_to(page, x, y - page_layout.GAP / 2)

    def show_boxes(self, page: int, boxes: Sequence[Box]) -> None:
        """Bring something on a page into sight; what is in sight already stays where it is."""
        area = self._layout.box(page, boxes[0])
        top, height = self._origin.y(), self.viewport().height()
        left, width = self._origin.x(), self.viewport().width()
        if not top <= area.top <= area.bottom <= top + height:
            top = area.top - height / 3
        if not left <= area.left <= area.right <= left + width:
            left = area.left - width / 3
        self._go_to(page, left, top)

    # --- how it looks -----------------------------------------------------------------------

    @property
    def spread(self) -> Spread:
        return self._spread

    @property
    def fit(self) -> Fit:
        return self._fit

    @property
    def scale(self) -> float:
        """Pixels a point."""
        return self._layout.scale

    @property
    def percent(self) -> int:
        return round(100 * self.scale / self._actual_scale)

    @property
    def looks(self) -> Looks:
        zoomed = round(self.scale / self._actual_scale, 3) if self._fit is Fit.NOTHING else 1.0
        dark = None if self._dark == current().is_dark else self._dark
        return Looks(self._fit, zoomed, self._quarters, dark, self._spread)

    @property
    def quarters(self) -> int:
        """How often the pages are turned to the right."""
        return self._quarters

    @property
    def is_dark(self) -> bool:
        return self._dark

    @property
    def is_waiting(self) -> bool:
        """Whether what is in sight is not painted sharply yet."""
        return self._quiet.isActive() or self._pictures.waiting > 0

    def show_looks(self, looks: Looks) -> None:
        """Look so from now on."""
        self._fit, self._quarters, self._spread = looks.fit, looks.quarters, looks.spread
        self.set_dark(current().is_dark if looks.dark is None else looks.dark)
        self._lay_out(QPointF(0, 0), looks.zoom * self._actual_scale)

    def set_fit(self, fit: Fit) -> None:
        self._fit = fit
        self._lay_out(QPointF(0, 0))
        self.looked.emit()

    def set_spread(self, spread: Spread) -> None:
        """Show pages side by side, or one below the other; the page that is read stays."""
        anchor = self._layout.anchor(self._origin.x(), self._origin.y(), self.page)
        self._spread = spread
        self._lay_out(QPointF(0, 0), anchor=anchor)
        self.looked.emit()

    def zoom_by(self, factor: float, about: QPointF | None = None) -> None:
        """Show larger or smaller; what lies at `about` in the view stays there."""
        middle = QPointF(self.viewport().rect().center())
        self._fit = Fit.NOTHING
        self._lay_out(about or middle, zoom.within(self.scale * factor))
        self.looked.emit()

    def show_actual_size(self) -> None:
        self.zoom_by(self._actual_scale / self.scale)

    def turn(self, quarters: int) -> None:
        """Turn all pages to the right."""
        self._quarters = (self._quarters + quarters) % 4
        self._lay_out(QPointF(0, 0))
        self.looked.emit()

    def set_dark(self, dark: bool) -> None:  # noqa: FBT001 - a setter
        self._dark = dark
        self._want()
        self.viewport().update()
        self.looked.emit()

    # --- Qt ---------------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._ratio != self.devicePixelRatioF():  # the window is on another screen
            self._ratio = self.devicePixelRatioF()
            self._quiet.start()
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        ground = tokens.GROUND_ON_DARK if self._dark else tokens.GROUND_ON_PAPER
        painter.fillRect(self.viewport().rect(), QColor(ground))
        pages = PagePainter(painter, self._layout, self._origin, dark=self._dark)
        sight = self._sight
        for page in sight.pages():
            pages.paint_page(page, sight.keys(page), self._pictures, self.marks_on(page))
        painter.end()

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._lay_out(QPointF(0, 0), self.scale)

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        self.viewport().update()
        if self._is_laid_out:
            self._want()
            self.moved.emit()

    def wheelEvent(self, event: QWheelEvent) -> None:
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.zoom_by(zoom.STEP ** (event.angleDelta().y() / 120), event.position())
            event.accept()
        else:
            super().wheelEvent(event)

    # --- inside -----------------------------------------------------------------------------

    @property
    def _actual_scale(self) -> float:
        """Pixels a point where pages are as large as on paper."""
        return max(self.logicalDpiX(), 1) / POINTS_AN_INCH

    @property
    def _origin(self) -> QPointF:
        return QPointF(self.horizontalScrollBar().value(), self.verticalScrollBar().value())

    def _go_to(self, page: int, x: float, y: float) -> None:
        """Let a page be the one that is read until one moves."""
        self._asked = page
        self._came_to = NOWHERE  # while it moves it may pass others
        self._scroll_to(x, y)
        self._came_to = self._origin
        self.gone_to.emit()

    def _scroll_to(self, x: float, y: float) -> None:
        self.horizontalScrollBar().setValue(round(x))
        self.verticalScrollBar().setValue(round(y))

    def _lay_out(
        self, about: QPointF, scale: float | None = None, anchor: Anchor | None = None
    ) -> None:
        """Lay the pages out anew; what lies at a place of the view stays there."""
        before = self._origin
        origin = before + about
        anchor = anchor or self._layout.anchor(origin.x(), origin.y())
        self._asked = page = self.page
        width, height = self.viewport().width(), self.viewport().height()
        if self._fit is Fit.WIDTH:
            scale = page_layout.fit_width(self._sizes, self._quarters, width, self._spread)
        elif self._fit is Fit.PAGE:
            scale = page_layout.fit_page(
                self._sizes, page, self._quarters, width, height, self._spread
            )
        scale = zoom.within(scale or self.scale)
        self._layout = PageLayout(self._sizes, scale, self._quarters, width, self._spread)
        self._is_laid_out = False  # bars that become shorter pass places where nobody goes
        for bar, length, seen in (
            (self.verticalScrollBar(), self._layout.height, height),
            (self.horizontalScrollBar(), self._layout.width, width),
        ):
            bar.setPageStep(max(seen - LINE, 1))
            bar.setRange(0, max(round(length) - seen, 0))
        x, y = self._layout.anchored(anchor)
        if self._fit is Fit.PAGE:
            x = (self._layout.width - width) / 2 + about.x()  # all rows have one middle
            y = self._layout.area(page).top - page_layout.GAP + about.y()
        self._scroll_to(x - about.x(), y - about.y())
        self._came_to, self._is_laid_out = self._origin, True
        if self._origin != before:
            self.moved.emit()
        self.viewport().update()
        self._quiet.start()
        self.resized.emit()

    @property
    def _sight(self) -> Sight:
        origin, seen, ratio = self._origin, self.viewport(), self.devicePixelRatioF()
        size = seen.width(), seen.height()
        return Sight(self._layout, origin.x(), origin.y(), *size, ratio, self._dark)

    def _want(self) -> None:
        """Ask for what is in sight; then for what is below and above it."""
        if self._quiet.isActive() and self.sender() is not self._quiet:
            return
        sight = self._sight
        pages = sight.pages()
        if not pages:
            return
        seen = [key for page in pages for key in sight.keys(page)]
        self._texts.want(pages)
        self._pictures.want(seen, sight.keys_around(pages))
