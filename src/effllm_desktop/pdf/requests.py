"""What is asked of a worker, in turn: the newest first, since that is what somebody looks at."""

import heapq
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor  # noqa: TID251 - one for each document
from enum import Enum
from itertools import count
from threading import Lock
from typing import Any, Literal, NamedTuple, TypeVar

T = TypeVar("T")


class Rank(Enum):
    """What comes before what. Within a rank the newest is the first."""

    SEEN = 0
    """What is waited for on the screen."""
    BESIDE = 1
    """What is nice to have beside that, such as small pictures of pages."""
    LONG = 2
    """What goes over all pages: anything else may come in between."""


class Again(Enum):
    """A piece of long work was done, and there is more."""

    AGAIN = 0


AGAIN: Literal[Again.AGAIN] = Again.AGAIN


class _Request(NamedTuple):
    rank: int
    age: int
    """The lower the newer."""
    work: Callable[[], Any]
    future: "Future[Any]"


class Requests:
    """Those that wait, and the one thread that serves them.

    A future stays cancellable until it is answered: then the answer is dropped.
    """

    def __init__(self) -> None:
        self._lock = Lock()
        self._waiting: list[_Request] = []
        self._numbers = count()
        self._closed = False
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="pdf")

    def add(self, rank: Rank, work: Callable[[], T | Again]) -> "Future[T]":
        """Have work done on the thread, again while it says so. After the end it is cancelled."""
        future: Future[T] = Future()
        self._put(_Request(rank.value, -next(self._numbers), work, future))
        return future

    def drop(self) -> None:
        """Cancel all that wait."""
        with self._lock:
            dropped, self._waiting = self._waiting, []
        for request in dropped:
            request.future.cancel()

    def close(self, *, meanwhile: Callable[[], None], last: Callable[[], None]) -> None:
        """Cancel all that wait, end what is being done, do a last thing on the thread."""
        with self._lock:
            self._closed = True
        self.drop()
        meanwhile()
        self._thread.submit(last)
        self._thread.shutdown()

    def _put(self, request: _Request) -> None:
        with self._lock:
            if not self._closed:
                heapq.heappush(self._waiting, request)
                self._thread.submit(self._serve)
                return
        request.future.cancel()

    def _serve(self) -> None:
        with self._lock:
            request = heapq.heappop(self._waiting) if self._waiting else None
        if request is None or request.future.cancelled():
            return
        try:
            value = request.work()
        except BaseException as error:  # noqa: BLE001 - raised where the future is asked
            if request.future.set_running_or_notify_cancel():
                request.future.set_exception(error)
            return
        if value is AGAIN:
            self._put(request)
        elif request.future.set_running_or_notify_cancel():
            request.future.set_result(value)
