"""Edits of the reader's that a new version of the list crossed: each is taken, or let go."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QDialog,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from effllm_desktop.app.readmodels.lists import Waiting
from effllm_desktop.domain.errors import AppError
from effllm_desktop.ui.editing.lines_of_text import lines_of_text
from effllm_desktop.ui.theme import TextSize, tokens
from effllm_desktop.ui.widgets.tone_label import ToneLabel
from effllm_desktop.ui.words import counted

SIZE = (820, 520)
MOST_SHOWN = 50
"""Edits that are shown at once: when they are settled the next ones come."""
NONE_LEFT = "No edit waits any more."


class WaitingEdits(QDialog):
    """Shows what stands in the list now beside what the reader had made of it."""

    settled = Signal(int, bool)  # number of an edit, whether it is taken

    def __init__(self, name: str, waits: Sequence[Waiting], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("waiting_edits")
        self.setWindowTitle("Edits that wait")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.resize(*SIZE)
        self._title = ToneLabel(tone="text", size=TextSize.TITLE, bold=True)
        self._name = name
        self._told = ToneLabel()
        self._told.setWordWrap(True)
        self._content = QWidget()
        self._blocks = QVBoxLayout(self._content)
        self._close = QPushButton("Close")
        self._close.clicked.connect(self.accept)
        self._arrange()
        self.show_waiting(waits)

    def show_waiting(self, waits: Sequence[Waiting]) -> None:
        """Show those that wait now."""
        while (item := self._blocks.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        count = counted(len(waits), "edit waits", "edits wait")
        self._title.setText(f"{count} in “{self._name}”" if waits else NONE_LEFT)
        self._told.setText(
            "The new version changed the lines that you had changed. Its lines are shown in the "
            "list; take yours in their place, or let them go. Undo takes back either."
            if waits
            else ""
        )
        first: QPushButton | None = None
        for one in waits[:MOST_SHOWN]:
            block, button = self._block(one)
            self._blocks.addWidget(block)
            block.show()
            first = first or button
        self._blocks.addStretch()
        (first or self._close).setFocus()

    def tell(self, problem: AppError) -> None:
        """Say why an edit cannot be taken."""
        self._told.setText(f"{problem.what} {problem.hint}".strip())

    def _block(self, one: Waiting) -> tuple[QFrame, QPushButton]:
        block = QFrame()
        block.setProperty("framed", True)
        grid = QGridLayout(block)
        grid.setContentsMargins(*4 * [tokens.SPACE_M])
        grid.setSpacing(tokens.SPACE_S)
        for column, (label, text) in enumerate(
            (("In the list now", one.theirs), ("Your edit", one.ours))
        ):
            grid.addWidget(ToneLabel(label), 0, column)
            grid.addWidget(lines_of_text(label, text), 1, column)
        keep, take = QPushButton("Let mine go"), QPushButton("Take mine")
        keep.clicked.connect(lambda: self.settled.emit(one.number, False))
        take.clicked.connect(lambda: self.settled.emit(one.number, True))
        row = QHBoxLayout()
        row.addStretch()
        row.addWidget(keep)
        row.addWidget(take)
        grid.addLayout(row, 2, 0, 1, 2)
        return block, take

    def _arrange(self) -> None:
        self._blocks.setContentsMargins(0, 0, 0, 0)
        self._blocks.setSpacing(tokens.SPACE_M)
        scroll = QScrollArea()
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setWidgetResizable(True)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setWidget(self._content)
        foot = QHBoxLayout()
        foot.addStretch()
        foot.addWidget(self._close)
        column = QVBoxLayout(self)
        column.setContentsMargins(*4 * [tokens.SPACE_XL])
        column.setSpacing(tokens.SPACE_S)
        column.addWidget(self._title)
        column.addWidget(self._told)
        column.addWidget(scroll, 1)
        column.addLayout(foot)
