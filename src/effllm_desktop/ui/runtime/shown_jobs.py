"""Jobs that the reader started: they are shown while they run, and their failures told."""

from collections.abc import Callable
from typing import Protocol, TypeVar

from effllm_desktop.app.jobs import Job, JobHandle, JobRunner
from effllm_desktop.domain.errors import AppError

T = TypeVar("T")


class ProgressDisplay(Protocol):
    """The place in the window that shows one job."""

    def begin(self, name: str, cancel: Callable[[], object]) -> None: ...
    def report(self, fraction: float | None, message: str) -> None: ...
    def end(self) -> None: ...


class ShownJobs:
    """The job that was started last is the one that is seen."""

    def __init__(
        self, jobs: JobRunner, display: ProgressDisplay, failed: Callable[[AppError], object]
    ) -> None:
        self._jobs = jobs
        self._display = display
        self._failed = failed
        self._shown: list[str] = []

    def start(
        self,
        name: str,
        job: Job[T],
        done: Callable[[T], object],
        failed: Callable[[AppError], object] | None = None,
        ended: Callable[[], object] | None = None,
        cancelled: Callable[[], object] | None = None,
    ) -> JobHandle:
        """`ended` is called before `done`, `failed` and `cancelled`."""

        def end() -> None:
            self._shown.remove(name)
            if not self._shown:
                self._display.end()
            if ended is not None:
                ended()

        def finish(result: T) -> None:
            end()
            done(result)

        def fail(problem: AppError) -> None:
            end()
            (failed or self._failed)(problem)

        def stop() -> None:
            end()
            if cancelled is not None:
                cancelled()

        def progress(fraction: float | None, message: str) -> None:
            if self._shown[-1] == name:
                self._display.report(fraction, message)

        self._shown.append(name)
        handle = self._jobs.start(
            job, name=name, done=finish, failed=fail, progressed=progress, cancelled=stop
        )
        self._display.begin(name, handle.cancel)
        return handle
