"""The bar of tabs, out of which one may be dragged."""

from PySide6.QtCore import QMargins, QPoint, Qt, Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QTabBar

FAR = 40
"""Pixels from the bar: a tab that is let go of there was to be torn off."""


class TabBar(QTabBar):
    """The first tab stays where it is."""

    torn_off = Signal(int, QPoint)  # a tab; where on the screen it was let go of

    _held = 0

    def mousePressEvent(self, event: QMouseEvent) -> None:
        super().mousePressEvent(event)
        left = event.button() is Qt.MouseButton.LeftButton
        self._held = self.tabAt(event.position().toPoint()) if left else 0

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        held, self._held = self._held, 0
        place = event.position().toPoint()
        near = self.rect().marginsAdded(QMargins(FAR, FAR, FAR, FAR))
        if held > 0 and not near.contains(place):
            self.torn_off.emit(held, self.mapToGlobal(place))
