"""Which of the lists that a list links to are to be opened."""

import os
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from effllm_desktop.ui.theme import TextSize, tokens
from effllm_desktop.ui.widgets.tone_label import ToneLabel
from effllm_desktop.ui.words import counted

SIZE = (560, 420)
_PATH = Qt.ItemDataRole.UserRole


class LinkedListsDialog(QDialog):
    """All are ticked at first. A tick changes by a click or by the space bar."""

    chosen = Signal(object)  # a tuple of paths

    def __init__(
        self, name: str, folder: Path, paths: Sequence[Path], parent: QWidget | None = None
    ) -> None:
        """`folder`: where the list itself lies; names are shown as seen from there."""
        super().__init__(parent)
        self.setObjectName("linked_lists")
        self.setWindowTitle("Linked lists")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.resize(*SIZE)
        self.list = QListWidget()
        self.list.setObjectName("linked_files")
        self.list.setAccessibleName("Linked lists")
        self.list.setProperty("framed", True)
        self.list.setUniformItemSizes(True)
        self.list.ensurePolished()  # before a row is measured
        for path in paths:
            self.list.addItem(_item(path, folder))
        self.list.setCurrentRow(0)
        self.list.itemChanged.connect(self._on_ticked)
        self._open = QPushButton()
        self._open.setProperty("main", True)
        self._open.setDefault(True)
        self._open.clicked.connect(self._on_open)
        title = ToneLabel("Open linked lists", tone="text", size=TextSize.TITLE, bold=True)
        told = ToneLabel(f"“{name}” links to these files. Those that are lists will be opened.")
        told.setWordWrap(True)
        column = QVBoxLayout(self)
        column.setContentsMargins(*4 * [tokens.SPACE_XL])
        column.setSpacing(tokens.SPACE_M)
        for widget in (title, told):
            column.addWidget(widget)
        column.addWidget(self.list, 1)
        column.addLayout(self._buttons())
        self._on_ticked()
        self.list.setFocus()

    def ticked(self) -> tuple[Path, ...]:
        rows = (self.list.item(row) for row in range(self.list.count()))
        return tuple(row.data(_PATH) for row in rows if row.checkState() is Qt.CheckState.Checked)

    def _buttons(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(tokens.SPACE_S)
        for text, state in (("All", Qt.CheckState.Checked), ("None", Qt.CheckState.Unchecked)):
            button = QPushButton(text)
            button.setAccessibleName(f"Tick {text.lower()}")
            button.clicked.connect(lambda _checked=False, state=state: self._tick_all(state))
            row.addWidget(button)
        row.addStretch()
        cancel = QPushButton("Cancel")
        cancel.clicked.connect(self.close)
        row.addWidget(cancel)
        row.addWidget(self._open)
        return row

    def _tick_all(self, state: Qt.CheckState) -> None:
        blocked = QSignalBlocker(self.list)  # counted once, at the end
        for row in range(self.list.count()):
            self.list.item(row).setCheckState(state)
        blocked.unblock()
        self.list.viewport().update()
        self._on_ticked()

    def _on_ticked(self) -> None:
        count = len(self.ticked())
        self._open.setText(f"Open {counted(count, 'list')}" if count else "Open")
        self._open.setEnabled(count > 0)

    def _on_open(self) -> None:
        paths = self.ticked()
        self.close()
        self.chosen.emit(paths)


def _item(path: Path, folder: Path) -> QListWidgetItem:
    item = QListWidgetItem(os.path.relpath(path, folder))
    item.setToolTip(str(path))
    item.setData(_PATH, path)
    item.setCheckState(Qt.CheckState.Checked)
    return item
