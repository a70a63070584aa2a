"""No test talks to another machine; one marked ``loopback`` may talk to this one.

The guard sits below the ``socket`` module, in the interpreter's audit events, so that nothing gets
around it by having imported a name early.
"""

import functools
import ipaddress
import socket
import sys
from collections.abc import Iterator
from typing import Any

import pytest

LOCAL_FAMILIES = {getattr(socket, "AF_UNIX", None)}


class SocketRefused(BaseException):
    """A test tried to reach the network. Not an ``Exception``: no handler may swallow it."""


class _Watch:
    """What the running test may do."""

    active = False
    loopback = False
    refusals: list[str]

    def __init__(self) -> None:
        self.refusals = []

    def refuse(self, what: str) -> None:
        self.refusals.append(what)
        raise SocketRefused(what)


_watch = _Watch()


def _is_loopback(host: object) -> bool:
    if isinstance(host, bytes):
        host = host.decode("ascii", "replace")
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(str(host)).is_loopback
    except ValueError:
        return False


def _audit(event: str, arguments: tuple[Any, ...]) -> None:
    if not _watch.active or not event.startswith("socket."):
        return
    if event == "socket.__new__":
        family = arguments[1]
        if family not in LOCAL_FAMILIES and not _watch.loopback:
            _watch.refuse(f"opened a socket of family {family}")
    elif event in ("socket.connect", "socket.bind", "socket.sendto", "socket.sendmsg"):
        address = arguments[1]
        if isinstance(address, tuple) and not _is_loopback(address[0]):
            _watch.refuse(f"{event} to {address}")
    elif event == "socket.getaddrinfo" and not _is_loopback(arguments[0]):
        _watch.refuse(f"looked up {arguments[0]!r}")


sys.addaudithook(_audit)


@functools.cache
def _loopback_is_up() -> bool:
    """A machine that is cut off altogether has not even this."""
    try:
        with socket.create_server(("127.0.0.1", 0)) as server:
            socket.create_connection(server.getsockname(), timeout=5).close()
    except OSError:
        return False
    return True


@pytest.fixture(autouse=True)
def _no_sockets(request: pytest.FixtureRequest) -> Iterator[None]:
    loopback = request.node.get_closest_marker("loopback") is not None
    if loopback and not _loopback_is_up():
        pytest.skip("this machine has no loopback network")
    _watch.refusals.clear()
    _watch.loopback = loopback
    _watch.active = True
    yield
    _watch.active = False
    if _watch.refusals:
        pytest.fail("the network is closed to tests:\n" + "\n".join(_watch.refusals))
