"""The list below the search box: fields and values that a half typed term may become.

It never takes the keyboard: the box asks it. Enter is its own only for a row that was chosen.
"""

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QLineEdit, QListWidget, QListWidgetItem, QWidget

from effllm_desktop.domain.queries.completing import NONE, Completion, Values, completion
from effllm_desktop.ui.theme import current, tokens

WIDTH = 320
ROWS_SHOWN = 8
_KEYS = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Tab)


class Suggestions(QListWidget):
    """Shows what fits what is typed in a box, and puts in what is chosen."""

    offered = Signal(str)  # for screen readers: what is chosen now

    def __init__(self, box: QLineEdit, values: Values) -> None:
        super().__init__(box)
        self._box = box
        self._values = values
        self._completion: Completion = NONE
        self.setObjectName("suggestions")
        self.setAccessibleName("Suggestions")
        self.setProperty("framed", True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.itemClicked.connect(self._put_in)
        box.destroyed.connect(self.deleteLater)  # the list is the window's as soon as it is seen
        self.hide()

    def suggest(self) -> None:
        """Offer what fits what stands before the cursor; nothing where nothing does."""
        self._completion = completion(self._box.text(), self._box.cursorPosition(), self._values)
        self.clear()
        for option in self._completion.options:
            text = f"{option.text}   {option.about}" if option.about else option.text
            self.addItem(QListWidgetItem(text))
        self.setVisible(bool(self._completion.options) and self._box.hasFocus())
        if self.isVisible():
            self._place()

    def takes(self, key: int) -> bool:
        """Whether a key is meant for the list; then it is done."""
        if not self.isVisible():
            return False
        row = self.currentRow()
        if key == Qt.Key.Key_Escape:
            self.hide()
        elif key == Qt.Key.Key_Down:
            self._choose(min(row + 1, self.count() - 1))
        elif key == Qt.Key.Key_Up and row >= 0:
            self._choose(row - 1)
        elif key in _KEYS and row >= 0:
            self._put_in(self.item(row))
        else:
            return False
        return True

    def _choose(self, row: int) -> None:
        self.setCurrentRow(row)
        if row >= 0:
            self.offered.emit(self.item(row).text())

    def _put_in(self, item: QListWidgetItem) -> None:
        start, end, options = self._completion
        chosen = options[self.row(item)].text
        is_whole = not chosen.endswith(":")
        text = self._box.text()
        rest = text[end:]
        space = " " if is_whole and not rest.startswith((" ", ")")) else ""
        self._box.setText(f"{text[:start]}{chosen}{space}{rest}")
        self._box.setCursorPosition(start + len(chosen) + (1 if is_whole else 0))
        self.suggest()

    def _place(self) -> None:
        """Below the box, above everything else in the window."""
        window: QWidget = self._box.window()
        if self.parentWidget() is not window:
            self.setParent(window)
            self.show()
        height = self.sizeHintForRow(0) * min(self.count(), ROWS_SHOWN) + 2 * tokens.SPACE_S
        width = min(current().length(WIDTH), window.width())
        below = self._box.mapTo(window, QPoint(0, self._box.height()))
        left = max(0, min(below.x(), window.width() - width))
        self.setGeometry(left, below.y(), width, height)
        self.raise_()
