"""Slow work: functions of plain values that report how far they are and can be cancelled."""

from collections.abc import Callable
from typing import NamedTuple, Protocol, TypeVar

from effllm_desktop.domain.errors import AppError, Cancelled

T = TypeVar("T")


class Progress(Protocol):
    """What a job reports to."""

    def report(self, fraction: float | None, message: str) -> None:
        """Say how far it is: 0 to 1, or None where nobody knows."""
        ...

    def checkpoint(self) -> None:
        """Raise Cancelled when the job is to stop."""
        ...


class Stretch(NamedTuple):
    """A part of a job that is said to go on from one fraction of the whole to another."""

    progress: Progress
    start: float
    end: float
    message: str

    def report(self, done: float) -> None:
        """Say how much of it is done, from 0 to 1. Raises Cancelled when the job is to stop."""
        self.progress.checkpoint()
        self.progress.report(self.start + (self.end - self.start) * done, self.message)

    def until(self, share: float) -> "Stretch":
        """The beginning of it."""
        return self._replace(end=self.start + (self.end - self.start) * share)

    def part(self, number: int, of: int) -> "Stretch":
        """One of several equal parts of it."""
        one = (self.end - self.start) / of
        return self._replace(start=self.start + one * number, end=self.start + one * (number + 1))


Job = Callable[[Progress], T]


class JobHandle(Protocol):
    """A job on its way."""

    def cancel(self) -> None: ...


class JobRunner(Protocol):
    """Starts jobs. The callbacks are called on the thread that started them."""

    def start(
        self,
        job: Job[T],
        *,
        name: str,
        done: Callable[[T], None],
        failed: Callable[[AppError], None],
        progressed: Callable[[float | None, str], None] | None = None,
        cancelled: Callable[[], None] | None = None,
    ) -> JobHandle: ...


class InlineProgress:
    """Reports to a function; can be told to stop."""

    def __init__(self, progressed: Callable[[float | None, str], None] | None = None) -> None:
        self._progressed = progressed
        self._cancelled = False

    def report(self, fraction: float | None, message: str) -> None:
        if self._progressed is not None:
            self._progressed(fraction, message)

    def checkpoint(self) -> None:
        if self._cancelled:
            raise Cancelled

    def cancel(self) -> None:
        self._cancelled = True
