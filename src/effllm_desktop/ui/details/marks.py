"""The highlights of a work; a press opens the page."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from effllm_desktop.domain.highlights import Highlight
from effllm_desktop.ui.widgets.highlight_row import HighlightRow
from effllm_desktop.ui.widgets.text_button import TextButton
from effllm_desktop.ui.widgets.tone_label import ToneLabel

SHOWN = 6


class Marks(QWidget):
    """Hidden where nothing is marked; the first few, and a button for the others."""

    opened = Signal(object)  # Highlight
    rearranged = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("Highlights")
        self._shown: tuple[Highlight, ...] = ()
        self._lines: list[HighlightRow | TextButton] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._column.addWidget(ToneLabel("Highlights"))
        self.hide()

    @property
    def lines(self) -> list[HighlightRow | TextButton]:
        return list(self._lines)

    def show_highlights(
        self, highlights: Sequence[Highlight], *, all_of_them: bool = False
    ) -> None:
        if tuple(highlights) == self._shown and not all_of_them:
            return
        self._shown = tuple(highlights)
        self._clear()
        for highlight in self._shown if all_of_them else self._shown[:SHOWN]:
            row = HighlightRow(highlight, self)
            row.clicked.connect(lambda _=False, one=highlight: self.opened.emit(one))
            self._add(row)
        if len(self._lines) < len(self._shown):
            more = TextButton("chevron-down", f"Show all {len(self._shown)} highlights", self)
            more.clicked.connect(lambda: self.show_highlights(self._shown, all_of_them=True))
            self._add(more)
        self.setVisible(bool(self._shown))
        self.rearranged.emit()

    def _add(self, line: HighlightRow | TextButton) -> None:
        self._lines.append(line)
        self._column.addWidget(line)
        line.show()

    def _clear(self) -> None:
        for line in self._lines:
            self._column.removeWidget(line)
            line.hide()
            line.deleteLater()
        self._lines.clear()
