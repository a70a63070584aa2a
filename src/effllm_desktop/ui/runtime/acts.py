"""What the reader does, in the order in which it was done, never making the window wait.

An act that finds the library free is done at once. While somebody else writes to it, such as an
import, acts wait and are done as soon as it is free. What touches very many works is a job, and
while lists are taken in everything is, and once after it; acts behind it wait for it. Nothing that
waits is lost when the window closes.
"""

import logging
import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from effllm_desktop.app.jobs import JobRunner, Progress
from effllm_desktop.app.workspace import Deed, Outcome, Redo, Run, Undo, Workspace
from effllm_desktop.domain.errors import AppError, LibraryInUse

if TYPE_CHECKING:
    from effllm_desktop.app.apart import Apart

log = logging.getLogger(__name__)

MANY = 300  # works: more take longer than a picture of the window may
TRY_AGAIN_MILLISECONDS = 25
PATIENCE_SECONDS = 5.0  # until the reader is told what their acts wait for
LAST_PATIENCE_SECONDS = 60.0  # when the window closes

Done = Callable[[Outcome], object]


@dataclass(slots=True)
class _Act:
    deed: Deed
    origin: object
    done: Done
    is_done: bool = False  # by a job; the reader may not have been told yet


class Acts(QObject):
    """One queue for each open library; `workspace` must not wait for other writers itself."""

    failed = Signal(object)  # AppError: of an act that had to wait
    waiting_long = Signal(object)  # LibraryInUse
    job_began = Signal()  # it does something to very many works
    job_ended = Signal()
    emptied = Signal()  # nothing waits any more

    def __init__(
        self, workspace: Workspace, jobs: JobRunner, folder: Path, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._jobs = jobs
        self._folder = folder
        self._queue: deque[_Act] = deque()
        self._busy_since: float | None = None
        self._told = False
        self._apart: Apart | None = None
        self._is_disk_slow = False
        self._again = QTimer(self)
        self._again.setSingleShot(True)
        self._again.setInterval(TRY_AGAIN_MILLISECONDS)
        self._again.timeout.connect(self._go_on)

    @property
    def waiting(self) -> int:
        """How many acts are not done yet."""
        return len(self._queue)

    @property
    def is_apart(self) -> bool:
        """Whether a job does something on a connection of its own."""
        return self._apart is not None

    def expect_slow_disk(self, is_slow: bool) -> None:  # noqa: FBT001 - said by its name
        """While others write much, a commit here waits for what they bring to the disk: 0.2 s."""
        self._is_disk_slow = is_slow

    def run(self, deed: Run, *, origin: object = None, done: Done = lambda _: None) -> None:
        """Do an operation now or when its turn comes; then `done` is called.

        What is done now raises AppErrors; those of what had to wait are told by `failed`.
        """
        self._add(_Act(deed, origin, done))

    def undo(self, done: Done) -> None:
        self._add(_Act(Undo(), None, done))

    def redo(self, done: Done) -> None:
        self._add(_Act(Redo(), None, done))

    def finish(self) -> None:
        """Do all that waits, when the jobs have ended and the window closes."""
        self._again.stop()
        if self._apart is not None:
            self._apart.close()
        self._workspace.set_patience(LAST_PATIENCE_SECONDS)
        while self._queue:
            act = self._queue.popleft()
            if act.is_done:
                continue
            try:
                self._workspace.do(act.deed, origin=act.origin)
            except AppError as problem:
                log.warning("not done when the window closed: %s", problem)

    def _add(self, act: _Act) -> None:
        self._queue.append(act)
        if len(self._queue) > 1:
            return
        try:
            self._do_first()
        except LibraryInUse:
            self._wait()
        except AppError:
            self._queue.popleft()
            raise

    def _go_on(self) -> None:
        """Do what waits, as far as it can be done now.

        What was asked for when the one before it was done may be with a job already.
        """
        while self._queue and self._apart is None and not self._again.isActive():
            try:
                if not self._do_first():
                    return
            except LibraryInUse:
                self._wait()
            except AppError as problem:
                self._queue.popleft()
                self.failed.emit(problem)
        if not self._queue:
            self.emptied.emit()

    def _do_first(self) -> bool:
        """False where a job does it and calls back."""
        act = self._queue[0]
        if self._takes_long(act.deed):
            self._start(act)
            return False
        outcome = self._workspace.do(act.deed, origin=act.origin)
        self._finish(act, outcome)
        return True

    def _takes_long(self, deed: Deed) -> bool:
        if self._is_disk_slow or self._workspace.is_commit_slow:
            return True
        return self._workspace.reach(deed) > MANY

    def _finish(self, act: _Act, outcome: Outcome) -> None:
        self._queue.popleft()
        self._busy_since, self._told = None, False
        act.done(outcome)

    def _wait(self) -> None:
        now = time.monotonic()
        self._busy_since = self._busy_since or now
        if not self._told and now - self._busy_since > PATIENCE_SECONDS:
            self._told = True
            self.waiting_long.emit(
                LibraryInUse(
                    "The library is busy: another program is writing to it.",
                    "What you do is kept, and done as soon as the library is free.",
                )
            )
        self._again.start()

    def _start(self, act: _Act) -> None:
        from effllm_desktop.app.apart import Apart

        apart = self._apart = Apart(self._folder, self._workspace)
        self._busy_since = self._busy_since or time.monotonic()

        def job(_: Progress) -> Outcome:
            outcome = apart.do(act.deed, act.origin)
            act.is_done = True
            return outcome

        def finish(outcome: Outcome) -> None:
            self._end_job(apart)
            self._workspace.announce(outcome.changes)
            self._finish(act, outcome)
            self._go_on()

        def fail(problem: AppError) -> None:
            self._end_job(apart)
            if isinstance(problem, LibraryInUse):
                self._wait()
                return
            self._queue.popleft()
            self.failed.emit(problem)
            self._go_on()

        self.job_began.emit()
        self._jobs.start(job, name="Changing works", done=finish, failed=fail)

    def _end_job(self, apart: "Apart") -> None:
        apart.end()
        self._apart = None
        self.job_ended.emit()
