"""Going back to a backup of a library that is closed; it is opened again whatever comes of it."""

from collections.abc import Callable
from pathlib import Path

from effllm_desktop.app.jobs import JobRunner, Progress
from effllm_desktop.app.safety import restore
from effllm_desktop.domain.errors import AppError
from effllm_desktop.ui.runtime.shown_jobs import ShownJobs
from effllm_desktop.ui.shell.window import Window

NAME = "Going back to the backup"


def go_back(
    folder: Path, file: Path, jobs: JobRunner, window: Window, reopen: Callable[[], object]
) -> None:
    """Put a backup in the place of the library, as a job that the window shows."""

    def job(progress: Progress) -> Path | None:
        progress.report(None, NAME)
        return restore(folder, file)

    def done(kept: Path | None) -> None:
        reopen()
        told = f" The library before it is kept as {kept.name}." if kept else ""
        window.status.say(f"The backup is in its place.{told}")

    def failed(problem: AppError) -> None:
        reopen()
        window.tell(problem)

    ShownJobs(jobs, window.status.progress, window.tell).start(NAME, job, done, failed)
