"""Counts what saved searches find, on another thread: nobody keeps those numbers.

A change is painted first. Then one job counts, however many changes there were meanwhile.
"""

from collections.abc import Callable, Mapping

from PySide6.QtCore import QObject, QTimer

from effllm_desktop.app.jobs import Progress
from effllm_desktop.app.readmodels.outline import Numbers
from effllm_desktop.domain.changes import Aspect, Changes
from effllm_desktop.domain.errors import AppError
from effllm_desktop.domain.ids import SearchId
from effllm_desktop.ui.runtime.session import Session

PAUSE_MILLISECONDS = 250
_COUNTED = (
    Aspect.STATE
    | Aspect.TAGS
    | Aspect.NOTE
    | Aspect.CATALOG
    | Aspect.SEARCHES
    | Aspect.METADATA
    | Aspect.VERDICTS
)
Counts = Mapping[SearchId, Numbers]


class SearchCounting(QObject):
    """Counts when it is asked to, and again when the numbers may be others."""

    def __init__(
        self,
        session: Session,
        deliver: Callable[[Counts], object],
        failed: Callable[[AppError], object],
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._deliver = deliver
        self._failed = failed
        self._is_busy = self._is_old = False
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE_MILLISECONDS)
        self._pause.timeout.connect(self.count)

    def note(self, changes: Changes) -> None:
        """Count again, soon, where the numbers may be others now."""
        if changes.aspects & _COUNTED:
            self._pause.start()

    def hurry(self) -> None:
        """Count now what would be counted soon."""
        if self._pause.isActive():
            self._pause.stop()
            self.count()

    def count(self) -> None:
        """Count now; while a job does, once more behind it."""
        self._is_old = self._is_busy
        if self._is_busy:
            return
        self._is_busy = True
        folder = self._session.folder

        def job(progress: Progress) -> Counts:
            from effllm_desktop.app.readmodels.outline import count_searches

            return count_searches(folder, progress.checkpoint)

        def finish(counts: Counts) -> None:
            self._deliver(counts)
            self._go_on()

        def fail(problem: AppError) -> None:
            self._failed(problem)
            self._go_on()

        self._session.jobs.start(job, name="Counting searches", done=finish, failed=fail)

    def _go_on(self) -> None:
        self._is_busy = False
        if self._is_old:
            self.count()
