"""What others wrote into the file, below the reader's own highlights."""

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtWidgets import QFrame, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from effllm_desktop.domain.pdf import Annotation
from effllm_desktop.ui.theme import current, tokens
from effllm_desktop.ui.widgets.highlight_row import DOT
from effllm_desktop.ui.widgets.tone_label import ToneLabel

_ROLE = Qt.ItemDataRole.UserRole
HEIGHT = 120
MOST = 500
"""Of a file with more marks the first ones are listed; all are seen on their pages."""


class FileMarks(QWidget):
    """Hidden where nothing is said in the file. A press or Enter goes there."""

    gone_to = Signal(int, object)  # page, boxes

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.lines = QListWidget(self)
        self.lines.setObjectName("in_file")
        self.lines.setAccessibleName("Comments in the file")
        self.lines.setFrameShape(QFrame.Shape.NoFrame)
        self.lines.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.lines.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.lines.setFixedHeight(current().length(HEIGHT))
        self.lines.viewport().setAutoFillBackground(False)
        self.lines.clicked.connect(self._on_chosen)
        self.lines.activated.connect(self._on_chosen)
        column = QVBoxLayout(self)
        column.setContentsMargins(tokens.SPACE_S, 0, tokens.SPACE_S, 0)
        column.setSpacing(tokens.SPACE_XS)
        column.addWidget(ToneLabel("In the file"))
        column.addWidget(self.lines)
        self.hide()

    def show_marks(self, marks: Sequence[tuple[int, Annotation]]) -> None:
        """Show those that say something, in the order of their pages."""
        self.lines.clear()
        said = [(page, one) for page, one in marks if one.contents.strip()]
        for page, one in said[:MOST]:
            line = QListWidgetItem(f"p. {page}{DOT}{' '.join(one.contents.split())}")
            line.setToolTip(one.contents.strip())
            line.setData(_ROLE, (page, one.boxes))
            self.lines.addItem(line)
        self.setVisible(bool(said))

    def _on_chosen(self, line: QModelIndex) -> None:
        page, boxes = line.data(_ROLE)
        self.gone_to.emit(page, boxes)
