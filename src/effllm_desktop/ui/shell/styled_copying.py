"""Copying citations in a style: as a job, for a style takes its time with each of them."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QMimeData
from PySide6.QtWidgets import QApplication

from effllm_desktop.app.jobs import JobHandle, Progress
from effllm_desktop.domain.ids import WorkId
from effllm_desktop.ui.runtime.session import Session
from effllm_desktop.ui.runtime.shown_jobs import ShownJobs
from effllm_desktop.ui.shell.workbench import Workbench
from effllm_desktop.ui.words import counted

if TYPE_CHECKING:
    from effllm_desktop.app.exporting.bibliography import Copied


class StyledCopying:
    """What was asked for last is what gets into the clipboard."""

    def __init__(self, session: Session, bench: Workbench, jobs: ShownJobs) -> None:
        self._session = session
        self._bench = bench
        self._jobs = jobs
        self._running: JobHandle | None = None

    def copy(self, works: Sequence[WorkId], style: str) -> None:
        """Copy works in the style of a file, as text and with its italics."""
        self.cancel()
        folder, asked = self._session.folder, tuple(works)

        def job(progress: Progress) -> "Copied":
            from effllm_desktop.app.exporting.bibliography import copied
            from effllm_desktop.app.library import open_library

            progress.report(None, "Citing")
            library = open_library(folder)
            try:
                return copied(library, asked, style, progress.checkpoint)
            finally:
                library.close()

        self._running = self._jobs.start(
            f"Citing {counted(len(asked), 'work')}", job, lambda made: self._put(made, len(asked))
        )

    def cancel(self) -> None:
        """Let go of what is on its way: something else is copied now."""
        if self._running is not None:
            self._running.cancel()
            self._running = None

    def _put(self, made: "Copied", count: int) -> None:
        self._running = None
        data = QMimeData()
        data.setText(made.text)
        data.setHtml(made.html)
        QApplication.clipboard().setMimeData(data)
        told = f"Copied {counted(count, 'citation')}."
        self._bench.said.emit(" ".join((told, *made.remarks)))
