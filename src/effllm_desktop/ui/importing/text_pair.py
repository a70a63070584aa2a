"""One text, or two versions of it side by side, scrolled together, with the differences marked."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QColor, QShowEvent, QTextBlock, QTextCharFormat, QTextCursor, QTextFormat
from PySide6.QtWidgets import QHBoxLayout, QPlainTextEdit, QTextEdit, QVBoxLayout, QWidget

from effllm_desktop.ui.importing.differences import Difference, Span, differences
from effllm_desktop.ui.theme import current, tokens
from effllm_desktop.ui.widgets.tone_label import ToneLabel

MOST_MARKED = 1000  # lines


class TextPair(QWidget):
    """Lines are compared one by one: a repair changes characters, never lines."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.left = _text_view("As it was imported")
        self.right = _text_view("Repaired")
        self._differing: list[Difference] = []
        self._here = 0
        self._shown: Difference | None = None
        self._sides = [_side("As it was imported", self.left), _side("Repaired", self.right)]
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(tokens.SPACE_M)
        for side in self._sides:
            row.addWidget(side)
        for one, other in ((self.left, self.right), (self.right, self.left)):
            one.verticalScrollBar().valueChanged.connect(other.verticalScrollBar().setValue)

    @property
    def differing(self) -> list[Difference]:
        return self._differing

    def show_texts(self, original: str, repaired: str | None) -> None:
        """Without a repaired text there is only one side."""
        self.left.setPlainText(original)
        self.right.setPlainText(repaired or "")
        self._sides[1].setVisible(repaired is not None)
        if repaired is None:
            return
        self._differing = differences(self.left.toPlainText(), self.right.toPlainText())
        colours = current().colours
        _mark(
            self.left,
            [(d.line, d.left) for d in self._differing],
            colours.error,
            colours.error_surface,
        )
        _mark(
            self.right,
            [(d.line, d.right) for d in self._differing],
            colours.info,
            colours.info_surface,
        )
        if self._differing:
            self._go_to(self._differing[0])

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        QTimer.singleShot(0, self, self._go_again)  # once the lines are broken as they will be

    def show_difference(self, step: int) -> None:
        """Go to the next line that differs, or the one before; around the ends."""
        self._here = (self._here + step) % len(self._differing)
        self._go_to(self._differing[self._here])

    def show_lines(self, first: int, last: int) -> None:
        """Mark some lines of the original, of very many the first, and go there."""
        colours = current().colours
        last = min(last, first + MOST_MARKED - 1)
        lines: list[tuple[int, Sequence[Span]]] = [(n, ()) for n in range(first, last + 1)]
        _mark(self.left, lines, colours.warning, colours.warning_surface)
        self._go_to(Difference(first, (), ()))

    def _go_again(self) -> None:
        if self._shown is not None:
            self._go_to(self._shown)

    def _go_to(self, difference: Difference) -> None:
        self._shown = difference
        for view in (self.left, self.right):
            view.setTextCursor(QTextCursor(_block(view, difference.line)))
            view.centerCursor()


def _mark(
    view: QPlainTextEdit,
    places: Sequence[tuple[int, Sequence[Span]]],
    colour: QColor,
    surface: QColor,
) -> None:
    """Give lines a colour behind them, and spans of them a stronger one."""
    marks = []
    for line, spans in places:
        whole = QTextCharFormat()
        whole.setBackground(surface)
        whole.setProperty(QTextFormat.Property.FullWidthSelection, True)
        marks.append(_selection(QTextCursor(_block(view, line)), whole))
        strong = QTextCharFormat()
        strong.setForeground(surface)
        strong.setBackground(colour)
        for start, end in spans:
            cursor = QTextCursor(_block(view, line))
            begin = cursor.position()
            cursor.setPosition(begin + start)
            cursor.setPosition(begin + end, QTextCursor.MoveMode.KeepAnchor)
            marks.append(_selection(cursor, strong))
    view.setExtraSelections(marks)


def _selection(cursor: QTextCursor, look: QTextCharFormat) -> QTextEdit.ExtraSelection:
    selection = QTextEdit.ExtraSelection()
    selection.cursor = cursor
    selection.format = look
    return selection


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
    view.setTabStopDistance(4 * view.fontMetrics().horizontalAdvance(" "))
    view.setTextInteractionFlags(
        Qt.TextInteractionFlag.TextSelectableByMouse
        | Qt.TextInteractionFlag.TextSelectableByKeyboard
    )
    return view


def _block(view: QPlainTextEdit, number: int) -> QTextBlock:
    return view.document().findBlockByNumber(number)
