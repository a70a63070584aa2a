"""What was not understood of a list, as people are told it."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from effllm_desktop.domain.lists import Problem


class ProblemRun(NamedTuple):
    """Neighbouring lines (1-based, inclusive) that were not understood for one reason.

    `places` is how many problems it stands for.
    """

    first_line: int
    last_line: int
    reason: str
    places: int

    @property
    def lines(self) -> str:
        """`line 12`, `lines 12 to 40`."""
        if self.first_line == self.last_line:
            return f"line {self.first_line:,}"
        return f"lines {self.first_line:,} to {self.last_line:,}"

    @property
    def why(self) -> str:
        """The reason, with the number of places where that is not the number of lines."""
        span = self.last_line - self.first_line + 1
        return (
            self.reason if self.places in (1, span) else f"{self.reason} ({self.places:,} places)"
        )


def runs(problems: Iterable[Problem]) -> Iterator[ProblemRun]:
    """Problems by line; those of neighbouring lines for one reason are one run."""
    run: ProblemRun | None = None
    for one in problems:
        if run and one.reason == run.reason and one.first_line <= run.last_line + 1:
            last = max(run.last_line, one.last_line)
            run = run._replace(last_line=last, places=run.places + 1)
            continue
        if run:
            yield run
        run = ProblemRun(one.first_line, one.last_line, one.reason, 1)
    if run:
        yield run
