"""Something dragged over a view and let go there: the events that Qt makes of it."""

from PySide6.QtCore import QMimeData, QModelIndex, QPoint, QPointF, Qt
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDragMoveEvent, QDropEvent
from PySide6.QtWidgets import QAbstractItemView, QApplication

NONE, LEFT = Qt.KeyboardModifier.NoModifier, Qt.MouseButton.LeftButton
ACTIONS = Qt.DropAction.CopyAction | Qt.DropAction.MoveAction


class Drag:
    """One way over the rows of a view; `share` is how far down a row."""

    def __init__(self, view: QAbstractItemView, mime: QMimeData, modifiers=NONE) -> None:
        self._view = view
        self._mime = mime
        self._modifiers = modifiers
        enter = QDragEnterEvent(QPoint(1, 1), ACTIONS, mime, LEFT, modifiers)
        QApplication.sendEvent(view.viewport(), enter)
        assert enter.isAccepted()

    def over(self, index: QModelIndex, share: float = 0.5) -> bool:
        """Whether it might be dropped there."""
        return self.at(self._point(index, share))

    def at(self, point: QPoint) -> bool:
        move = QDragMoveEvent(point, ACTIONS, self._mime, LEFT, self._modifiers)
        QApplication.sendEvent(self._view.viewport(), move)
        return move.isAccepted()

    def drop(self, index: QModelIndex, share: float = 0.5, *, refused: bool = False) -> None:
        """Let it go; done is what comes of it when the events are over."""
        assert self.over(index, share) is not refused
        point = QPointF(self._point(index, share))
        drop = QDropEvent(point, ACTIONS, self._mime, LEFT, self._modifiers)
        QApplication.sendEvent(self._view.viewport(), drop)
        assert drop.isAccepted() is not refused
        QApplication.sendPostedEvents()
        QApplication.processEvents()

    def leave(self) -> None:
        QApplication.sendEvent(self._view.viewport(), QDragLeaveEvent())

    def _point(self, index: QModelIndex, share: float) -> QPoint:
        row = self._view.visualRect(index)
        return QPoint(row.left() + 20, row.top() + round(share * (row.height() - 1)))
