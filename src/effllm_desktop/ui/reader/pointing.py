"""What the pointer does on the pages: it selects, presses links and highlights, asks."""

from collections.abc import Sequence
from typing import cast

from PySide6.QtCore import QEvent, QObject, QPointF, Qt, Signal
from PySide6.QtGui import QHelpEvent, QMouseEvent
from PySide6.QtWidgets import QApplication, QToolTip

from effllm_desktop.domain.highlights import Highlight
from effllm_desktop.domain.pdf import PageSize
from effllm_desktop.ui.reader.note_dragging import NoteDrag
from effllm_desktop.ui.reader.page_layout import Spot
from effllm_desktop.ui.reader.page_view import PageView
from effllm_desktop.ui.reader.text_selection import Unit


class Pointing(QObject):
    """Hears what the view's viewport hears."""

    link_pressed = Signal(object)  # Link
    highlight_pressed = Signal(object)  # Highlight, None beside all of them
    note_opened = Signal(object)  # Highlight: its sign was pressed twice
    note_moved = Signal(object)  # Highlight, as it lies now

    def __init__(self, view: PageView, sizes: Sequence[PageSize]) -> None:
        super().__init__(view)
        self._view = view
        self._sizes = sizes
        self._is_pressed = False
        self._word_at: tuple[int, QPointF] | None = None
        self._drag: NoteDrag | None = None
        self._pressed_note: Highlight | None = None
        self._place: QPointF | None = None
        view.viewport().setMouseTracking(True)
        view.viewport().installEventFilter(self)

    @property
    def spot(self) -> Spot | None:
        """The place on a page that the pointer is at; None where it is elsewhere."""
        return None if self._place is None else self._view.spot_at(self._place)

    def let_go(self) -> bool:
        """Leave a note that is being dragged where it was; False where none is."""
        was_dragged = self._drag is not None and self._drag.moved is not None
        self._drag = None
        self._view.show_dragged(None)
        return was_dragged

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        kind = event.type()
        if kind == QEvent.Type.ToolTip:
            self._show_tooltip(cast("QHelpEvent", event))
            return True
        if kind == QEvent.Type.MouseMove:
            self._place = cast("QMouseEvent", event).position()
            self._on_moved(cast("QMouseEvent", event))
        elif kind == QEvent.Type.Leave:
            self._place = None
        elif kind in _BUTTONS and cast("QMouseEvent", event).button() == Qt.MouseButton.LeftButton:
            self._on_button(cast("QMouseEvent", event))
        return False

    def _on_button(self, event: QMouseEvent) -> None:
        if event.type() == QEvent.Type.MouseButtonRelease:
            self._on_released(event)
            return
        place = event.position()
        if self._is_of_note(event):
            return
        self._is_pressed = True
        if event.type() == QEvent.Type.MouseButtonDblClick:
            self._word_at = event.timestamp(), place
            self._view.begin_selection(place, Unit.WORD)
        elif self._is_third(event):
            self._view.begin_selection(place, Unit.LINE)
        elif event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            self._view.drag_selection(place)
        else:
            self._view.begin_selection(place)

    def _on_moved(self, event: QMouseEvent) -> None:
        if self._drag is not None:
            spot = self._view.nearest_spot(event.position())
            if moved := self._drag.move(event.position(), spot, self._sizes):
                self._view.show_dragged(moved)
        elif self._is_pressed:
            self._view.drag_selection(event.position())
        else:
            self._show_cursor(event.position())

    def _on_released(self, event: QMouseEvent) -> None:
        drag = self._drag
        if drag is not None:
            self.let_go()
            if drag.moved is not None:
                self.note_moved.emit(drag.moved)
            else:
                self.highlight_pressed.emit(drag.note)
            return
        was_pressed, self._is_pressed = self._is_pressed, False
        if not was_pressed or not self._view.selection.is_empty:
            return
        link = self._view.link_at(event.position())
        if link is not None:
            self.link_pressed.emit(link)
        else:
            self.highlight_pressed.emit(self._view.highlight_at(event.position()))

    def _note_at(self, place: QPointF) -> Highlight | None:
        found = self._view.highlight_at(place)
        return found if found is not None and found.is_note else None

    def _is_of_note(self, event: QMouseEvent) -> bool:
        """Whether a press is one on a note, which may be dragged; a second one opens it.

        The second need not be on the sign: the first may have moved the pages.
        """
        place = event.position()
        if event.type() == QEvent.Type.MouseButtonDblClick:
            if self._pressed_note is not None:
                self.note_opened.emit(self._pressed_note)
            return self._pressed_note is not None
        note = self._pressed_note = self._note_at(place)
        if note is not None:
            self._view.select_nothing()
            self._drag = NoteDrag(note, place, self._view.nearest_spot(place))
        return note is not None

    def _is_third(self, event: QMouseEvent) -> bool:
        """Whether a press follows a double click at once and at the same place."""
        if self._word_at is None:
            return False
        then, place = self._word_at
        self._word_at = None
        is_soon = event.timestamp() - then < QApplication.doubleClickInterval()
        distance = (event.position() - place).manhattanLength()
        return is_soon and distance < QApplication.startDragDistance()

    def _show_cursor(self, place: QPointF) -> None:
        cursor = Qt.CursorShape.ArrowCursor
        if self._note_at(place) is not None or self._view.link_at(place) is not None:
            cursor = Qt.CursorShape.PointingHandCursor
        elif self._view.is_on_text(place):
            cursor = Qt.CursorShape.IBeamCursor
        self._view.viewport().setCursor(cursor)

    def _show_tooltip(self, event: QHelpEvent) -> None:
        place = QPointF(event.pos())
        link, highlight = self._view.link_at(place), self._view.highlight_at(place)
        words = (highlight.comment.strip() if highlight else "") or self._view.said_at(place)
        if link is not None:
            words = link.uri or f"Page {link.page}"
        QToolTip.showText(event.globalPos(), words, self._view.viewport())


_BUTTONS = (
    QEvent.Type.MouseButtonPress,
    QEvent.Type.MouseButtonDblClick,
    QEvent.Type.MouseButtonRelease,
)
