"""The queue of PDFs: what comes, what waits and why, what failed; paused, tried again, given up."""

from collections.abc import Collection, Sequence

from PySide6.QtCore import QItemSelectionModel, QPoint, Qt, Signal, SignalInstance
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHBoxLayout,
    QListView,
    QMenu,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from effllm_desktop.app.downloading.meters import QueueProgress
from effllm_desktop.app.readmodels.downloads import DownloadRow, DownloadState
from effllm_desktop.domain.ids import WorkId
from effllm_desktop.ui.downloads.delegate import DownloadDelegate
from effllm_desktop.ui.downloads.model import DownloadsModel
from effllm_desktop.ui.downloads.wording import summary
from effllm_desktop.ui.theme import TextSize, tokens
from effllm_desktop.ui.widgets.empty_state import Emptiness, EmptyState
from effllm_desktop.ui.widgets.key_words import KeysKnown, with_keys
from effllm_desktop.ui.widgets.tone_label import ToneLabel

EMPTY = Emptiness(
    "download",
    "Nothing is being downloaded",
    "“Download PDF” ({download}) fetches that of each selected work, to be read without a network.",
)
_WAITING = (DownloadState.QUEUED, DownloadState.DOWNLOADING)
Works = Sequence[WorkId] | None


class DownloadsPane(QFrame):
    """Says what the reader wants of the queue: of some works, or (None) of all."""

    pause_wanted = Signal(object)
    resume_wanted = Signal(object)
    retry_wanted = Signal(object)
    cancel_wanted = Signal(object)
    page_wanted = Signal(str)
    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("downloads")
        self.setAccessibleName("Downloads")
        self._progress: QueueProgress | None = None
        self._pause = ""
        self._model = DownloadsModel(self)
        self.view = _View(self)
        self.view.setModel(self._model)
        self.view.setItemDelegate(DownloadDelegate(self.view))
        self._empty = EmptyState(self)
        self._empty.show_emptiness(EMPTY)
        self._pages = QStackedWidget(self)
        self._pages.addWidget(self._empty)
        self._pages.addWidget(self.view)
        self._title = ToneLabel("Downloads", tone="text", size=TextSize.BODY, bold=True)
        self._summary = ToneLabel(size=TextSize.SMALL)
        self._buttons = {
            "Pause all": self._button("Pause all", self.pause_wanted),
            "Resume all": self._button("Resume all", self.resume_wanted),
            "Retry failed": self._button("Retry failed", self.retry_wanted),
            "Cancel all": self._button("Cancel all", self.cancel_wanted),
        }
        self._close = QPushButton("Close")
        self._close.clicked.connect(self.closed)
        self._arrange()
        self.view.acted.connect(self._on_acted)
        self.view.customContextMenuRequested.connect(self._on_menu_wanted)
        self.show_rows([])
        KeysKnown(self, self._show_keys)

    def _show_keys(self) -> None:
        hides = "Hide the downloads; they go on ({toggle_downloads})"
        self._close.setToolTip(with_keys(self, hides))

    def show_rows(self, rows: list[DownloadRow]) -> None:
        chosen = set(self.chosen())
        self._model.show_rows(rows)
        self._choose(chosen)
        self._on_rows_shown()

    def show_changed(self, works: Collection[WorkId], rows: Sequence[DownloadRow]) -> bool:
        """Take over what became of some works; False where the queue must be read again."""
        if not self._model.show_changed(works, rows):
            return False
        self._on_rows_shown()
        return True

    def _on_rows_shown(self) -> None:
        self._pages.setCurrentWidget(self.view if self._model.rows else self._empty)
        self._enable_buttons()
        self._summarise()

    def show_progress(self, progress: QueueProgress | None) -> None:
        self._progress = progress
        self._model.show_progress(progress)
        self._summarise()

    def show_pause(self, pause: str) -> None:
        """Say why the whole queue waits; empty where it does not."""
        self._pause = pause
        self._model.show_pause(pause)
        self._enable_buttons()
        self._summarise()

    def _enable_buttons(self) -> None:
        """What waits for a network goes on at once when the reader says so."""
        rows = self._model.rows
        states = {row.state for row in rows}
        waits = bool(self._pause) and not states.isdisjoint(_WAITING)
        pressed = next((one for one in self._buttons.values() if one.hasFocus()), None)
        self._buttons["Pause all"].setEnabled(not states.isdisjoint(_WAITING))
        self._buttons["Resume all"].setEnabled(DownloadState.PAUSED in states or waits)
        self._buttons["Retry failed"].setEnabled(DownloadState.FAILED in states)
        self._buttons["Cancel all"].setEnabled(bool(rows))
        if pressed is not None and not pressed.isEnabled():
            self.focus()  # Qt would go on to the next button, which may be the one that cancels

    def focus(self) -> None:
        """Give the keyboard to the rows, or to the button where there are none."""
        # A hidden view that is given the focus would take it as soon as it is shown.
        (self.view if self._model.rows else self._close).setFocus()

    def chosen(self) -> list[WorkId]:
        """The works of the selected rows."""
        rows = self._model.rows
        numbers = sorted(index.row() for index in self.view.selectionModel().selectedRows())
        return [rows[number].work for number in numbers]

    @property
    def summary(self) -> str:
        return self._summary.text()

    def _choose(self, works: set[WorkId]) -> None:
        selection = self.view.selectionModel()
        for place, row in enumerate(self._model.rows):
            if row.work in works:
                index = self._model.index(place, 0)
                selection.select(index, QItemSelectionModel.SelectionFlag.Select)

    def _summarise(self) -> None:
        pause = self._pause or (self._progress.pause if self._progress else "")
        self._summary.setText(summary(self._model.rows, self._progress, pause))

    def _button(self, text: str, wanted: SignalInstance) -> QPushButton:
        button = QPushButton(text)
        button.clicked.connect(lambda: wanted.emit(None))
        return button

    def _on_acted(self, act: str) -> None:
        """A key in the list is about the selected rows."""
        works = self.chosen()
        if not works:
            return
        rows = [row for row in self._model.rows if row.work in set(works)]
        if act == "cancel":
            self.cancel_wanted.emit(works)
        elif any(row.state in _WAITING for row in rows):
            self.pause_wanted.emit(works)
        else:
            self.resume_wanted.emit(works)
            self.retry_wanted.emit(works)

    def _on_menu_wanted(self, place: QPoint) -> None:
        works = self.chosen()
        if not works:
            return
        page = next(row.page for row in self._model.rows if row.work == works[0])
        menu = QMenu(self)
        menu.aboutToHide.connect(menu.deleteLater)
        for text, wanted in (
            ("Pause", self.pause_wanted),
            ("Resume", self.resume_wanted),
            ("Try again", self.retry_wanted),
            ("Cancel", self.cancel_wanted),
        ):
            menu.addAction(text).triggered.connect(lambda _=False, one=wanted: one.emit(works))
        menu.addAction("Open in the browser").triggered.connect(lambda: self.page_wanted.emit(page))
        menu.popup(self.view.viewport().mapToGlobal(place))

    def _arrange(self) -> None:
        head = QHBoxLayout()
        head.setContentsMargins(tokens.SPACE_M, tokens.SPACE_XS, tokens.SPACE_M, tokens.SPACE_XS)
        head.setSpacing(tokens.SPACE_S)
        head.addWidget(self._title)
        head.addWidget(self._summary, 1)
        for button in (*self._buttons.values(), self._close):
            head.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(self._pages, 1)


class _View(QListView):
    """Delete gives up what is selected, Space lets it rest or go on."""

    acted = Signal(str)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("download_rows")
        self.setAccessibleName("Downloads in their order")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setUniformItemSizes(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.acted.emit("cancel")
        elif event.key() == Qt.Key.Key_Space:
            self.acted.emit("rest")
        else:
            super().keyPressEvent(event)
