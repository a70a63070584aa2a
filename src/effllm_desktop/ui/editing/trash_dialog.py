"""The lists that were put away. They stay until they are taken back."""

from collections.abc import Sequence
from datetime import datetime

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QDialog,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QWidget,
)

from effllm_desktop.app.readmodels.lists import TrashedList
from effllm_desktop.domain.errors import AppError
from effllm_desktop.ui.widgets.dialog_foot import closing_foot
from effllm_desktop.ui.widgets.titled_column import titled_column
from effllm_desktop.ui.widgets.tone_label import ToneLabel
from effllm_desktop.ui.words import counted

SIZE = (680, 380)
EMPTY = "The trash is empty: lists that you move to the trash stand here."
ABOUT = (
    "What you made of their works is kept. "
    "A list stays here for 30 days; then it is removed for good."
)
REMOVE = "Remove for good…"
_LIST = Qt.ItemDataRole.UserRole


class TrashDialog(QDialog):
    """Enter or the button takes the chosen list back; Delete removes it for good."""

    restore_wanted = Signal(int)
    removal_wanted = Signal(int, str)  # a list and its name

    def __init__(
        self, lists: Sequence[TrashedList], now: datetime, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("trash")
        self.setWindowTitle("Trash")
        self.setAccessibleName("Trash")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.resize(*SIZE)
        self._now = now
        self._told = ToneLabel()
        self._told.setWordWrap(True)
        self.rows = QListWidget()
        self.rows.setAccessibleName("Lists in the trash")
        self.rows.setProperty("framed", True)
        self.rows.itemActivated.connect(lambda _: self._restore())
        self.button = QPushButton("Put back")
        self.button.clicked.connect(self._restore)
        self.remove_button = QPushButton(REMOVE)
        self.remove_button.clicked.connect(self._remove)
        QShortcut(QKeySequence.StandardKey.Delete, self.rows, self._remove).setContext(
            Qt.ShortcutContext.WidgetShortcut
        )
        column = titled_column(self, "Trash")
        column.addWidget(self._told)
        column.addWidget(self.rows, 1)
        column.addLayout(closing_foot(self, self.button, self.remove_button))
        self.show_lists(lists)

    @property
    def told(self) -> str:
        return self._told.text()

    def show_lists(self, lists: Sequence[TrashedList]) -> None:
        """Show the lists that are there now."""
        row = max(self.rows.currentRow(), 0)
        self.rows.clear()
        for one in lists:
            item = QListWidgetItem(f"{one.name}   {self._about(one)}")
            item.setData(_LIST, one)
            self.rows.addItem(item)
        self.rows.setCurrentRow(min(row, len(lists) - 1))
        self.button.setEnabled(bool(lists))
        self.remove_button.setEnabled(bool(lists))
        self._told.setText(ABOUT if lists else EMPTY)

    def tell(self, problem: AppError) -> None:
        """Say why a list was neither taken back nor removed."""
        self._told.setText(f"{problem.what} {problem.hint}".strip())

    def _about(self, one: TrashedList) -> str:
        entries = counted(one.entries, "entry", "entries")
        days = (self._now.astimezone().date() - one.trashed_at.astimezone().date()).days
        when = {0: "today", 1: "yesterday"}.get(days, f"{days} days ago")
        left = (one.kept_until - self._now).days + 1
        until = f"in {counted(left, 'day')}" if left > 0 else "within a day"
        return f"{entries}, put away {when}, removed for good {until}"

    def _restore(self) -> None:
        item = self.rows.currentItem()
        if item is not None:
            self.restore_wanted.emit(item.data(_LIST).id)

    def _remove(self) -> None:
        item = self.rows.currentItem()
        if item is not None:
            self.removal_wanted.emit(item.data(_LIST).id, item.data(_LIST).name)
