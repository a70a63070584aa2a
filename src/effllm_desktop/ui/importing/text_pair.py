"""One text, or two versions of it side by side, scrolled together, differing lines marked."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QTextBlock, QTextCursor, QTextFormat
from PySide6.QtWidgets import QHBoxLayout, QPlainTextEdit, QTextEdit, QVBoxLayout, QWidget

from effllm_desktop.ui.theme import current, tokens
from effllm_desktop.ui.widgets.tone_label import ToneLabel


class TextPair(QWidget):
    """Lines are compared one by one: a repair changes characters, never lines."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.left = _text_view("As it was imported")
        self.right = _text_view("Repaired")
        self._differing: list[int] = []
        self._here = 0
        self._sides = [_side("As it was imported", self.left), _side("Repaired", self.right)]
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(tokens.SPACE_M)
        for side in self._sides:
            row.addWidget(side)
        for one, other in ((self.left, self.right), (self.right, self.left)):
            one.verticalScrollBar().valueChanged.connect(other.verticalScrollBar().setValue)
            one.horizontalScrollBar().valueChanged.connect(other.horizontalScrollBar().setValue)

    @property
    def differing(self) -> list[int]:
        """0-based numbers of the lines that are not alike."""
        return self._differing

    def show_texts(self, original: str, repaired: str | None) -> None:
        """Without a repaired text there is only one side."""
        self.left.setPlainText(original)
        self.right.setPlainText(repaired or "")
        self._sides[1].setVisible(repaired is not None)
        if repaired is None:
            return
        # As the views count lines, which is not as `splitlines` does.
        lines = zip(
            *(view.toPlainText().split("\n") for view in (self.left, self.right)), strict=False
        )
        self._differing = [number for number, (one, other) in enumerate(lines) if one != other]
        mark_lines(self.left, self._differing, current().colours.error_surface)
        mark_lines(self.right, self._differing, current().colours.info_surface)
        if self._differing:
            self._go_to(self._differing[0])

    def show_difference(self, step: int) -> None:
        """Go to the next line that differs, or the one before; around the ends."""
        self._here = (self._here + step) % len(self._differing)
        self._go_to(self._differing[self._here])

    def show_lines(self, first: int, last: int) -> None:
        """Mark some lines of the original and go there."""
        mark_lines(self.left, list(range(first, last + 1)), current().colours.warning_surface)
        self._go_to(first)

    def _go_to(self, number: int) -> None:
        for view in (self.left, self.right):
            view.setTextCursor(QTextCursor(_block(view, number)))
            view.centerCursor()


def mark_lines(view: QPlainTextEdit, numbers: list[int], colour: QColor) -> None:
    """Give whole lines a colour behind them."""
    marks = []
    for number in numbers:
        mark = QTextEdit.ExtraSelection()
        mark.cursor = QTextCursor(_block(view, number))
        mark.format.setBackground(colour)
        mark.format.setProperty(QTextFormat.Property.FullWidthSelection, True)
        marks.append(mark)
    view.setExtraSelections(marks)


def _side(title: str, view: QPlainTextEdit) -> QWidget:
    side = QWidget()
    column = QVBoxLayout(side)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(tokens.SPACE_XS)
    column.addWidget(ToneLabel(title))
    column.addWidget(view)
    return side


def _text_view(name: str) -> QPlainTextEdit:
    view = QPlainTextEdit()
    view.setAccessibleName(name)
    view.setReadOnly(True)
    view.setProperty("framed", True)
    view.setFont(current().fixed_font())
    view.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
    view.setTextInteractionFlags(
        Qt.TextInteractionFlag.TextSelectableByMouse
        | Qt.TextInteractionFlag.TextSelectableByKeyboard
    )
    return view


def _block(view: QPlainTextEdit, number: int) -> QTextBlock:
    return view.document().findBlockByNumber(number)
