"""What stands above the rows: the header, how a query was read, and where else its words stand."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from effllm_desktop.ui.entries.header import EntriesHeader
from effllm_desktop.ui.theme import tokens
from effllm_desktop.ui.widgets.elided_label import ElidedLabel

if TYPE_CHECKING:
    from effllm_desktop.domain.queries.completing import Values
    from effllm_desktop.ui.entries.inside_line import InsideLine


class LinesAbove(QWidget):
    """A line that has nothing to say takes no room."""

    inside_requested = Signal()

    def __init__(self, parent: QWidget, *, values: "Values") -> None:
        super().__init__(parent)
        self.header = EntriesHeader(self, values=values)
        self.reading = self._line("query_reading")
        self.otherwise = self._line("query_otherwise")
        self._inside: InsideLine | None = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._column.addWidget(self.header)
        self._column.addWidget(self.reading)
        self._column.addWidget(self.otherwise)

    def show_reading(self, said: str, otherwise: str) -> None:
        """Say how a query was read, and below it what was taken otherwise than it looks.

        Each is empty where nobody wonders. They are two lines: neither cuts the other short.
        """
        for line, text in ((self.reading, said), (self.otherwise, otherwise)):
            line.setText(text)
            line.setVisible(bool(text))

    def show_inside(self, pages: int, *, more: bool) -> None:
        """Say on how many pages of papers the words stand; on none: nothing."""
        if self._inside is None:
            if not pages:
                return
            self._inside = self._made_inside()
        self._inside.show_pages(pages, more=more)

    def _line(self, name: str) -> ElidedLabel:
        line = ElidedLabel(parent=self)
        line.setObjectName(name)
        line.setContentsMargins(tokens.SPACE_M, 0, tokens.SPACE_M, tokens.SPACE_XS)
        line.hide()
        return line

    def _made_inside(self) -> "InsideLine":
        from effllm_desktop.ui.entries.inside_line import InsideLine

        line = InsideLine(self)
        line.clicked.connect(self.inside_requested)
        self._column.addWidget(line)
        return line
