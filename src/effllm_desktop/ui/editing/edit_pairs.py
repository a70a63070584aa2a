"""Edits one below the other, each as two texts side by side with buttons that settle it."""

from collections.abc import Callable, Iterable
from typing import NamedTuple

from PySide6.QtCore import Qt
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
from effllm_desktop.ui.editing.lines_of_text import lines_of_text
from effllm_desktop.ui.theme import TextSize, tokens
from effllm_desktop.ui.widgets.tone_label import ToneLabel

SIZE = (820, 520)
MOST_SHOWN = 50
"""Edits that are shown at once: when they are settled the next ones come."""


class Choice(NamedTuple):
    """A button; `spoken` is what it is called where its place cannot be seen."""

    text: str
    act: Callable[[], object]
    spoken: str = ""


class Pair(NamedTuple):
    """One edit: what its two texts are called, with them, and what can be done."""

    left: tuple[str, str]
    right: tuple[str, str]
    choices: tuple[Choice, ...]


class EditPairs(QDialog):
    """The keyboard begins at the last choice of the first edit."""

    def __init__(self, name: str, window_title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setWindowTitle(window_title)
        self.setAccessibleName(window_title)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.resize(*SIZE)
        self._title = ToneLabel(tone="text", size=TextSize.TITLE, bold=True)
        self._told = ToneLabel()
        self._told.setWordWrap(True)
        self._content = QWidget()
        self._blocks = QVBoxLayout(self._content)
        self._close = QPushButton("Close")
        self._close.clicked.connect(self.accept)
        self._arrange()

    @property
    def title(self) -> str:
        return self._title.text()

    @property
    def told(self) -> str:
        return self._told.text()

    def tell(self, problem: AppError) -> None:
        """Say why an edit cannot be settled so."""
        self._told.setText(f"{problem.what} {problem.hint}".strip())

    def show_pairs(self, title: str, told: str, pairs: Iterable[Pair]) -> None:
        """Show those that there are now."""
        while (item := self._blocks.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        self._title.setText(title)
        self._told.setText(told)
        first: QPushButton | None = None
        for pair in pairs:
            block, button = _block(pair)
            self._blocks.addWidget(block)
            block.show()
            first = first or button
        self._blocks.addStretch()
        (first or self._close).setFocus()

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


def _block(pair: Pair) -> tuple[QFrame, QPushButton]:
    block = QFrame()
    block.setProperty("framed", True)
    grid = QGridLayout(block)
    grid.setContentsMargins(*4 * [tokens.SPACE_M])
    grid.setSpacing(tokens.SPACE_S)
    for column, (label, text) in enumerate((pair.left, pair.right)):
        grid.addWidget(ToneLabel(label), 0, column)
        grid.addWidget(lines_of_text(label, text), 1, column)
    row = QHBoxLayout()
    row.addStretch()
    for choice in pair.choices:
        button = QPushButton(choice.text)
        button.setAccessibleName(choice.spoken or choice.text)
        button.clicked.connect(choice.act)
        row.addWidget(button)
    grid.addLayout(row, 2, 0, 1, 2)
    return block, button
