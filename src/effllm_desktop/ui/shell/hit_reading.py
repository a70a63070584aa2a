"""Asks queries that must look at every work on another thread: the last one that was asked."""

from collections.abc import Callable

from effllm_desktop.app.jobs import JobHandle, Progress
from effllm_desktop.app.readmodels.orders import Found, Hits
from effllm_desktop.domain.errors import AppError
from effllm_desktop.domain.queries import Query
from effllm_desktop.domain.scopes import Scope
from effllm_desktop.ui.runtime.session import Session


class HitReading:
    """Whoever asks again no longer waits for what was asked before: that job is stopped."""

    def __init__(self, session: Session, failed: Callable[[AppError], None]) -> None:
        self._session = session
        self._failed = failed
        self._running: JobHandle | None = None

    def fetch(
        self, scope: Scope, query: Query, deliver: Callable[[Found | Hits], None], *, glimpse: bool
    ) -> None:
        """Give what a query finds to `deliver`, unless another one is asked by then.

        `glimpse`: the first rows before, if they are found soon.
        """
        if self._running is not None:
            self._running.cancel()
        folder = self._session.folder

        def look(progress: Progress) -> Found | None:
            from effllm_desktop.app.readmodels.orders import read_glimpse

            return read_glimpse(folder, scope, query, progress.checkpoint)

        def job(progress: Progress) -> Hits:
            from effllm_desktop.app.readmodels.orders import read_hits

            return read_hits(folder, query, progress.checkpoint)

        def seen(found: Found | None) -> None:
            if self._running is not looking:
                return
            start()
            if found is not None and found.count:
                deliver(found)

        def start() -> None:
            self._running = self._session.jobs.start(
                job, name="Searching", done=deliver, failed=self._failed
            )

        if not glimpse:
            start()
            return
        looking = self._running = self._session.jobs.start(
            look, name="Searching", done=seen, failed=self._failed
        )
