"""Nought to five small stars."""

from PySide6.QtCore import QEvent, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QWheelEvent
from PySide6.QtWidgets import QSizePolicy, QSlider, QWidget

from effllm_desktop.ui import icons
from effllm_desktop.ui.theme import current, tokens

STARS = 5


class RatingRow(QSlider):
    """A slider that looks like stars: arrows, digits and a screen reader know it as one.

    A click on the last star of the rating takes the rating away.
    """

    rated = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self.setAccessibleName("Rating")
        self.setToolTip("Rating: click a star, or press 0 to 5")
        self.setRange(0, STARS)
        self.setPageStep(1)
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._hovered = 0
        self.valueChanged.connect(self.rated)

    def set_rating(self, rating: int) -> None:
        """Show a rating; nobody is told."""
        self.blockSignals(True)
        self.setValue(rating)
        self.blockSignals(False)
        self.update()

    def sizeHint(self) -> QSize:
        star = current().length(tokens.ICON)
        height = current().length(tokens.ROW_CONTROL)
        return QSize(STARS * (star + tokens.SPACE_XS) + tokens.SPACE_XS, height)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def star_rect(self, number: int) -> QRect:
        """The place of a star, 1 to 5."""
        size = current().length(tokens.ICON)
        left = tokens.SPACE_XS + (number - 1) * (size + tokens.SPACE_XS)
        return QRect(left, (self.height() - size) // 2, size, size)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        shown = self._hovered or self.value()
        for number in range(1, STARS + 1):
            name = "star-filled" if number <= shown else "star"
            tone = "text_muted" if number <= shown else "text_disabled"
            icons.paint(painter, name, self.star_rect(number), tone)
        if self.hasFocus():
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(current().colours.accent, tokens.FOCUS_RING))
            ring = self.rect().adjusted(1, 1, -1, -1)
            painter.drawRoundedRect(ring, tokens.RADIUS_S, tokens.RADIUS_S)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        number = self._number_at(event.position().toPoint())
        if event.button() == Qt.MouseButton.LeftButton and number:
            self.setValue(0 if number == self.value() else number)
        self._hover(0)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._hover(self._number_at(event.position().toPoint()))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        event.accept()

    def leaveEvent(self, event: QEvent) -> None:
        self._hover(0)

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()  # the page scrolls; a rating does not change by the way

    def keyPressEvent(self, event: QKeyEvent) -> None:
        digit = event.text()
        if digit and digit in "012345":
            self.setValue(int(digit))
        else:
            super().keyPressEvent(event)

    def _hover(self, number: int) -> None:
        if number != self._hovered:
            self._hovered = number
            self.update()

    def _number_at(self, position: QPoint) -> int:
        step = current().length(tokens.ICON) + tokens.SPACE_XS
        return min(max((position.x() - tokens.SPACE_XS // 2) // step + 1, 1), STARS)
