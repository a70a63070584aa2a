"""The downloads as a Qt model. Progress changes rows in place; only those on their way change."""

from collections.abc import Collection, Sequence
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from effllm_desktop.app.downloading.meters import DownloadProgress, QueueProgress
from effllm_desktop.app.readmodels.downloads import DownloadRow
from effllm_desktop.domain.ids import WorkId
from effllm_desktop.ui.downloads.wording import said, share

ROW_ROLE = Qt.ItemDataRole.UserRole
SAID_ROLE = Qt.ItemDataRole.UserRole + 1
SHARE_ROLE = Qt.ItemDataRole.UserRole + 2
Index = QModelIndex | QPersistentModelIndex
MANY = 16


class DownloadsModel(QAbstractListModel):
    """Rows in the order of the queue."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: list[DownloadRow] = []
        self._places: dict[int, int] = {}
        self._going: dict[int, DownloadProgress] = {}
        self._pause = ""

    @property
    def rows(self) -> list[DownloadRow]:
        return self._rows

    def show_rows(self, rows: list[DownloadRow]) -> None:
        """Take over the queue; where the same works stand in the same order, in place."""
        if [row.work for row in rows] == [row.work for row in self._rows]:
            before, self._rows = self._rows, rows
            pairs = enumerate(zip(before, rows, strict=True))
            self._tell_all([place for place, (old, new) in pairs if old != new])
            return
        self.beginResetModel()
        self._rows = rows
        self._places = {row.work: place for place, row in enumerate(rows)}
        self.endResetModel()

    def show_changed(self, works: Collection[WorkId], rows: Sequence[DownloadRow]) -> bool:
        """Take over what became of some works; False where the queue must be read again.

        A queue of a thousand changes with each one that begins or ends.
        """
        new = {row.work: row for row in rows}
        if not new.keys() <= self._places.keys():
            return False
        changed = [row for row in rows if self._rows[self._places[row.work]] != row]
        for row in changed:
            self._rows[self._places[row.work]] = row
        self._tell_all([self._places[row.work] for row in changed])
        gone = [self._places[one] for one in works if one in self._places and one not in new]
        for place in sorted(gone, reverse=True):
            self.beginRemoveRows(QModelIndex(), place, place)
            del self._rows[place]
            self.endRemoveRows()
        if gone:
            self._places = {row.work: place for place, row in enumerate(self._rows)}
        return True

    def show_progress(self, progress: QueueProgress | None) -> None:
        """Take over how far those are that are on their way."""
        before = self._going
        self._going = {one.work: one for one in progress.downloads} if progress else {}
        for work in before.keys() | self._going.keys():
            place = self._places.get(work)
            if place is not None and before.get(work) != self._going.get(work):
                self._tell(place)

    def show_pause(self, pause: str) -> None:
        """Why the whole queue waits; empty where it does not."""
        if pause != self._pause:
            self._pause = pause
            if self._rows:
                self.dataChanged.emit(self.index(0, 0), self.index(len(self._rows) - 1, 0))

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        row = self._rows[index.row()]
        going = self._going.get(row.work)
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return row.title
            case Qt.ItemDataRole.AccessibleTextRole:
                return f"{row.title}: {said(row, going, self._pause)}"
            case Qt.ItemDataRole.ToolTipRole:
                return f"{row.title}\n{said(row, going, self._pause)}"
            case _ if role == ROW_ROLE:
                return row
            case _ if role == SAID_ROLE:
                return said(row, going, self._pause)
            case _ if role == SHARE_ROLE:
                return share(going)
        return None

    def _tell_all(self, places: Sequence[int]) -> None:
        """Of very many rows at once: a view takes longer to hear of each than to paint anew."""
        if len(places) > MANY:
            self.dataChanged.emit(self.index(min(places), 0), self.index(max(places), 0))
            return
        for place in places:
            self._tell(place)

    def _tell(self, place: int) -> None:
        index = self.index(place, 0)
        self.dataChanged.emit(index, index)
