"""The entries that can be completed, as rows with a tick: only those in sight cost anything."""

from collections.abc import Collection, Sequence
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QItemSelectionModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)
from PySide6.QtWidgets import QListView, QWidget

from effllm_desktop.app.completing import Part, Proposal
from effllm_desktop.domain.ids import EntryId

BATCH = 1000
NAMES = {
    Part.TITLE: "title",
    Part.AUTHORS: "authors",
    Part.CITATIONS: "citations",
    Part.STARS: "stars",
}
Index = QModelIndex | QPersistentModelIndex


class ProposalModel(QAbstractListModel):
    """Proposals in the order of their list."""

    ticked_changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._proposals: Sequence[Proposal] = ()
        self._left_out: set[EntryId] = set()

    @property
    def ticked(self) -> frozenset[EntryId]:
        """The entries that are to be completed."""
        return frozenset(one.entry for one in self._proposals) - self._left_out

    def proposal(self, row: int) -> Proposal:
        return self._proposals[row]

    def show_proposals(self, proposals: Sequence[Proposal]) -> None:
        """Show others. An entry without a tick stays so."""
        self.beginResetModel()
        self._proposals = proposals
        self.endResetModel()

    def tick_only(self, entries: Collection[EntryId]) -> None:
        """Take the ticks of all other entries away."""
        wanted = frozenset(entries)
        self._left_out = {one.entry for one in self._proposals if one.entry not in wanted}
        self._tell()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        return 0 if parent.isValid() else len(self._proposals)

    def flags(self, index: Index) -> Qt.ItemFlag:
        flags = super().flags(index)
        return flags | Qt.ItemFlag.ItemIsUserCheckable if index.isValid() else flags

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        one = self._proposals[index.row()]
        if role == Qt.ItemDataRole.CheckStateRole:
            is_ticked = one.entry not in self._left_out
            return Qt.CheckState.Checked if is_ticked else Qt.CheckState.Unchecked
        if role == Qt.ItemDataRole.ToolTipRole:
            return one.key
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            names = ", ".join(name for part, name in NAMES.items() if part in one.parts)
            return f"{one.title} ({names})"
        return None

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        if not index.isValid() or role != Qt.ItemDataRole.CheckStateRole:
            return False
        entry = self._proposals[index.row()].entry
        if Qt.CheckState(value) is Qt.CheckState.Checked:
            self._left_out.discard(entry)
        else:
            self._left_out.add(entry)
        self.dataChanged.emit(index, index, [role])
        self.ticked_changed.emit()
        return True

    def _tell(self) -> None:
        if self._proposals:
            first, last = self.index(0, 0), self.index(len(self._proposals) - 1, 0)
            self.dataChanged.emit(first, last, [Qt.ItemDataRole.CheckStateRole])
        self.ticked_changed.emit()


class ProposalList(QListView):
    """A tick changes by a click on it or by the space bar; the row that is current is shown."""

    current_changed = Signal(int)  # row

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("proposals")
        self.setAccessibleName("Entries to complete")
        self.setProperty("framed", True)
        self.setUniformItemSizes(True)
        self.setLayoutMode(QListView.LayoutMode.Batched)  # tens of thousands, some at a time
        self.setBatchSize(BATCH)
        self.setTextElideMode(Qt.TextElideMode.ElideMiddle)  # what is added stands last
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.proposals = ProposalModel(self)
        self.setModel(self.proposals)
        self.selectionModel().currentChanged.connect(
            lambda here: self.current_changed.emit(here.row())
        )

    def show_proposals(self, proposals: Sequence[Proposal]) -> None:
        """Show others, and go to the one that was current, or to the first."""
        here = self.currentIndex()
        entry = self.proposals.proposal(here.row()).entry if here.isValid() else None
        self.proposals.show_proposals(proposals)
        row = next((at for at, one in enumerate(proposals) if one.entry == entry), 0)
        if proposals:
            self.selectionModel().setCurrentIndex(
                self.proposals.index(row, 0), QItemSelectionModel.SelectionFlag.ClearAndSelect
            )
