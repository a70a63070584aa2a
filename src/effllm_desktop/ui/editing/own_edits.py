"""What the reader changed in a list beside what its file has there; each can be put back."""

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

from effllm_desktop.domain.errors import AppError
from effllm_desktop.domain.text_edits import OwnEdit
from effllm_desktop.ui.editing.lines_of_text import lines_of_text
from effllm_desktop.ui.theme import TextSize, tokens
from effllm_desktop.ui.widgets.tone_label import ToneLabel
from effllm_desktop.ui.words import counted

SIZE = (820, 520)
MOST_SHOWN = 50
"""Edits that are shown at once: when they are put back the next ones come."""
NONE = "This list has no edits of yours that could be put back."


class OwnEdits(QDialog):
    """The edits in the order of the text, each with a button."""

    put_back_wanted = Signal(object)  # OwnEdit

    def __init__(self, name: str, edits: Sequence[OwnEdit], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("own_edits")
        self.setWindowTitle("Your edits")
        self.setAccessibleName("Your edits")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.resize(*SIZE)
        self._name = name
        self._title = ToneLabel(tone="text", size=TextSize.TITLE, bold=True)
        self._told = ToneLabel()
        self._told.setWordWrap(True)
        self._content = QWidget()
        self._blocks = QVBoxLayout(self._content)
        self._close = QPushButton("Close")
        self._close.clicked.connect(self.accept)
        self._arrange()
        self.show_edits(edits)

    @property
    def title(self) -> str:
        return self._title.text()

    @property
    def told(self) -> str:
        return self._told.text()

    def show_edits(self, edits: Sequence[OwnEdit]) -> None:
        """Show those that there are now."""
        while (item := self._blocks.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        count = counted(len(edits), "edit")
        self._title.setText(f"{count} of yours in “{self._name}”" if edits else NONE)
        more = f" The first {MOST_SHOWN} are shown." if len(edits) > MOST_SHOWN else ""
        told = f"Undo makes again what is put back.{more}" if edits else ""
        self._told.setText(told)
        first: QPushButton | None = None
        for one in edits[:MOST_SHOWN]:
            block, button = self._block(one)
            self._blocks.addWidget(block)
            block.show()
            first = first or button
        self._blocks.addStretch()
        (first or self._close).setFocus()

    def tell(self, problem: AppError) -> None:
        """Say why an edit cannot be put back."""
        self._told.setText(f"{problem.what} {problem.hint}".strip())

    def _block(self, one: OwnEdit) -> tuple[QFrame, QPushButton]:
        block = QFrame()
        block.setProperty("framed", True)
        grid = QGridLayout(block)
        grid.setContentsMargins(*4 * [tokens.SPACE_M])
        grid.setSpacing(tokens.SPACE_S)
        for column, (label, text) in enumerate(
            ((f"Line {one.line:,} now", one.now), ("In its file", one.was))
        ):
            grid.addWidget(ToneLabel(label), 0, column)
            grid.addWidget(lines_of_text(label, text), 1, column)
        button = QPushButton("Put back")
        button.setAccessibleName(f"Put back line {one.line}")
        button.clicked.connect(lambda: self.put_back_wanted.emit(one))
        row = QHBoxLayout()
        row.addStretch()
        row.addWidget(button)
        grid.addLayout(row, 2, 0, 1, 2)
        return block, button

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
