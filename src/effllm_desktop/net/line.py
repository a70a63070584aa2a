"""A connection that another thread can cut: reading it ends at once, however silent it is."""

import socket
from concurrent.futures import Future, wait
from threading import Event, Lock, Thread
from time import monotonic
from typing import Any

from effllm_desktop.domain.errors import Cancelled

_LOOK = 0.05  # seconds between two looks at whether the line was stopped


class Line:
    """What one thread talks over, one connection at a time, until another one says stop.

    A socket cannot be closed while somebody reads from it, and TLS takes the one that it is given.
    So a twin of each socket is kept: shutting it down ends the connection for both.
    """

    def __init__(self) -> None:
        self._lock = Lock()
        self._stopped = Event()
        self._twin: socket.socket | None = None
        self._deadline = float("inf")

    def check(self) -> None:
        """Raise Cancelled when the line was stopped."""
        if self._stopped.is_set():
            raise Cancelled

    def wait(self, seconds: float) -> None:
        """Do nothing for so long. Raises Cancelled as soon as the line is stopped."""
        if self._stopped.wait(max(seconds, 0)):
            raise Cancelled

    def stop(self) -> None:
        """Called from another thread: whoever waits or reads ends now, and for good."""
        self._stopped.set()
        self._cut()

    def begin(self, seconds: float) -> None:
        """From now on a request has so many seconds."""
        self._deadline = monotonic() + seconds

    @property
    def late(self) -> bool:
        """Whether the request has had its time."""
        return monotonic() > self._deadline

    def hurry(self) -> None:
        """Called from another thread now and then: cuts a connection whose time is up."""
        if self.late:
            self._cut()

    def addresses(self, host: str, port: int | None) -> list[Any]:
        """What the system's resolver says of a name. Raises OSError, UnicodeError, Cancelled.

        Nobody can stop the resolver, and where no server answers it takes half a minute: it is
        asked by a thread that is left to itself when the line is stopped.
        """
        answer: Future[list[Any]] = Future()

        def ask() -> None:
            try:
                answer.set_result(socket.getaddrinfo(host, port, type=socket.SOCK_STREAM))
            except BaseException as error:  # noqa: BLE001 - raised by whoever waits for the answer
                answer.set_exception(error)

        self.check()
        Thread(target=ask, name="resolver", daemon=True).start()
        while not wait([answer], timeout=_LOOK).done:
            self.check()
        return answer.result()

    def connect(self, family: int, address: tuple[object, ...], timeout: float) -> socket.socket:
        """Open a connection to one address of a machine. Raises OSError, Cancelled."""
        opened = socket.socket(family, socket.SOCK_STREAM)
        try:
            self._keep(opened.dup())
            opened.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            opened.settimeout(timeout)
            opened.connect(address)
            self.check()
        except BaseException:
            opened.close()
            self.hang_up()
            raise
        return opened

    def hang_up(self) -> None:
        """The connection is over."""
        with self._lock:
            if self._twin is not None:
                self._twin.close()
                self._twin = None

    def _keep(self, twin: socket.socket) -> None:
        self.hang_up()
        with self._lock:
            self._twin = twin
        self.check()

    def _cut(self) -> None:
        with self._lock:
            if self._twin is None:
                return
            try:
                self._twin.shutdown(socket.SHUT_RDWR)
            except OSError:  # it was not connected yet, or no longer
                return
