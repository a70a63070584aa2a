"""Why downloads wait though nothing is on its way: said once, in each place where one looks."""

import time
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from effllm_desktop.domain.changes import Aspect, Changes
from effllm_desktop.domain.errors import AppError, NoNetwork
from effllm_desktop.ui.notice import Level, Notice, NoticeAction
from effllm_desktop.ui.runtime.downloader import Downloader
from effllm_desktop.ui.runtime.session import Session
from effllm_desktop.ui.shell.window import Window

if TYPE_CHECKING:
    from effllm_desktop.app.waiting import Rest
    from effllm_desktop.domain.ids import WorkId


class RestingDownloads(QObject):
    """Hears that the queue rests, and until when; tells it in the status strip and a notice.

    `pause` and `rows` are for those who show downloads; they may have `changed`.
    """

    changed = Signal()

    def __init__(self, window: Window, session: Session, downloader: Downloader) -> None:
        super().__init__(downloader)
        self._window = window
        self._session = session
        self._downloader = downloader
        self._told: set[str] = set()
        self.pause = ""
        self.rows: dict[WorkId, str] = {}
        downloader.rested.connect(self._on_rested)
        session.changes.changed.connect(self._on_changed)

    def stop(self) -> None:
        """The window stays, and shows another library."""
        self._downloader.rested.disconnect(self._on_rested)
        if self._told:
            self._on_rested(None)

    def _on_rested(self, rest: "Rest | None") -> None:
        from effllm_desktop.app.waiting import PAUSED

        self.pause = PAUSED if rest is not None and rest.no_network else ""
        problems = {problem.what: problem for problem in rest.why} if rest is not None else {}
        self._say_in_strip(rest)
        for what in self._told - problems.keys():
            self._window.notices.dismiss(_key(what))
        for what in problems.keys() - self._told:
            self._window.notices.show_notice(self._notice(problems[what]))
        self._told = set(problems)
        self._find_rows()

    def _say_in_strip(self, rest: "Rest | None") -> None:
        if rest is None:
            self._window.status.say_waiting("", "")
            return
        at = time.strftime("%H:%M", time.localtime(rest.until))
        said = f"PDFs {self.pause}" if self.pause else f"PDFs wait until {at}"
        again = f"A network is looked for again at {at}." if self.pause else ""
        hints = [str(problem) for problem in rest.why]
        self._window.status.say_waiting(said, "\n".join(filter(None, [*hints, again])))

    def _notice(self, problem: AppError) -> Notice:
        if not isinstance(problem, NoNetwork):
            return Notice(_key(problem.what), Level.WARNING, problem.what, problem.hint)
        again = NoticeAction("Try again", self._try_again)
        return Notice(_key(problem.what), Level.INFO, problem.what, problem.hint, (again,))

    def _try_again(self) -> None:
        self._told.clear()  # what is still so is worth saying to somebody who asks
        self._downloader.look_now()

    def _on_changed(self, changes: Changes) -> None:
        if self.pause and Aspect.PDFS in changes.aspects:
            self._find_rows()

    def _find_rows(self) -> None:
        from effllm_desktop.app.readmodels.downloads import waiting_works
        from effllm_desktop.ui.downloads.wording import waits_in_a_row

        waiting = waiting_works(self._session.library.database) if self.pause else ()
        self.rows = dict.fromkeys(waiting, waits_in_a_row(self.pause))
        self.changed.emit()


def _key(what: str) -> str:
    return f"downloads rest: {what}"
