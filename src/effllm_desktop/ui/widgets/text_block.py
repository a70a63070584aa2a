"""Text of any length: can be selected, breaks where it must, is as high as it needs to be."""

from collections.abc import Iterator

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import (
    QKeyEvent,
    QMouseEvent,
    QTextBlock,
    QTextFragment,
    QTextOption,
    QWheelEvent,
)
from PySide6.QtWidgets import QFrame, QSizePolicy, QTextEdit, QWidget


class TextBlock(QTextEdit):
    """Read-only text in the flow of a page: no frame, no scroll bars, wheel left to the page.

    A label would do but for two things: it does not break a long word, and so makes its page as
    wide as the longest address in it. Enter follows the link of a text that has one.
    """

    link_activated = Signal(str)

    def __init__(self, name: str, parent: QWidget | None = None, *, tab_stop: bool = False) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setReadOnly(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setTabChangesFocus(True)
        self.setUndoRedoEnabled(False)
        self.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.document().setDocumentMargin(0)
        self.viewport().setAutoFillBackground(False)
        self._allow(tab_stop=tab_stop)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self._heights: dict[int, int] = {}
        self._html = ""
        self.document().contentsChanged.connect(self._forget_heights)

    def setHtml(self, text: str) -> None:
        """Show a text; the same again leaves what is selected in it."""
        if text != self._html:
            self._html = text
            super().setHtml(text)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        if width not in self._heights:
            document = self.document()
            shown = document.textWidth()
            document.setTextWidth(width)
            self._heights[width] = round(document.size().height() + 0.5)
            document.setTextWidth(shown)
        return self._heights[width]

    def sizeHint(self) -> QSize:
        width = max(self.width(), 1)
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        return QSize(1, 1)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._forget_heights()
        if event.type() == QEvent.Type.PaletteChange and "<a " in self._html:
            super().setHtml(self._html)  # links keep the colour that they are made with

    def keyPressEvent(self, event: QKeyEvent) -> None:
        address = self._only_link()
        if address and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.link_activated.emit(address)
        else:
            super().keyPressEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        address = self.anchorAt(event.position().toPoint())
        selected = self.textCursor().hasSelection()
        super().mouseReleaseEvent(event)
        if address and not selected and event.button() == Qt.MouseButton.LeftButton:
            self.link_activated.emit(address)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(event)
        over_link = bool(self.anchorAt(event.position().toPoint()))
        shape = Qt.CursorShape.PointingHandCursor if over_link else Qt.CursorShape.IBeamCursor
        self.viewport().setCursor(shape)

    def _only_link(self) -> str | None:
        """The address of the one link in the text; None where there is none, or several."""
        found = set()
        block = self.document().begin()
        while block.isValid():
            found |= {one.charFormat().anchorHref() for one in _fragments(block)}
            block = block.next()
        found.discard("")
        return found.pop() if len(found) == 1 else None

    def _allow(self, *, tab_stop: bool) -> None:
        flags = Qt.TextInteractionFlag.TextSelectableByMouse
        flags |= Qt.TextInteractionFlag.LinksAccessibleByMouse
        if tab_stop:
            flags |= Qt.TextInteractionFlag.TextSelectableByKeyboard
        self.setTextInteractionFlags(flags)
        focus = Qt.FocusPolicy.StrongFocus if tab_stop else Qt.FocusPolicy.ClickFocus
        self.setFocusPolicy(focus)

    def _forget_heights(self) -> None:
        self._heights.clear()
        self.updateGeometry()


def _fragments(block: QTextBlock) -> Iterator[QTextFragment]:
    place = block.begin()
    while not place.atEnd():
        yield place.fragment()
        place += 1
