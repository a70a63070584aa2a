"""Runs jobs on threads and brings their results to the main thread.

A job gets a `Progress` and nothing of the window. Its callbacks run on the main thread, after the
caller's `start` has returned, and never leave it: were another thread the last to hold one, the
dialog that it belongs to would be deleted there. Closing cancels all jobs, waits for them, and
delivers nothing more.
"""

import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from threading import Event
from typing import TYPE_CHECKING, Any, TypeVar

from PySide6.QtCore import QObject, Qt, Signal, Slot

from effllm_desktop.domain.errors import AppError, Cancelled

if TYPE_CHECKING:
    from concurrent.futures import ThreadPoolExecutor  # noqa: TID251 - the threads of all jobs

    from effllm_desktop.app.jobs import Job

T = TypeVar("T")
WORKERS = 5
"""Downloads and reading the text of PDFs may take one each for long."""
REPORTS_PER_SECOND = 10


@dataclass(frozen=True, slots=True)
class _Callbacks:
    """What is called on the main thread."""

    done: Callable[[Any], None]
    failed: Callable[[AppError], None]
    progressed: Callable[[float | None, str], None] | None
    cancelled: Callable[[], None] | None


class RunningJob:
    """One job on its way: what `start` gives back, and what the job reports to."""

    def __init__(self, name: str, send: Callable[[float | None, str], None]) -> None:
        self.name = name
        self._send = send
        self._cancelled = Event()
        self._reported_at = 0.0

    def cancel(self) -> None:
        self._cancelled.set()

    def report(self, fraction: float | None, message: str) -> None:
        """Called by the job. More than ten reports a second help nobody."""
        now = time.monotonic()
        if now - self._reported_at >= 1 / REPORTS_PER_SECOND:
            self._reported_at = now
            self._send(fraction, message)

    def checkpoint(self) -> None:
        if self._cancelled.is_set():
            raise Cancelled


class ThreadedJobRunner(QObject):
    """The job runner of the window."""

    idle = Signal()
    _progressed = Signal(object, object, str)
    _ended = Signal(object, object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._pool: ThreadPoolExecutor | None = None
        self._running: dict[RunningJob, _Callbacks] = {}
        # Made and connected here, on the main thread: so slots run here, whoever emits.
        self._progressed.connect(self._on_progressed, Qt.ConnectionType.QueuedConnection)
        self._ended.connect(self._on_ended, Qt.ConnectionType.QueuedConnection)

    @property
    def running(self) -> tuple[RunningJob, ...]:
        return tuple(self._running)

    def start(
        self,
        job: "Job[T]",
        *,
        name: str,
        done: Callable[[T], None],
        failed: Callable[[AppError], None],
        progressed: Callable[[float | None, str], None] | None = None,
        cancelled: Callable[[], None] | None = None,
    ) -> RunningJob:
        def send(fraction: float | None, message: str) -> None:
            self._progressed.emit(running, fraction, message)

        def work() -> None:
            self._ended.emit(running, _outcome(job, running))

        running = RunningJob(name, send)
        self._running[running] = _Callbacks(done, failed, progressed, cancelled)
        if self._pool is None:
            # Not before the first paint.
            from concurrent.futures import ThreadPoolExecutor  # noqa: TID251 - see above

            self._pool = ThreadPoolExecutor(WORKERS, thread_name_prefix="job")
        self._pool.submit(work)
        return running

    def close(self) -> None:
        """Cancel everything and wait. Nothing is called back afterwards."""
        for running in self._running:
            running.cancel()
        self._running.clear()
        if self._pool is not None:
            self._pool.shutdown(wait=True, cancel_futures=True)

    @Slot(object, object, str)
    def _on_progressed(self, running: RunningJob, fraction: float | None, message: str) -> None:
        callbacks = self._running.get(running)
        if callbacks is not None and callbacks.progressed is not None:
            callbacks.progressed(fraction, message)

    @Slot(object, object)
    def _on_ended(self, running: RunningJob, deliver: Callable[[_Callbacks], None]) -> None:
        callbacks = self._running.pop(running, None)
        if callbacks is None:  # closed meanwhile
            return
        deliver(callbacks)
        if not self._running:
            self.idle.emit()


def _outcome(job: "Job[Any]", running: RunningJob) -> Callable[[_Callbacks], None]:
    """Run the job and say what is to be told on the main thread."""
    try:
        running.checkpoint()
        result = job(running)
    except Cancelled:
        return _tell_cancelled
    except AppError as problem:
        refused = problem
        return lambda callbacks: callbacks.failed(refused)
    except Exception as mistake:  # noqa: BLE001 - ours: reported on the main thread as a bug
        bug = mistake
        return lambda callbacks: _report_bug(running.name, bug, callbacks.failed)
    return lambda callbacks: callbacks.done(result)


def _tell_cancelled(callbacks: _Callbacks) -> None:
    if callbacks.cancelled is not None:  # else nobody waits for it
        callbacks.cancelled()


def _report_bug(name: str, error: Exception, failed: Callable[[AppError], None]) -> None:
    sys.excepthook(type(error), error, error.__traceback__)
    failed(AppError(f"“{name}” stopped because of a mistake in the program."))
