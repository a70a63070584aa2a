"""Two versions of a text side by side, scrolled together, with the lines marked that differ."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QTextBlock, QTextCursor, QTextFormat
from PySide6.QtWidgets import QHBoxLayout, QPlainTextEdit, QTextEdit, QVBoxLayout, QWidget

from effllm_desktop.ui.theme import current, tokens
from effllm_desktop.ui.widgets.tone_label import ToneLabel


class TextPair(QWidget):
    """Lines are compared one by one: a repair changes characters, never lines."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._left = _text_view("Original")
        self._right = _text_view("Repaired")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(tokens.SPACE_M)
        for title, view in (("As it was imported", self._left), ("Repaired", self._right)):
            column = QVBoxLayout()
            column.setSpacing(tokens.SPACE_XS)
            column.addWidget(ToneLabel(title))
            column.addWidget(view)
            row.addLayout(column)
        self._left.verticalScrollBar().valueChanged.connect(
            self._right.verticalScrollBar().setValue
        )
        self._right.verticalScrollBar().valueChanged.connect(
            self._left.verticalScrollBar().setValue
        )

    def show_texts(self, original: str, repaired: str) -> None:
        for view, text in ((self._left, original), (self._right, repaired)):
            view.setPlainText(text)
        self._differing = [
            number
            for number, (one, other) in enumerate(
                zip(original.splitlines(), repaired.splitlines(), strict=False)
            )
            if one != other
        ]
        mark_lines(self._left, self._differing, current().colours.error_surface)
        mark_lines(self._right, self._differing, current().colours.info_surface)
        if self._differing:
            show_line(self._right, self._differing[0])

    @property
    def differing(self) -> list[int]:
        """0-based numbers of the lines that are not alike."""
        return self._differing


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


def show_line(view: QPlainTextEdit, number: int) -> None:
    view.setTextCursor(QTextCursor(_block(view, number)))
    view.centerCursor()


def _block(view: QPlainTextEdit, number: int) -> QTextBlock:
    return view.document().findBlockByNumber(number)
