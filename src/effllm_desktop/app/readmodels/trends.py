"""How numbers of a work have changed, as points of a small line."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from effllm_desktop.app.readmodels.metadata import Metadata
from effllm_desktop.domain.metadata import Fact
from effllm_desktop.store.older_values import KEPT, OlderValue


@dataclass(frozen=True, slots=True)
class Trend:
    """The values of one number, the oldest first, the last one is that of now; two at least."""

    name: str
    values: tuple[OlderValue, ...]

    @property
    def points(self) -> list[tuple[float, float]]:
        """From 0 to 1: when it was, from the first time to the last, and how much, from below."""
        times = [_moment(one.as_of) for one in self.values]
        counts = [one.value for one in self.values]
        return list(zip(_spread(times), _spread(counts), strict=True))


def trends(known: Metadata) -> tuple[Trend, ...]:
    """Those of the numbers that have ever been others, as far as that was seen."""
    return tuple(one for fact in KEPT if (one := trend(known, fact)) is not None)


def trend(known: Metadata, fact: Fact) -> Trend | None:
    """What is known of how a number has changed; None where it has not."""
    now, older = known.facts.get(fact), known.older.get(fact)
    if now is None or not older or not isinstance(now.value, int):
        return None
    last = OlderValue(now.value, now.as_of or "")
    return Trend(fact.value.capitalize(), (*older, last))


def _spread(numbers: Sequence[float]) -> list[float]:
    """Where each is between the least and the most; in the middle where all are the same."""
    least, most = min(numbers), max(numbers)
    if least == most:
        return [0.5] * len(numbers)
    return [(one - least) / (most - least) for one in numbers]


def _moment(time: str) -> float:
    at = datetime.fromisoformat(time)
    return (at if at.tzinfo else at.replace(tzinfo=UTC)).timestamp()
