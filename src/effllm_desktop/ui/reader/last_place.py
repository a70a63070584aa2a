"""Remembers where reading stopped, and notices when the end was reached."""

from PySide6.QtCore import QObject, QTimer, Signal

from effllm_desktop.app.operations.highlighting import SetLastPlace
from effllm_desktop.app.workspace import Runner
from effllm_desktop.domain.errors import AppError
from effllm_desktop.domain.highlights import LastPlace
from effllm_desktop.domain.ids import WorkId
from effllm_desktop.ui.reader.page_view import PageView

PAUSE_MILLISECONDS = 800  # after the last move


class PlaceKeeper(QObject):
    """Nothing is written while the pages move."""

    finished = Signal()  # the end was reached, once
    failed = Signal(object)  # AppError

    def __init__(
        self, work: WorkId, view: PageView, pages: int, runner: Runner, known: LastPlace | None
    ) -> None:
        super().__init__(view)
        self._work = work
        self._view = view
        self._pages = pages
        self._runner = runner
        self._known = known
        self._has_finished = False
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE_MILLISECONDS)
        self._pause.timeout.connect(self.flush)

    def restore(self) -> None:
        """Go where reading stopped, and keep the place from now on."""
        if self._known is not None:
            page = min(self._known.page, self._pages)
            self._view.go(self._view.here._replace(page=page, down=self._known.offset))
        self._view.moved.connect(self._on_moved)

    def flush(self) -> None:
        """Write where one is, if that is somewhere else than before."""
        self._pause.stop()
        here = self._view.here
        offset = round(min(max(here.down, 0), 1), 3)
        place = LastPlace(here.page, self._pages, offset)
        if offset == 1 and here.page < self._pages:  # only the gap before the next page is seen
            place = LastPlace(here.page + 1, self._pages, 0)
        if place == self._known:
            return
        self._known = place
        try:
            self._runner.run(SetLastPlace(self._work, place), origin=self)
        except AppError as problem:
            self.failed.emit(problem)

    def _on_moved(self) -> None:
        self._pause.start()
        if self._view.is_at_end and not self._has_finished:
            self._has_finished = True
            self.finished.emit()
