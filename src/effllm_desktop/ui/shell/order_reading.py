"""Reads the order of large scopes on another thread, one at a time: the last that was asked for."""

from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple

from effllm_desktop.app.jobs import JobHandle, Progress
from effllm_desktop.domain.columns import Sorting
from effllm_desktop.domain.errors import AppError
from effllm_desktop.domain.scopes import Scope, Sort
from effllm_desktop.ui.runtime.session import Session

if TYPE_CHECKING:
    from effllm_desktop.app.readmodels.orders import Found, Order


class _Wish(NamedTuple):
    scope: Scope
    sort: Sorting
    deliver: "Callable[[Found | Order], None]"
    has_first: bool = False


class OrderReading:
    """Nothing is read before `begin`: it would run beside the first picture of the window."""

    def __init__(self, session: Session, failed: Callable[[AppError], object]) -> None:
        self._session = session
        self._failed = failed
        self._is_busy = True
        self._running: JobHandle | None = None
        self._wish: _Wish | None = None

    def begin(self) -> None:
        self._is_busy = False
        self._go_on()

    def fetch(
        self, scope: Scope, sort: Sorting, deliver: "Callable[[Found | Order], None]"
    ) -> None:
        """Give the order to `deliver` when it is read, unless another one is wanted by then.

        In another order than the list's, whose first rows are found at once, the first rows come
        before: the whole takes several times as long.
        """
        self._wish = _Wish(scope, sort, deliver, has_first=sort is Sort.LIST)
        if not self._is_busy:
            self._go_on()
        elif self._running is not None:
            self._running.cancel()  # nobody waits for it any more

    def _go_on(self) -> None:
        wish, self._wish = self._wish, None
        if wish is None:
            return
        self._is_busy = True
        folder = self._session.folder

        def job(progress: Progress) -> "Found | Order":
            from effllm_desktop.app.readmodels.orders import read_first, read_order

            read = read_order if wish.has_first else read_first
            return read(folder, wish.scope, wish.sort, progress.checkpoint)

        def finish(order: "Found | Order") -> None:
            if not wish.has_first:
                self._wish = self._wish or wish._replace(has_first=True)
            self.begin()
            wish.deliver(order)

        def fail(problem: AppError) -> None:
            self.begin()
            self._failed(problem)

        self._running = self._session.jobs.start(
            job, name="Reading the order", done=finish, failed=fail, cancelled=self.begin
        )
