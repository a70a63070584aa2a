"""Keeps the text of the PDFs on this machine searchable, in the background."""

from PySide6.QtCore import QObject, QTimer

from effllm_desktop.app.jobs import Progress
from effllm_desktop.domain.changes import Aspect, Changes
from effllm_desktop.domain.errors import AppError
from effllm_desktop.ui.runtime.session import Session

QUIET_MILLISECONDS = 3000  # after the last change of the PDFs


class PaperIndex(QObject):
    """One for each open library."""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._session = session
        self._running = False
        self._quiet = QTimer(self)
        self._quiet.setObjectName("paper_index")
        self._quiet.setSingleShot(True)
        self._quiet.setInterval(QUIET_MILLISECONDS)
        self._quiet.timeout.connect(self.look)
        session.changes.changed.connect(self._on_changed)

    def look_soon(self) -> None:
        self._quiet.start()

    def look(self) -> None:
        """Read what is new, if anything is."""
        from effllm_desktop.app.pdf_indexing import is_index_whole

        if self._running or is_index_whole(self._session.library.database):
            return
        folder = self._session.folder

        def job(progress: Progress) -> None:
            from effllm_desktop.app.pdf_indexing import index_cache

            index_cache(folder, progress)

        self._running = True
        self._session.jobs.start(
            job, name="Reading the text of PDFs", done=self._on_done, failed=self._on_failed
        )

    def stop(self) -> None:
        self._running = True
        self._quiet.stop()

    def _on_done(self, _: object) -> None:
        self._running = False

    def _on_failed(self, problem: AppError) -> None:
        """It is tried again when the PDFs change, or the program starts."""
        self._running = False
        self._session.trouble.emit(problem)

    def _on_changed(self, changes: Changes) -> None:
        if Aspect.PDFS in changes.aspects and not self._running:
            self.look_soon()
