"""One line of text that ends in an ellipsis where there is no room, and then has a tooltip."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from effllm_desktop.ui.theme import TextSize
from effllm_desktop.ui.widgets.tone_label import ToneLabel


class ElidedLabel(ToneLabel):
    """A label that may be narrower than its text. Screen readers get the whole text."""

    def __init__(
        self,
        text: str = "",
        parent: QWidget | None = None,
        *,
        tone: str = "text_muted",
        size: TextSize = TextSize.SMALL,
        bold: bool = False,
    ) -> None:
        super().__init__(text, parent, tone=tone, size=size, bold=bold)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def setText(self, text: str) -> None:
        if text != self.text():
            super().setText(text)
            self._update_tooltip()

    def minimumSizeHint(self) -> QSize:
        room = self.fontMetrics().horizontalAdvance("…")
        return QSize(room, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._update_tooltip()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setPen(self.palette().color(self.foregroundRole()))
        painter.drawText(self.contentsRect(), self.alignment(), self.shown_text())

    def shown_text(self) -> str:
        width = self.contentsRect().width()
        return self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, width)

    def _update_tooltip(self) -> None:
        self.setToolTip("" if self.shown_text() == self.text() else self.text())
