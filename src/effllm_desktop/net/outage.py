"""Whether this machine has a network at all, which no single host that is down says.

Nothing is sent to find that out but questions to the machine's own resolver, about the services
that the settings name.
"""

import errno
import ipaddress
import socket
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from itertools import islice
from threading import Lock

from effllm_desktop.domain.errors import FetchFailed, NoNetwork
from effllm_desktop.net.line import Line
from effllm_desktop.net.reach import is_open

FIRST_LOOK = 5.0
"""Seconds until a network is looked for again; each look that finds none doubles them."""
LONGEST_LOOK = 300.0
_ROOTS = (
    (socket.AF_INET, ("198.41.0.4", 53)),
    (socket.AF_INET6, ("2001:503:ba3e::2:30", 53)),
)
"""a.root-servers.net: addresses that stay. https://www.iana.org/domains/root/servers"""
_NO_WAY = frozenset({errno.ENETUNREACH, errno.ENETDOWN})
_MOST_NAMES = 2  # each may take the resolver its time


class Outage:
    """What was found out last, and when somebody looks again. One serves the whole program."""

    def __init__(self, monotonic: Callable[[], float]) -> None:
        self._monotonic = monotonic
        self._lock = Lock()
        self._looks = 0
        self._look_at = 0.0

    @property
    def is_on(self) -> bool:
        """Whether there was no network when it was needed last."""
        return self._looks > 0

    @property
    def seconds_left(self) -> float:
        """How long until one request may try whether there is a network again."""
        return max(self._look_at - self._monotonic(), 0.0) if self.is_on else 0.0

    def note(self) -> None:
        """There is no network. Several who find that out together have looked once."""
        with self._lock:
            if not self.seconds_left:
                pause = min(FIRST_LOOK * 2.0**self._looks, LONGEST_LOOK)
                self._look_at = self._monotonic() + pause
                self._looks += 1

    def look_now(self) -> None:
        """Somebody does not want to wait for the next look."""
        with self._lock:
            self._look_at = self._monotonic()
            self._looks = min(self._looks, 1)

    def end(self) -> None:
        """There is a network: a machine was reached, or it is that one which cannot be."""
        with self._lock:
            self._looks = 0

    @contextmanager
    def watched(self) -> Iterator[None]:
        """What fails in here tells whether there is a network."""
        try:
            yield
        except NoNetwork:
            self.note()
            raise
        except FetchFailed:
            self.end()
            raise


def is_cut_off(
    problems: Sequence[OSError], names: Iterable[str], line: Line, *, near: bool
) -> bool:
    """Whether nobody at all can be reached, after one host could not be.

    `problems` came of trying each of its addresses, or of asking for them. `names` are those of
    other services. A host is `near` when it is in the reader's own network: that one may work where
    nothing leads out of it. Raises Cancelled when the line is stopped.
    """
    if any(isinstance(one, ConnectionError) for one in problems):
        return False  # somebody said no
    if not has_way_out():
        return not near or all(one.errno in _NO_WAY for one in problems)
    if not all(isinstance(one, socket.gaierror) for one in problems):
        return False
    compared = False
    for name in islice(names, _MOST_NAMES):
        compared = True
        if _is_known(name, line):
            return False
    # with nothing to compare only a resolver that nobody answers tells
    return compared or all(one.errno == socket.EAI_AGAIN for one in problems)


def has_way_out() -> bool:
    """Whether the system knows a route to the internet.

    Nothing is sent: connecting a socket for datagrams only looks for the way.
    """
    return any(_leads(family, address) for family, address in _ROOTS)


def _leads(family: int, address: tuple[str, int]) -> bool:
    try:
        with socket.socket(family, socket.SOCK_DGRAM) as probe:
            probe.connect(address)
    except OSError:
        return False
    return True


def _is_known(name: str, line: Line) -> bool:
    """Whether a name stands for a machine of the internet."""
    try:
        found = line.addresses(name, None)
    except OSError:
        return False
    return any(is_open(ipaddress.ip_address(str(address[0]))) for *_, address in found)
