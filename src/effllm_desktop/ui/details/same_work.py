"""Works that may be the same as the one that is shown: a quiet line for each, and what to do."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from effllm_desktop.app.readmodels.candidates import Candidate, reasons_said
from effllm_desktop.ui.theme import tokens
from effllm_desktop.ui.widgets.tone_label import ToneLabel

SHOWN = 3
"""More than that is a title that says nothing: the search is:duplicate has them all."""


class SameWork(QWidget):
    """Takes no room where there are none."""

    merge_wanted = Signal(int)
    apart_wanted = Signal(int)
    rearranged = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shown: tuple[Candidate, ...] = ()
        self._lines: list[QWidget] = []
        self._buttons: list[QPushButton] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(tokens.SPACE_S)
        self.hide()

    @property
    def buttons(self) -> list[QPushButton]:
        return list(self._buttons)

    @property
    def said(self) -> list[str]:
        return [line.accessibleName() for line in self._lines]

    def show_candidates(self, candidates: Sequence[Candidate]) -> None:
        shown = tuple(candidates[:SHOWN])
        if shown == self._shown:  # the focus stays where it is
            return
        self._shown = shown
        self._clear()
        for one in shown:
            self._add(one)
        self.setVisible(bool(shown))
        self.rearranged.emit()

    def _add(self, one: Candidate) -> None:
        words = f"May be the same work as “{one.title or one.key}”: {reasons_said(one.reasons)}"
        line = QWidget(self)
        line.setAccessibleName(words)
        said = ToneLabel(words)
        said.setWordWrap(True)
        said.setToolTip(one.key)
        merge, apart = QPushButton("Merge…"), QPushButton("Not the same")
        merge.setAccessibleName(f"Merge with “{one.title or one.key}”…")
        apart.setAccessibleName(f"Not the same as “{one.title or one.key}”")
        merge.clicked.connect(lambda: self.merge_wanted.emit(one.work))
        apart.clicked.connect(lambda: self.apart_wanted.emit(one.work))
        row = QHBoxLayout()
        row.setSpacing(tokens.SPACE_S)
        for button in (merge, apart):
            row.addWidget(button)
            self._buttons.append(button)
        row.addStretch()
        column = QVBoxLayout(line)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(tokens.SPACE_XS)
        column.addWidget(said)
        column.addLayout(row)
        self._lines.append(line)
        self._column.addWidget(line)

    def _clear(self) -> None:
        for line in self._lines:
            self._column.removeWidget(line)
            line.hide()
            line.deleteLater()
        self._lines.clear()
        self._buttons.clear()
