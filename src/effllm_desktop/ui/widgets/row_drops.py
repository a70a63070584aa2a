"""Rows as places where something dragged is let go: drawn, said, scrolled and unfolded meanwhile.

Works with any view of rows. What may be dropped where, and what that does, is decided elsewhere: a
`Verdict` for a `Spot`.
"""

from collections.abc import Callable, Mapping
from enum import Enum, auto
from typing import NamedTuple

from PySide6.QtCore import (
    QEvent,
    QMimeData,
    QModelIndex,
    QObject,
    QPoint,
    QRect,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import (
    QDragEnterEvent,
    QDragMoveEvent,
    QDropEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QAbstractItemView, QTreeView, QWidget

from effllm_desktop.ui.theme import current, tokens

ENTRIES = "application/x-effllm-entries"
SECTION = "application/x-effllm-section"
EDGE = 28  # pixels at the top and bottom in which a drag scrolls
SCROLL_MILLISECONDS = 40
UNFOLD_MILLISECONDS = 700
_LINE = 2


class Where(Enum):
    """On which part of a row."""

    ABOVE = auto()
    ON = auto()
    BELOW = auto()


class Zones(Enum):
    """Which parts the rows of a view have for something."""

    ON = auto()
    BETWEEN = auto()
    BOTH = auto()


class Spot(NamedTuple):
    """A part of a row, and the keys that are held down."""

    at: QModelIndex
    where: Where
    modifiers: Qt.KeyboardModifier


class Verdict(NamedTuple):
    """What would come of a drop, in words; `do` does it, None where it is refused."""

    words: str
    do: Callable[[], object] | None = None
    action: Qt.DropAction = Qt.DropAction.MoveAction


Judge = Callable[[QMimeData, Spot], Verdict]


class RowDrops(QObject):
    """Takes what is dragged over a view in hand, of the kinds that `zones` names."""

    said = Signal(str)  # what would happen here, or why it cannot

    def __init__(self, view: QAbstractItemView, zones: Mapping[str, Zones], judge: Judge) -> None:
        super().__init__(view)
        self._view = view
        self._zones = zones
        self._judge = judge
        self._said = ""
        self._at = QPoint()
        self._speed = 0
        self._mark = _Mark(view.viewport())
        self._scroll = QTimer(self)
        self._scroll.setInterval(SCROLL_MILLISECONDS)
        self._scroll.timeout.connect(self._on_time_to_scroll)
        self._unfold = QTimer(self)
        self._unfold.setSingleShot(True)
        self._unfold.setInterval(UNFOLD_MILLISECONDS)
        self._unfold.timeout.connect(self._on_time_to_unfold)
        view.viewport().setAcceptDrops(True)
        view.viewport().installEventFilter(self)

    @property
    def mark(self) -> QRect | None:
        """Where the place of the drop is drawn, if it is."""
        return self._mark.geometry() if self._mark.isVisible() else None

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        kind = event.type()
        if kind not in _OF_DRAGS:
            return False
        if isinstance(event, QDropEvent):  # so are those that enter and move
            zones = self._zones_of(event.mimeData())
            if zones is None:
                event.ignore()  # files are the window's
                return True
            if kind == QEvent.Type.Drop:
                self._drop(event, zones)
            else:
                self._move(event, zones)
        else:
            self._end()
        return True

    def _zones_of(self, mime: QMimeData) -> Zones | None:
        return next((zones for kind, zones in self._zones.items() if mime.hasFormat(kind)), None)

    def _move(self, event: QDropEvent, zones: Zones) -> None:
        self._at = event.position().toPoint()
        spot = self._spot(self._at, zones, event.modifiers())
        verdict = self._judged(event.mimeData(), spot)
        self._say(verdict.words)
        self._hover(spot)
        if verdict.do is None:
            self._mark.hide()
            _refuse(event)
        else:
            self._mark.show_at(self._view.visualRect(spot.at), spot.where)
            event.setDropAction(verdict.action)
            event.accept()

    def _drop(self, event: QDropEvent, zones: Zones) -> None:
        spot = self._spot(event.position().toPoint(), zones, event.modifiers())
        verdict = self._judged(event.mimeData(), spot)
        self._end()
        if verdict.do is None:
            self.said.emit(verdict.words)
            event.ignore()
            return
        event.setDropAction(verdict.action)
        event.accept()
        # Not inside the drag, whose source would wait for it.
        QTimer.singleShot(0, self, verdict.do)

    def _judged(self, mime: QMimeData, spot: Spot) -> Verdict:
        return self._judge(mime, spot) if spot.at.isValid() else Verdict("")

    def _spot(self, at: QPoint, zones: Zones, modifiers: Qt.KeyboardModifier) -> Spot:
        """The row under a point; below all rows it is the last one's lower part."""
        index = self._view.indexAt(at)
        if not index.isValid() and zones is Zones.BETWEEN:
            model = self._view.model()
            return Spot(model.index(model.rowCount() - 1, 0), Where.BELOW, modifiers)
        row = self._view.visualRect(index)
        share = (at.y() - row.top()) / max(row.height(), 1)
        return Spot(index, _part(share, zones), modifiers)

    def _hover(self, spot: Spot) -> None:
        """Near an edge the rows scroll; a folded row on which one waits unfolds."""
        height, y = self._view.viewport().height(), self._at.y()
        self._speed = -(EDGE - y) if y < EDGE else max(y - (height - EDGE), 0)
        if self._speed and not self._scroll.isActive():
            self._scroll.start()
        self._unfold.start()
        if spot.where is not Where.ON:
            self._unfold.stop()

    def _on_time_to_scroll(self) -> None:
        bar = self._view.verticalScrollBar()
        before = bar.value()
        bar.setValue(before + self._speed)
        if bar.value() == before or not self._speed:
            self._scroll.stop()
        else:
            self._mark.hide()  # until the mouse moves again, or Qt tells where it is

    def _on_time_to_unfold(self) -> None:
        index = self._view.indexAt(self._at)
        if isinstance(self._view, QTreeView) and index.isValid():
            self._view.expand(index)

    def _say(self, words: str) -> None:
        if words != self._said:
            self._said = words
            self.said.emit(words)

    def _end(self) -> None:
        self._scroll.stop()
        self._unfold.stop()
        self._mark.hide()
        self._say("")


class _Mark(QWidget):
    """A line between two rows, or a frame around one, above what the view paints."""

    def __init__(self, surface: QWidget) -> None:
        super().__init__(surface)
        self._surface = surface
        self.setObjectName("drop_mark")
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._is_frame = False
        self.hide()

    def show_at(self, row: QRect, where: Where) -> None:
        width = self._surface.width()
        row = QRect(0, row.top(), width, row.height())
        self._is_frame = where is Where.ON
        if where is Where.ABOVE:
            row = QRect(0, max(row.top() - _LINE, 0), width, 2 * _LINE)
        elif where is Where.BELOW:
            row = QRect(0, row.bottom() + 1 - _LINE, width, 2 * _LINE)
        self.setGeometry(row)
        self.show()
        self.raise_()
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        accent = current().colours.accent
        if self._is_frame:
            painter.setPen(QPen(accent, _LINE))
            frame = self.rect().adjusted(_LINE, 1, -_LINE, -1)
            painter.drawRoundedRect(frame, tokens.RADIUS_S, tokens.RADIUS_S)
        else:
            painter.fillRect(0, (self.height() - _LINE) // 2, self.width(), _LINE, accent)
        painter.end()


_OF_DRAGS = (
    QEvent.Type.DragEnter,
    QEvent.Type.DragMove,
    QEvent.Type.DragLeave,
    QEvent.Type.Drop,
)
_QUARTER = 0.25


def _part(share: float, zones: Zones) -> Where:
    if zones is Zones.ON:
        return Where.ON
    if zones is Zones.BETWEEN:
        return Where.ABOVE if share < 2 * _QUARTER else Where.BELOW
    if share < _QUARTER:
        return Where.ABOVE
    return Where.BELOW if share > 1 - _QUARTER else Where.ON


def _refuse(event: QDropEvent) -> None:
    """Entering must be accepted, or nothing is heard of the rows that come later."""
    if isinstance(event, QDragEnterEvent) or not isinstance(event, QDragMoveEvent):
        event.setDropAction(Qt.DropAction.IgnoreAction)
        event.accept()
    else:
        event.ignore()
