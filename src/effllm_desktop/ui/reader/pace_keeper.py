"""How long pages are looked at before the next one comes."""

import time
from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Signal

from effllm_desktop.ui.reader.page_view import PageView

LEAST_SECONDS, MOST_SECONDS = 10, 600
"""Who goes on sooner turns pages; who takes longer was elsewhere."""
_COMES = (QEvent.Type.Show, QEvent.Type.WindowActivate)
_GOES = (QEvent.Type.Hide, QEvent.Type.WindowDeactivate)


class PaceKeeper(QObject):
    """Tells of pages that were read: gone on from, to the next, while one looked at them."""

    page_read = Signal(float)  # seconds

    def __init__(self, view: PageView, now: Callable[[], float] = time.monotonic) -> None:
        super().__init__(view)
        self._view = view
        self._now = now
        self._page = view.here.page
        self._since: float | None = now()
        view.moved.connect(self._on_moved)
        view.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Time in which the pages are not in front does not count, nor does the page then."""
        if event.type() in _GOES:
            self._since = None
        elif event.type() in _COMES:
            self._since = self._now()
        return super().eventFilter(watched, event)

    def _on_moved(self) -> None:
        page = self._view.here.page
        if page == self._page:
            return
        is_next, since = page == self._page + 1, self._since
        self._page, self._since = page, self._now()
        if is_next and since is not None:
            taken = self._since - since
            if LEAST_SECONDS <= taken <= MOST_SECONDS:
                self.page_read.emit(taken)
