"""From the start of the process to painted rows, and the memory of a window at rest."""

from collections.abc import Iterator
from pathlib import Path
from statistics import median

from benchmarks import lists
from benchmarks.content import Content
from benchmarks.processes import RUNS, own, run
from benchmarks.table import Goal, Line, milliseconds

GROWTH = Goal(1.15, 1.05)
START = Goal(2.5, 2)
MEMORY = Goal(3.5, 2)
REST = 5  # seconds from the first paint on


def start(content: Content) -> Iterator[Line]:
    """The program with all entries, with 340 of them, and an empty window, in turn."""
    small = Content(content.folder, lists.SMALL)
    turns = []
    for _ in range(RUNS + 1):
        full = _painted("full_window", content.library)
        turns.append((full, _painted("full_window", small.library), _painted("empty_window")))
    counted = turns[1:]
    large, few, empty = (median(times) for times in zip(*counted, strict=True))
    growth = median(one / other for one, other, _ in counted)
    yield Line(
        f"start ÷ start with {lists.SMALL}",
        milliseconds(large),
        milliseconds(few),
        f"{growth:.2f}",
        GROWTH,
        growth,
    )
    share = median(one / limit for one, _, limit in counted)
    yield Line(
        "start to painted rows ÷ empty QMainWindow",
        milliseconds(large),
        milliseconds(empty),
        f"{share:.2f}",
        START,
        share,
    )


def memory(content: Content) -> Iterator[Line]:
    """Pss some seconds after the first paint. It is less while others use the same libraries."""
    turns = [
        (_at_rest("full_window", content.library), _at_rest("empty_window")) for _ in range(RUNS)
    ]
    ours, empty = (median(sizes) for sizes in zip(*turns, strict=True))
    share = median(one / limit for one, limit in turns)
    yield Line(
        "memory at rest ÷ an empty Qt window",
        f"{ours:.0f} MB",
        f"{empty:.0f} MB",
        f"{share:.2f}",
        MEMORY,
        share,
    )


def _painted(program: str, *arguments: Path) -> float:
    """Milliseconds from the start of a process to its first paint."""
    done = run(own(program, *arguments))
    return (float(done.output.split()[0]) - done.began) * 1000


def _at_rest(program: str, *arguments: Path) -> float:
    """MB some seconds after the first paint."""
    return float(run(own(program, *arguments, str(REST))).output.split()[1])
