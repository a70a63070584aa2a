"""A text before or after it is changed, with what changes marked in it."""

import re
from collections.abc import Sequence

from PySide6.QtGui import QColor, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QPlainTextEdit, QTextEdit, QWidget

from effllm_desktop.ui.theme import current, tokens

Span = tuple[int, int]
_NO_TEXT = re.compile("[\ud800-\udfff]")  # bytes of a damaged list


class ChangedText(QPlainTextEdit):
    """`removed`: what is marked goes; else it comes. Colours follow the theme."""

    def __init__(self, name: str, *, removed: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setReadOnly(True)
        self.setTabChangesFocus(True)
        self.setProperty("framed", True)
        self.setFont(current().fixed_font())
        space = self.fontMetrics().horizontalAdvance(" ")
        self.setTabStopDistance(tokens.GRID * space)
        self._removed = removed
        self._spans: Sequence[Span] = ()
        current().changed.connect(self._mark)

    @property
    def marked(self) -> list[str]:
        """The words that are marked."""
        return [one.cursor.selectedText() for one in self.extraSelections()]

    def show_text(self, text: str, spans: Sequence[Span]) -> None:
        """Show a text and go to the first of the spans that changes in it."""
        self.setPlainText(_NO_TEXT.sub("\ufffd", text))
        self._spans = [(_units(text[:start]), _units(text[:end])) for start, end in spans]
        self._mark()
        if self._spans:
            place = QTextCursor(self.document())
            place.setPosition(self._spans[0][0])
            self.setTextCursor(place)
            self.ensureCursorVisible()

    def _mark(self) -> None:
        colours = current().colours
        strong, pale = (
            (colours.error, colours.error_surface)
            if self._removed
            else (colours.info, colours.info_surface)
        )
        look = QTextCharFormat()
        look.setForeground(QColor(strong))
        look.setBackground(QColor(pale))
        look.setFontStrikeOut(self._removed)  # not by colour alone
        look.setFontUnderline(not self._removed)
        marks = []
        for start, end in self._spans:
            mark = QTextEdit.ExtraSelection()
            mark.cursor = QTextCursor(self.document())
            mark.cursor.setPosition(start)
            mark.cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
            mark.format = look
            marks.append(mark)
        self.setExtraSelections(marks)


def _units(text: str) -> int:
    """How long Qt says that a text is, in which every line ends with one sign."""
    plain = text.replace("\r\n", "\n")
    return len(plain) + sum(sign > "\uffff" for sign in plain)
