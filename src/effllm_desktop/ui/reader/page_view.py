"""The pages with what lies over them: selected from, with highlights, and what was found."""

from collections.abc import Iterable, Mapping, Sequence

from PySide6.QtCore import QPoint, QPointF, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from effllm_desktop.domain.highlights import Highlight
from effllm_desktop.domain.pdf import Hit, Link, PageSize
from effllm_desktop.ui.reader.overlay import Overlay, holds
from effllm_desktop.ui.reader.page_canvas import PageCanvas
from effllm_desktop.ui.reader.page_layout import Spot
from effllm_desktop.ui.reader.page_painter import PageMarks
from effllm_desktop.ui.reader.page_pictures import PagePictures
from effllm_desktop.ui.reader.page_texts import PageTexts
from effllm_desktop.ui.reader.selection import is_on_text
from effllm_desktop.ui.reader.text_selection import TextSelection, Unit


class PageView(PageCanvas):
    """What the pointer does on it is said by `Pointing`."""

    selection_changed = Signal()

    def __init__(
        self,
        sizes: Sequence[PageSize],
        pictures: PagePictures,
        texts: PageTexts,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(sizes, pictures, texts, parent)
        self.setObjectName("pages")
        self.setAccessibleName("Pages")
        self.selection = TextSelection(texts.text, len(sizes))
        self._overlay = Overlay()
        texts.arrived.connect(self._on_text)

    def marks_on(self, page: int) -> PageMarks:
        return self._overlay.marks(page, self.selection.boxes(page))

    # --- what lies over the pages -----------------------------------------------------------

    def show_highlights(self, highlights: Iterable[Highlight], chosen: object) -> None:
        self._overlay.set_highlights(highlights, chosen)
        self.viewport().update()

    def show_dragged(self, note: Highlight | None) -> None:
        """Show a note where the pointer has it; None: where it is."""
        self._overlay.set_dragged(note)
        self.viewport().update()

    def show_hits(self, hits: Mapping[int, Sequence[Hit]], hit: Hit | None) -> None:
        self._overlay.set_hits(hits, hit)
        self.viewport().update()

    def select_hit(self, hit: Hit) -> None:
        if self.selection.select_hit(hit):
            self._on_selected()

    def select_page(self) -> None:
        self.selection.select_page(self.page)
        self._on_selected()

    def select_nothing(self) -> None:
        self.selection.clear()
        self._on_selected()

    def begin_selection(self, place: QPointF, unit: Unit = Unit.LETTER) -> None:
        spot = self.nearest_spot(place)
        self._asked = spot.page
        self.selection.begin(spot, unit)
        self._on_selected()

    def drag_selection(self, place: QPointF) -> None:
        """Let the selection go as far as a place; the view follows a pointer that leaves it."""
        bar, height = self.verticalScrollBar(), self.viewport().height()
        bar.setValue(bar.value() + round(min(place.y(), 0) + max(place.y() - height, 0)))
        self.selection.extend(self.nearest_spot(place))
        self._on_selected()

    def extend_selection(self, letters: int, unit: Unit) -> None:
        self.selection.step(letters, unit)
        self._on_selected()

    # --- what is where ----------------------------------------------------------------------

    def spot_at(self, place: QPointF) -> Spot | None:
        """The place on a page at a place of the view; None beside the pages."""
        return self._layout.spot(place.x() + self._origin.x(), place.y() + self._origin.y())

    def nearest_spot(self, place: QPointF) -> Spot:
        return self._layout.nearest_spot(place.x() + self._origin.x(), place.y() + self._origin.y())

    def link_at(self, place: QPointF) -> Link | None:
        spot = self.spot_at(place)
        if spot is None:
            return None
        return next((one for one in self._texts.links(spot.page) if holds(one.box, spot)), None)

    def highlight_at(self, place: QPointF) -> Highlight | None:
        spot = self.spot_at(place)
        return self._overlay.highlight_at(spot) if spot is not None else None

    def said_at(self, place: QPointF) -> str:
        """What somebody's mark that is in the file says there."""
        spot = self.spot_at(place)
        if spot is None:
            return ""
        there = (
            one.contents.strip()
            for one in self._texts.annotations(spot.page)
            if any(holds(box, spot) for box in one.boxes)
        )
        return "\n\n".join(filter(None, there))

    def is_on_text(self, place: QPointF) -> bool:
        spot = self.spot_at(place)
        text = self._texts.text(spot.page) if spot else None
        return spot is not None and text is not None and is_on_text(text, spot.x, spot.y)

    def point_of(self, page: int, x: float, y: float) -> QPoint:
        """Where a place on a page is in the view."""
        x, y = self._layout.point(Spot(page, x, y))
        return QPointF(x - self._origin.x(), y - self._origin.y()).toPoint()

    # --- Qt ---------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Keys besides the actions of the window and what every scroll area does."""
        key, modifiers = event.key(), event.modifiers()
        shift = bool(modifiers & Qt.KeyboardModifier.ShiftModifier)
        bar = self.verticalScrollBar()
        if shift and key in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            unit = Unit.WORD if modifiers & Qt.KeyboardModifier.ControlModifier else Unit.LETTER
            self.extend_selection(1 if key == Qt.Key.Key_Right else -1, unit)
        elif key == Qt.Key.Key_Space:
            bar.setValue(bar.value() + (-1 if shift else 1) * bar.pageStep())
        elif key in (Qt.Key.Key_Home, Qt.Key.Key_End):
            bar.setValue(bar.minimum() if key == Qt.Key.Key_Home else bar.maximum())
        else:
            super().keyPressEvent(event)

    # --- inside -----------------------------------------------------------------------------

    def _on_selected(self) -> None:
        self.viewport().update()
        self.selection_changed.emit()

    def _on_text(self, page: int) -> None:
        text = self._texts.text(page)
        if page == self.page and text is not None:
            self.setAccessibleDescription(text.text)
