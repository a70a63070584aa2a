"""What the window takes from an act to the painted result. One run of it gives all lines."""

import json
from collections.abc import Iterator
from functools import cache
from statistics import median

from benchmarks.content import Content
from benchmarks.processes import own, run
from benchmarks.program import star_some
from benchmarks.table import Goal, Line, milliseconds

KEY = Goal(2.5, 1.5)
KEY_SLOWEST = Goal(33, 16, " ms")
ACT = Goal(33, 16, " ms")
FRAME = Goal(16, 8, " ms")
STARRED_BEFORE = 50
Times = dict[str, list[float]]


def keys(content: Content) -> Iterator[Line]:
    """A key in the search box until its rows are painted, beside a repaint of the same rows."""
    times = _times(content)
    for where in ("a list", "all works"):
        name = f"keys in {where}"
        typed, repaints = times[name], times[f"{name}: repaint"]
        share = median(typed) / median(repaints)
        yield Line(
            f"key in the search box → rows painted, in {where} ({len(typed)} keys): median",
            milliseconds(median(typed)),
            f"{milliseconds(median(repaints))} (bare repaint)",
            f"{share:.2f}",
            KEY,
            share,
        )
        slowest = _p95(typed)
        yield Line("the same, p95", _told(typed), goal=KEY_SLOWEST, value=slowest)
        yield Line("the same, until all is complete", _told(times[f"{name}: complete"]))
        yield Line("search left with Esc → all rows painted", _told(times[f"{name}: cleared"]))


def clicks(content: Content) -> Iterator[Line]:
    """A click in the tree until the rows are painted."""
    for name in ("section", "place", "list"):
        yield from _acts(content, f"click on a {name} → painted", name)


def star(content: Content) -> Iterator[Line]:
    """S until it is committed, the tree's counts are right, and both are painted."""
    yield from _acts(content, "S pressed → committed, counts right, painted", "star")


def scroll(content: Content) -> Iterator[Line]:
    """A frame while scrolling."""
    times = _times(content)
    limit = f"{milliseconds(median(times['scroll: repaint']))} (bare repaint)"
    for name in ("wheel", "jump"):
        taken = times[name]
        share = median(taken) / median(times["scroll: repaint"])
        yield Line(
            f"scroll by {name}: frame", _told(taken), limit, f"{share:.2f}", FRAME, _p95(taken)
        )


def _acts(content: Content, what: str, name: str) -> Iterator[Line]:
    times = _times(content)
    yield Line(what, _told(times[name]), goal=ACT, value=_p95(times[name]))
    complete = times[f"{name}: complete"]
    if _p95(complete) > 1.2 * _p95(times[name]):
        yield Line("the same, until all is complete", _told(complete))


@cache
def _times(content: Content) -> Times:
    star_some(content.library, STARRED_BEFORE)
    found: Times = json.loads(run(own("acting", content.library)).output)
    return found


def _told(times: list[float]) -> str:
    shown = (milliseconds(value) for value in (median(times), _p95(times), max(times)))
    return "median {}, p95 {}, worst {}".format(*shown)


def _p95(times: list[float]) -> float:
    return sorted(times)[int(len(times) * 0.95)]
