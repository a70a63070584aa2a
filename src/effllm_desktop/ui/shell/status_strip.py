"""The strip below the panes: what was just done, and the job that is running."""

from collections.abc import Callable

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QPushButton, QWidget

from effllm_desktop.ui.theme import current, tokens
from effllm_desktop.ui.widgets.tone_label import ToneLabel

MESSAGE_MILLISECONDS = 8000
BAR_WIDTH = 160
STEPS = 1000
PROMISE = "Undo takes it back."
"""Holds for the last act alone."""


class StatusStrip(QWidget):
    """Left: the last act, for a while. Right: a job and its cancel, what waits, the library."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("status")
        self.setAccessibleName("Status")
        self._message = ToneLabel()
        self._waiting = ToneLabel()
        self._waiting.hide()
        self._library = ToneLabel()
        self._progress: JobProgress | None = None
        self._timer = QTimer(self)
        self._timer.setObjectName("message_timer")
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._message.clear)
        row = self._row = QHBoxLayout(self)
        row.setContentsMargins(tokens.SPACE_M, 0, tokens.SPACE_M, 0)
        row.setSpacing(tokens.SPACE_L)
        row.addWidget(self._message, 1)
        row.addWidget(self._waiting)
        row.addWidget(self._library)
        self.setFixedHeight(current().length(tokens.ROW_STATUS))

    @property
    def progress(self) -> "JobProgress":
        """Made for the first job."""
        if self._progress is None:
            self._progress = JobProgress(self)
            self._row.insertWidget(1, self._progress)
        return self._progress

    @property
    def message(self) -> str:
        return self._message.text()

    def say(self, message: str) -> None:
        """One short sentence about what was just done."""
        self._message.setText(message)
        self._timer.start(MESSAGE_MILLISECONDS)

    def forget_act(self) -> None:
        """Something else was done since: what is said of an act before it would no longer hold."""
        if PROMISE in self.message:
            self._timer.stop()
            self._message.clear()

    @property
    def waiting(self) -> str:
        return self._waiting.text()

    def say_waiting(self, what: str, tooltip: str) -> None:
        """What waits, as long as it does; empty when nothing does any more."""
        self._waiting.setText(what)
        self._waiting.setToolTip(tooltip)
        self._waiting.setVisible(bool(what))

    def name_library(self, name: str, tooltip: str) -> None:
        self._library.setText(name)
        self._library.setToolTip(tooltip)


class JobProgress(QWidget):
    """A job's name, how far it is, and a button to cancel it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._cancel: Callable[[], object] = _nothing
        self._label = ToneLabel()
        self._bar = QProgressBar()
        self._bar.setAccessibleName("Progress")
        self._bar.setTextVisible(False)
        self._bar.setFixedWidth(BAR_WIDTH)
        self._button = QPushButton("Cancel")
        self._button.setProperty("small", True)
        self._button.clicked.connect(self._on_cancel_pressed)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(tokens.SPACE_S)
        for widget in (self._label, self._bar, self._button):
            row.addWidget(widget)
        self.hide()

    @property
    def text(self) -> str:
        return self._label.text()

    def begin(self, name: str, cancel: Callable[[], object]) -> None:
        self._cancel = cancel
        self._button.setEnabled(True)
        self._button.setAccessibleName(f"Cancel: {name}")
        self.report(None, name)
        self.show()

    def report(self, fraction: float | None, message: str) -> None:
        """None for a fraction that nobody knows: the bar then only says that it lives."""
        self._bar.setRange(0, 0 if fraction is None else STEPS)
        if fraction is not None:
            self._bar.setValue(round(fraction * STEPS))
        self._label.setText(message)

    def end(self) -> None:
        self._cancel = _nothing
        self.hide()

    def _on_cancel_pressed(self) -> None:
        self._button.setEnabled(False)
        self._cancel()


def _nothing() -> None:
    """What cancel does while no job runs."""
