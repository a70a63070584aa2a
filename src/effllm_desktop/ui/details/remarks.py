"""What the curator says about a work: the description, then remarks and summaries."""

from html import escape

from PySide6.QtCore import QRect
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from effllm_desktop.domain.lists import EntryText
from effllm_desktop.ui.theme import TextSize, current, tokens
from effllm_desktop.ui.widgets.text_block import TextBlock

BAR = 2
PARAGRAPH = f'<p style="margin: 0 0 {tokens.SPACE_S}px 0">{{}}</p>'
LAST = '<p style="margin: 0">{}</p>'


class Remarks(QWidget):
    """A quotation with a bar beside it; hidden where the curator says nothing."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.text = TextBlock("The curator's remarks", self)
        column = QVBoxLayout(self)
        column.setContentsMargins(tokens.SPACE_M, 0, 0, 0)
        column.addWidget(self.text)
        self._dress()
        current().changed.connect(self._dress)

    def show_entry(self, entry: EntryText) -> None:
        words = [text for text in (entry.description, *entry.notes) if text]
        paragraphs = [PARAGRAPH.format(escape(text)) for text in words[:-1]]
        paragraphs += [LAST.format(escape(text)) for text in words[-1:]]
        self.text.setHtml("".join(paragraphs))
        self.setVisible(bool(words))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(QRect(0, 0, BAR, self.height()), current().colours.border)

    def _dress(self) -> None:
        self.text.setFont(current().font(TextSize.BODY))
