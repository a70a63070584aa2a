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
        self.reading = ElidedLabel(parent=self)
        self.reading.setObjectName("query_reading")
        self.reading.setContentsMargins(tokens.SPACE_M, 0, tokens.SPACE_M, tokens.SPACE_XS)
        self.reading.hide()
        self._inside: InsideLine | None = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._column.addWidget(self.header)
        self._column.addWidget(self.reading)

    def show_reading(self, said: str) -> None:
        """Say how a query was read; empty where nobody wonders."""
        self.reading.setText(said)
        self.reading.setVisible(bool(said))

    def show_inside(self, pages: int, *, more: bool) -> None:
        """Say on how many pages of papers the words stand; on none: nothing."""
        if self._inside is None:
            if not pages:
                return
            self._inside = self._made_inside()
        self._inside.show_pages(pages, more=more)

    def _made_inside(self) -> "InsideLine":
        from effllm_desktop.ui.entries.inside_line import InsideLine

        line = InsideLine(self)
        line.clicked.connect(self.inside_requested)
        self._column.addWidget(line)
        return line
