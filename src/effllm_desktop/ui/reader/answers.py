"""Answers of the PDF's process, brought to the main thread."""

from collections.abc import Callable
from concurrent.futures import CancelledError, Future
from typing import TypeVar

from PySide6.QtCore import QObject, Qt, Signal, Slot

from effllm_desktop.domain.errors import AppError

T = TypeVar("T")


class Answers(QObject):
    """Callbacks are called on the main thread, and never after `close`."""

    _arrived = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._closed = False
        self._arrived.connect(self._on_arrived, Qt.ConnectionType.QueuedConnection)

    def close(self) -> None:
        self._closed = True

    def when(
        self,
        future: "Future[T]",
        done: Callable[[T], None],
        failed: Callable[[AppError], None],
    ) -> None:
        """Call one of them when there is an answer. A mistake of ours is raised."""

        def deliver(answered: "Future[T]") -> None:
            self._arrived.emit(lambda: _tell(answered, done, failed))

        future.add_done_callback(deliver)

    def soon(self, call: Callable[[], None]) -> None:
        """Called on any thread: call it on the main one."""
        self._arrived.emit(call)

    @Slot(object)
    def _on_arrived(self, call: Callable[[], None]) -> None:
        if not self._closed:
            call()


def _tell(
    future: "Future[T]", done: Callable[[T], None], failed: Callable[[AppError], None]
) -> None:
    try:
        value = future.result(timeout=0)
    except CancelledError:
        return
    except AppError as problem:
        failed(problem)
        return
    done(value)
