"""How far downloads are, how fast they go, and how long the queue will take."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from math import exp

from effllm_desktop.domain import durations, sizes
from effllm_desktop.domain.ids import WorkId

USUAL_SIZE = 1_500_000
"""Bytes of a paper, as long as the library knows no better."""
USUAL_SPEED = 1_000_000.0
"""Bytes a second, as long as nothing was measured."""
_SMOOTH = 3.0  # seconds that the speed looks back


class Meter:
    """Hears one download, on its thread; is looked at by another."""

    def __init__(self, clock: Callable[[], float]) -> None:
        self._clock = clock
        self._at = clock()
        self._seen: int | None = None
        self.done = 0
        self.total: int | None = None
        self.reason = ""
        self.speed = 0.0

    def waiting(self, reason: str) -> None:
        self.reason = reason

    def received(self, done: int, total: int | None) -> None:
        self.done, self.total, self.reason = done, total, ""

    def look(self) -> float:
        """The speed in bytes a second: that of the last seconds counts most."""
        now = self._clock()
        past, came = now - self._at, self.done - (self._seen or 0)
        if self._seen is None or came < 0:  # what was here before did not come now
            self._at, self._seen = now, self.done
        elif past > 0:
            share = exp(-past / _SMOOTH)
            latest = came / past
            self.speed = latest if not self.speed else share * self.speed + (1 - share) * latest
            self._at, self._seen = now, self.done
        return self.speed


@dataclass(frozen=True, slots=True)
class DownloadProgress:
    """One download that is on its way; `reason` says what it waits for, if it does."""

    work: WorkId
    done: int
    total: int | None
    speed: float
    reason: str


@dataclass(frozen=True, slots=True)
class QueueProgress:
    """The whole queue: what is on its way, how many are left, how many seconds they may take.

    `pause` says why nothing else begins, if that is so: `paused: no network`.
    """

    downloads: tuple[DownloadProgress, ...]
    finished: int
    left: int
    seconds: float
    pause: str = ""

    @property
    def sentence(self) -> str:
        """The queue in a line: `3 to go · 900 kB of 2.1 MB · 240 kB/s · about 3 min`."""
        words = [f"{self.left:,} to go"]
        moving = [one for one in self.downloads if not one.reason]
        reasons = [one.reason for one in self.downloads if one.reason]
        if any(one.done for one in moving):
            words += _measured(moving)
        elif self.pause or reasons:
            words.append(self.pause or reasons[0])
        if self.seconds >= durations.MINUTE and not self.pause:
            words.append(durations.estimated(self.seconds))
        return " · ".join(words)


def _measured(moving: Sequence[DownloadProgress]) -> list[str]:
    """The bytes of what is on its way, of how many where all say so, and their speed."""
    done = sizes.shown(sum(one.done for one in moving))
    totals = [one.total for one in moving if one.total]
    whole = f"{done} of {sizes.shown(sum(totals))}" if len(totals) == len(moving) else done
    return [whole, f"{sizes.shown(round(sum(one.speed for one in moving)))}/s"]


@dataclass(frozen=True, slots=True)
class Estimate:
    """What files still cost."""

    seconds: float
    size: int


def estimate(
    files: Mapping[str, int],
    intervals: Callable[[str], float],
    *,
    size: float = USUAL_SIZE,
    speed: float = USUAL_SPEED,
) -> Estimate:
    """What it takes to fetch so many files of each service: services go side by side."""
    each = size / max(speed, 1.0)
    longest = max((n * (intervals(service) + each) for service, n in files.items()), default=0.0)
    total = round(sum(files.values()) * size)
    return Estimate(max(longest, total / max(speed, 1.0) if files else 0.0), total)
