"""Reads the order of large scopes on another thread: the last one that was asked for."""

from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QObject, QTimer

from effllm_desktop.app.jobs import JobHandle, Progress
from effllm_desktop.domain.columns import Sorting
from effllm_desktop.domain.errors import AppError
from effllm_desktop.domain.scopes import Scope, Sort
from effllm_desktop.ui.runtime.session import Session

if TYPE_CHECKING:
    from effllm_desktop.app.readmodels.orders import Found, Order


PAUSE_MILLISECONDS = 60


class _Wish(NamedTuple):
    scope: Scope
    sort: Sorting
    deliver: "Callable[[Found | Order], None]"
    has_first: bool = False


class OrderReading:
    """Nothing is read before `begin`: it would run beside the first picture of the window."""

    def __init__(
        self, session: Session, failed: Callable[[AppError], None], parent: QObject
    ) -> None:
        self._session = session
        self._failed = failed
        self._has_begun = False
        self._running: JobHandle | None = None
        self._wish: _Wish | None = None
        self._rest = QTimer(parent)  # the first rows are painted before all others are read
        self._rest.setSingleShot(True)
        self._rest.setInterval(PAUSE_MILLISECONDS)
        self._rest.timeout.connect(self._go_on)

    def begin(self) -> None:
        self._has_begun = True
        self._go_on()

    def fetch(
        self, scope: Scope, sort: Sorting, deliver: "Callable[[Found | Order], None]"
    ) -> None:
        """Give the order to `deliver` when it is read, unless another one is wanted by then.

        In another order than the list's, whose first rows are found at once, the first rows come
        before: the whole takes several times as long.
        """
        self._wish = _Wish(scope, sort, deliver, has_first=sort is Sort.LIST)
        if self._has_begun:
            self._go_on()

    def _go_on(self) -> None:
        """Read what is wanted now; nobody waits for the end of what was wanted before."""
        self._rest.stop()
        wish = self._wish
        if wish is None:
            return
        if self._running is not None:
            self._running.cancel()
        folder = self._session.folder

        def job(progress: Progress) -> "Found | Order":
            from effllm_desktop.app.readmodels.orders import read_first, read_order

            read = read_order if wish.has_first else read_first
            return read(folder, wish.scope, wish.sort, progress.checkpoint)

        def finish(order: "Found | Order") -> None:
            if wish is not self._wish:
                return
            self._running = self._wish = None
            if not wish.has_first:
                self._wish = wish._replace(has_first=True)
                self._rest.start()
            wish.deliver(order)

        self._running = self._session.jobs.start(
            job, name="Reading the order", done=finish, failed=self._failed
        )
