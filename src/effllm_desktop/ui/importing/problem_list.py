"""The places of a list that were not understood, as rows: only those in sight cost anything."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtWidgets import QListView, QWidget

from effllm_desktop.domain.problems import ProblemRun
from effllm_desktop.ui.importing.report import run_text
from effllm_desktop.ui.theme import tokens

LEAST_ROWS, MOST_ROWS = 1, 6
BATCH = 1000


class ProblemModel(QAbstractListModel):
    """Runs of lines, in file order."""

    def __init__(self, runs: Sequence[ProblemRun], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._runs = runs

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        return 0 if parent.isValid() else len(self._runs)

    def data(
        self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if not index.isValid() or role not in (
            Qt.ItemDataRole.DisplayRole,
            Qt.ItemDataRole.ToolTipRole,
        ):
            return None
        return run_text(self._runs[index.row()])


class ProblemList(QListView):
    """A few rows high; the others are scrolled to."""

    def __init__(self, runs: Sequence[ProblemRun], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("problems")
        self.setAccessibleName("Not understood")
        self.setProperty("framed", True)
        self.setUniformItemSizes(True)
        self.setLayoutMode(QListView.LayoutMode.Batched)  # tens of thousands, some at a time
        self.setBatchSize(BATCH)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setModel(ProblemModel(runs, self))
        self.ensurePolished()
        rows = min(max(len(runs), LEAST_ROWS), MOST_ROWS)
        self.setFixedHeight(rows * self.sizeHintForRow(0) + 2 * tokens.SPACE_S)

    def go_to(self, row: int) -> None:
        self.setCurrentIndex(self.model().index(row, 0))
