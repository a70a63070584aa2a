"""One library, open in this window: its door, its jobs, its memory, its log, its lock."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from effllm_desktop.app.jobs import Progress
from effllm_desktop.app.library import open_library
from effllm_desktop.app.settings import Settings
from effllm_desktop.domain.errors import AppError
from effllm_desktop.ui.runtime.acts import Acts
from effllm_desktop.ui.runtime.change_hub import ChangeHub
from effllm_desktop.ui.runtime.job_runner import ThreadedJobRunner
from effllm_desktop.ui.runtime.log_file import close_log, open_log
from effllm_desktop.ui.runtime.window_lock import WindowLock
from effllm_desktop.ui.runtime.window_state import WindowState

if TYPE_CHECKING:  # nothing of the network is imported before something is wanted of it
    from effllm_desktop.app.network import Pacing

LOOK_MILLISECONDS = 1000  # one PRAGMA: a microsecond's work
LOG_BYTES = 4 * 2**20  # what SQLite lets its log grow to as well, and cuts it to


class Session(QObject):
    """Opens everything in order, or nothing; closes it in the other order."""

    trouble = Signal(AppError)
    setting_changed = Signal(str, object)  # a name and a value that are to be remembered

    def __init__(
        self,
        folder: Path,
        settings: Settings | None = None,
        *,
        alone: bool = True,
        parent: QObject | None = None,
    ) -> None:
        """`alone` refuses a library that another window shows."""
        super().__init__(parent)
        self.settings = settings or Settings()
        self._lock = WindowLock(folder) if alone else None
        if self._lock is not None:
            self._lock.take()
        try:
            self.library = open_library(folder)
        except AppError:
            self._release()
            raise
        self._pacing: Pacing | None = None
        self._log = open_log(folder)
        self.folder = folder
        self.workspace = self.library.workspace
        self.state = WindowState(folder)
        self.jobs = ThreadedJobRunner(self)
        self.workspace.set_patience(0)  # the window waits for nobody: `acts` tries again
        self.library.leave_tidying()  # commits here would wait for the disk
        self._tidying = False
        self._tidied = 0  # when the log was written that has been tidied up
        self.acts = Acts(self.workspace, self.jobs, folder, self)
        self.acts.failed.connect(self.trouble)
        self.acts.waiting_long.connect(self.trouble)
        self.changes = ChangeHub(self.workspace, self)
        self._look = QTimer(self)
        self._look.setObjectName("look")
        self._look.timeout.connect(self._on_time_to_look)
        self._look.start(LOOK_MILLISECONDS)

    @property
    def pacing(self) -> "Pacing":
        """The gates of all services: the same for everything that this window asks of anybody."""
        if self._pacing is None:
            from effllm_desktop.app.network import pacing_of

            self._pacing = pacing_of(self.settings, self.library.database)
        return self._pacing

    def set_services_off(self, names: str) -> None:
        """Switch services off, and all others on; what is on its way heeds it at once."""
        self.settings = self.settings._replace(services_off=names)
        if self._pacing is not None:
            self._pacing.switches.turn_off(self.settings.off)
        self.setting_changed.emit("services_off", names)

    def set_citation_style(self, path: str) -> None:
        """Cite in the style of this file from now on, or plainly."""
        self.settings = self.settings._replace(citation_style=path)
        self.setting_changed.emit("citation_style", path)

    def set_key(self, name: str, key: str) -> None:
        """Keep the key of a service in the settings, by the name that it has there, or none."""
        self.settings = self.settings._replace(**{name: key})  # type: ignore[arg-type] # a name of a secret
        self.setting_changed.emit(name, key)

    def close(self) -> None:
        """Cancel what runs, do what waits, close the database last."""
        self._look.stop()
        self.jobs.close()
        self.changes.close()
        self.acts.finish()
        self.state.save()
        self.library.close()
        close_log(self._log)
        self._release()

    def _release(self) -> None:
        if self._lock is not None:
            self._lock.release()

    def _tidy_up(self) -> None:
        """Keep the log short, off the main thread.

        What is in it goes into the library; whoever writes next begins the log anew.
        """
        log = self.folder / "library.db-wal"
        if self._tidying or not log.exists():
            return
        state = log.stat()
        if state.st_size < LOG_BYTES or state.st_mtime_ns == self._tidied:
            return
        self._tidying, self._tidied = True, state.st_mtime_ns
        folder = self.folder

        def job(_: Progress) -> None:
            from effllm_desktop.app.safety import tidy_up

            tidy_up(folder)

        def end(_: object) -> None:
            self._tidying = False

        self.jobs.start(job, name="Tidying up", done=end, failed=end)  # it is tried again

    def _on_time_to_look(self) -> None:
        self._tidy_up()
        if self.acts.is_apart:
            return  # it is told when that has ended
        try:
            self.workspace.notice_outside_changes()
        except AppError as problem:
            self._look.stop()  # once is enough: the same sentence every second helps nobody
            self.trouble.emit(problem)
