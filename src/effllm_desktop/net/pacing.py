"""When each service may be asked: one request at a time, so far apart, and not at all after a no.

One `Pacing` serves the whole program. A gate's lock is held for the whole of a request; times come
from the monotonic clock, so that setting the clock of the machine hurries nobody. What must
outlive the program (until when a service is left alone) is in wall time: `standings`.
"""

import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from threading import Lock
from typing import Protocol

from effllm_desktop.domain import addresses
from effllm_desktop.domain.errors import FetchFailed, HostPaused
from effllm_desktop.net.line import Line
from effllm_desktop.net.outage import Outage
from effllm_desktop.net.reach import host_and_port, origin
from effllm_desktop.net.switches import Party, Switches

ARXIV = "arXiv"
_ARXIV_HOST = "arxiv.org"
LONGEST_WAIT = 120.0
"""Seconds that a service may have us wait for; for more than that it is paused."""
ARXIV_STOP = 3600.0
"""arXiv counts requests that go on after a 403 as an attack: https://info.arxiv.org/denied.html"""
HOST_PAUSE = 600.0
LONGEST_PAUSE = 86_400.0
"""Whoever asks for more than a day off is asked again the next day."""
MOST_LOSSES = 5
"""Downloads that fail in a row before a host is paused."""
_LONGEST_BACKOFF = 60.0
_SLOWER = 5
"""Times the usual wait after an answer that we ask too often (429), where it does not say more."""
_LOOK = 0.05  # seconds between two looks at a lock that another request holds
_COUNT = 1.0  # seconds between two words on how long it still is
_FORBIDDEN = 403
_TOO_OFTEN = 429


class Listener(Protocol):
    """Hears why nothing is happening."""

    def waiting(self, reason: str) -> None: ...


@dataclass(frozen=True, slots=True)
class Standing:
    """How the program stands with a service; times in seconds since 1970.

    `paused_until` is 0 where it may be asked, `losses` counts downloads that failed in a row.
    """

    service: str
    asked_at: float = 0.0
    paused_until: float = 0.0
    reason: str = ""
    losses: int = 0


@dataclass(frozen=True, slots=True)
class Clocks:
    """Where times come from, so that tests need not wait an hour."""

    monotonic: Callable[[], float] = time.monotonic
    wall: Callable[[], float] = time.time


@dataclass(frozen=True, slots=True)
class Rules:
    """The hosts that are one service with arXiv, and the seconds between two requests."""

    arxiv_bases: tuple[str, ...] = ()
    arxiv_interval: float = 3.0
    host_interval: float = 1.0


@dataclass(slots=True)
class Gate:
    """What every request to one service goes through."""

    interval: float
    clocks: Clocks
    standing: Standing
    _lock: Lock = field(default_factory=Lock)
    _not_before: float = 0.0
    _open_at: float = 0.0
    """The end of a pause in monotonic time: a clock that is set back does not make it longer."""
    _failing: int = 0

    def __post_init__(self) -> None:
        since = self.clocks.wall() - self.standing.asked_at
        if 0 <= since < self.interval:  # another run of the program has just asked
            self._not_before = self.clocks.monotonic() + self.interval - since
        left = self.standing.paused_until - self.clocks.wall()
        self._open_at = self.clocks.monotonic() + min(left, LONGEST_PAUSE)

    @property
    def name(self) -> str:
        return self.standing.service

    @contextmanager
    def turn(self, line: Line, listener: Listener) -> Iterator["Gate"]:
        """Wait until the service may be asked. Raises HostPaused, Cancelled.

        What comes of the request is noted: the next one waits the longer the more failed in a row.
        A failure after which the service is left alone is a HostPaused: it says nothing of the
        file.
        """
        self._wait_for_others(line, listener)
        try:
            self._wait_for_time(line, listener)
            self._note(asked_at=self.clocks.wall())
            self.answered()
            yield self
        except FetchFailed as failure:
            self._take_back_off(failure)
            self.require_open()
            raise
        finally:
            self._lock.release()

    def answered(self) -> None:
        """The interval counts from when the service has heard us."""
        self._not_before = max(self._not_before, self.clocks.monotonic() + self.interval)

    def succeeded(self) -> None:
        self._failing = 0
        self._note(losses=0)

    def lost(self) -> None:
        """A download has finally failed: after some of them in a row the host is left alone."""
        losses = self.standing.losses + 1
        if losses < MOST_LOSSES:
            self._note(losses=losses)
            return
        self.pause(HOST_PAUSE, f"{losses} downloads in a row have failed on {self.name}.")
        self._note(losses=0)

    def pause(self, seconds: float, reason: str) -> None:
        """Leave the service alone for so long."""
        seconds = min(seconds, LONGEST_PAUSE)
        until = self.clocks.wall() + seconds
        if until > self.standing.paused_until or not self._is_paused():
            self._note(paused_until=until, reason=reason)
            self._open_at = self.clocks.monotonic() + seconds

    def resume(self) -> None:
        """Somebody wants it asked again."""
        self._note(paused_until=0.0, reason="", losses=0)

    def require_open(self) -> None:
        """Raise HostPaused while the service is left alone."""
        until = self.standing.paused_until
        if self._is_paused():
            at = time.strftime("%H:%M", time.localtime(until))
            raise HostPaused(
                self.standing.reason,
                f"{self.name} is left alone until {at}: downloads wait for that, ask again then.",
                until,
            )

    def _is_paused(self) -> bool:
        """Whichever clock says first that it is over is believed; one may have been set back."""
        is_early = self.clocks.wall() < self.standing.paused_until
        return is_early and self.clocks.monotonic() < self._open_at

    def _take_back_off(self, failure: FetchFailed) -> None:
        self._failing += failure.passing
        asked = failure.wait or 0.0
        if failure.status == _FORBIDDEN and self.name == ARXIV:
            self.pause(
                max(ARXIV_STOP, asked), "arXiv refused (403): it takes the program for a robot."
            )
        elif asked > LONGEST_WAIT:
            self.pause(asked, f"{self.name} asked to be left alone for {_duration(asked)}.")
        elif failure.passing:
            step = self.interval * (_SLOWER if failure.status == _TOO_OFTEN else 1)
            backoff = min(step * 2 ** (self._failing - 1), _LONGEST_BACKOFF)
            later = self.clocks.monotonic() + max(backoff, asked)
            self._not_before = max(self._not_before, later)

    def _wait_for_others(self, line: Line, listener: Listener) -> None:
        line.check()
        if self._lock.acquire(blocking=False):
            return
        listener.waiting(f"waiting for {self.name}")
        while not self._lock.acquire(timeout=_LOOK):
            line.check()

    def _wait_for_time(self, line: Line, listener: Listener) -> None:
        self.require_open()
        while (left := self._not_before - self.clocks.monotonic()) > 0:
            listener.waiting(f"waiting {max(left, 1):.0f} s for {self.name}")
            line.wait(min(left, _COUNT))
            self.require_open()

    def _note(self, **changed: float | str) -> None:
        from dataclasses import replace

        self.standing = replace(self.standing, **changed)  # type: ignore[arg-type] # its own fields


class Pacing:
    """The gates of all services, which of them are shut, and whether any network leads there."""

    def __init__(
        self,
        rules: Rules,
        standings: Iterable[Standing] = (),
        clocks: Clocks | None = None,
        switches: Switches | None = None,
    ) -> None:
        self.switches = switches or Switches()
        self._rules = rules
        self._clocks = clocks or Clocks()
        self.outage = Outage(self._clocks.monotonic)
        self._arxiv = frozenset(origin(base) for base in rules.arxiv_bases)
        self._known = {one.service: one for one in standings}
        self._gates: dict[str, Gate] = {}
        self._lock = Lock()

    def service(self, url: str) -> str:
        """Whose gate an address is behind: arXiv has one for all its hosts.

        Where the settings put other services on arXiv's base, too, theirs is that of the host.
        """
        if addresses.is_on(url, _ARXIV_HOST):
            return ARXIV
        owners = self.switches.parties(url) if origin(url) in self._arxiv else None
        if owners is not None and (not owners or any(map(_is_arxiv, owners))):
            return ARXIV
        return host_and_port(url)

    def gate(self, url: str) -> Gate:
        return self.gate_of(self.service(url))

    def gate_of(self, service: str) -> Gate:
        with self._lock:
            gate = self._gates.get(service)
            if gate is None:
                rules = self._rules
                interval = rules.arxiv_interval if service == ARXIV else rules.host_interval
                standing = self._known.get(service, Standing(service))
                gate = self._gates[service] = Gate(interval, self._clocks, standing)
            return gate

    def standings(self) -> list[Standing]:
        """How the program stands with the services that it has dealt with."""
        with self._lock:
            return [gate.standing for gate in self._gates.values()]


def _is_arxiv(party: Party) -> bool:
    return any(addresses.is_on(f"https://{one}", _ARXIV_HOST) for one in party.domains)


def _duration(seconds: float) -> str:
    minutes = round(seconds / 60)
    return f"{minutes} minutes" if minutes < 120 else f"{minutes // 60} hours"
