"""Runs jobs on threads and brings their results to the main thread: the only place with threads.

A job gets a `Progress` and nothing of the window. Its callbacks run on the main thread, after the
caller's `start` has returned. Closing cancels all jobs, waits for them, and delivers nothing more.
"""

import sys
import time
from collections.abc import Callable
from functools import partial
from threading import Event
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QObject, Qt, Signal, Slot

from effllm_desktop.domain.errors import AppError, Cancelled

if TYPE_CHECKING:
    from concurrent.futures import ThreadPoolExecutor

    from effllm_desktop.app.jobs import Job

T = TypeVar("T")
WORKERS = 5
"""Downloads and reading the text of PDFs may take one each for long."""
REPORTS_PER_SECOND = 10


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
    _arrived = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._pool: ThreadPoolExecutor | None = None
        self._running: set[RunningJob] = set()
        self._closed = False
        # Made and connected here, on the main thread: so slots run here, whoever emits.
        self._arrived.connect(self._on_arrived, Qt.ConnectionType.QueuedConnection)

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
            if progressed is not None:
                self._arrived.emit(
                    lambda: running in self._running and progressed(fraction, message)
                )

        def work() -> None:
            finish = _outcome(job, running, done=done, failed=failed, cancelled=cancelled)
            self._arrived.emit(lambda: self._finish(running, finish))

        running = RunningJob(name, send)
        self._running.add(running)
        if self._pool is None:
            from concurrent.futures import ThreadPoolExecutor  # not before the first paint

            self._pool = ThreadPoolExecutor(WORKERS, thread_name_prefix="job")
        self._pool.submit(work)
        return running

    def close(self) -> None:
        """Cancel everything and wait. Nothing is called back afterwards."""
        self._closed = True
        for running in self._running:
            running.cancel()
        self._running.clear()
        if self._pool is not None:
            self._pool.shutdown(wait=True, cancel_futures=True)

    def _finish(self, running: RunningJob, finish: Callable[[], None]) -> None:
        self._running.discard(running)
        finish()
        if not self._running:
            self.idle.emit()

    @Slot(object)
    def _on_arrived(self, deliver: Callable[[], object]) -> None:
        if not self._closed:
            deliver()


def _outcome(
    job: "Job[T]",
    running: RunningJob,
    *,
    done: Callable[[T], None],
    failed: Callable[[AppError], None],
    cancelled: Callable[[], None] | None,
) -> Callable[[], None]:
    """Run the job and say what is to be called on the main thread."""
    try:
        running.checkpoint()
        result = job(running)
    except Cancelled:
        return cancelled or _nothing
    except AppError as problem:
        return partial(failed, problem)
    except Exception as mistake:  # noqa: BLE001 - ours: reported on the main thread as a bug
        return partial(_report_bug, running.name, mistake, failed)
    return partial(done, result)


def _report_bug(name: str, error: Exception, failed: Callable[[AppError], None]) -> None:
    sys.excepthook(type(error), error, error.__traceback__)
    failed(AppError(f"“{name}” stopped because of a mistake in the program."))


def _nothing() -> None:
    """What happens after a cancel that nobody waits for."""
