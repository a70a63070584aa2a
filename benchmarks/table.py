"""The lines of the table, and whether they keep what was promised."""

from typing import NamedTuple

HEAD = "| what | ours | limit | ratio | must | good | kept |\n|---|---|---|---|---|---|---|"


class Goal(NamedTuple):
    """The most that something may be, and what would be good."""

    must: float
    good: float
    unit: str = ""

    def __str__(self) -> str:
        return f"≤ {self.must:g}{self.unit}"

    def kept(self, value: float) -> str:
        return "good" if value <= self.good else "yes" if value <= self.must else "**no**"


class Line(NamedTuple):
    """One line: figures in words, so that each stands with its unit."""

    what: str
    ours: str
    limit: str = "–"
    ratio: str = "–"
    goal: Goal | None = None
    value: float | None = None  # what is held against the goal

    def __str__(self) -> str:
        goal, value = self.goal, self.value
        cells = (
            self.what,
            self.ours,
            self.limit,
            self.ratio,
            str(goal) if goal else "–",
            f"≤ {goal.good:g}{goal.unit}" if goal else "–",
            goal.kept(value) if goal and value is not None else "–",
        )
        return f"| {' | '.join(cells)} |"


def seconds(value: float) -> str:
    """A time given in seconds, in the unit that suits it."""
    return f"{value:.2f} s" if value >= 1 else milliseconds(value * 1000)


def milliseconds(value: float) -> str:
    """A time given in milliseconds."""
    digits = 0 if value >= 100 else 1 if value >= 1 else 2
    return f"{value:.{digits}f} ms"
