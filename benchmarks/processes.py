"""Programs run from outside, one at a time, with what each of them took."""

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from statistics import median
from typing import NamedTuple

ROOT = Path(__file__).parents[1]
PROGRAMS = Path(__file__).parent / "programs"
RUNS = 5
LONG = 40  # seconds: what takes longer is run once


class Run(NamedTuple):
    """One run of a program: when it began (by the clock), seconds, MB, what it printed."""

    began: float
    wall: float
    cpu: float
    peak: float
    output: str


class Pairs(NamedTuple):
    """Runs of two programs in turn."""

    ours: list[Run]
    limit: list[Run]

    @property
    def said(self) -> str:
        """How many runs, where they are fewer than they should be."""
        return "" if len(self.ours) == RUNS else f" ({len(self.ours)} run)"


class RefusedError(Exception):
    """A program failed; the message is its last words."""


def run(command: Sequence[str]) -> Run:
    """Run a command to its end. Raises RefusedError when it fails."""
    with tempfile.TemporaryFile("w+") as output, tempfile.TemporaryFile("w+") as errors:
        began, clock = time.time(), time.perf_counter()
        process = subprocess.Popen(command, stdout=output, stderr=errors, env=environment())
        _, status, usage = os.wait4(process.pid, 0)
        wall = time.perf_counter() - clock
        process.returncode = os.waitstatus_to_exitcode(status)
        output.seek(0)
        errors.seek(0)
        if process.returncode:
            said = errors.read().strip().splitlines() or [f"exit {process.returncode}"]
            raise RefusedError(said[-1])
        cpu = usage.ru_utime + usage.ru_stime
        return Run(began, wall, cpu, usage.ru_maxrss / 1024, output.read())


def own(program: str, *arguments: str | Path) -> list[str]:
    """The command that runs one of `benchmarks/programs`."""
    return [sys.executable, "-P", str(PROGRAMS / f"{program}.py"), *map(str, arguments)]


def in_turn(ours: Callable[[], Run], limit: Callable[[], Run]) -> Pairs:
    """Both, one after the other, five times after one time that is not counted.

    Where the first time takes over 40 s it is the one that counts.
    """
    first = Pairs([ours()], [limit()])
    if max(first.ours[0].wall, first.limit[0].wall) > LONG:
        return first
    turns = [(ours(), limit()) for _ in range(RUNS)]
    return Pairs(*(list(runs) for runs in zip(*turns, strict=True)))


def ratio(pairs: Pairs, what: Callable[[Run], float]) -> float:
    """The median of the ratios of the pairs."""
    both = zip(pairs.ours, pairs.limit, strict=True)
    return median(what(ours) / what(limit) for ours, limit in both)


def environment() -> dict[str, str]:
    """For programs of ours: offscreen unless a screen is asked for, compiled as if installed."""
    made = {"QT_QPA_PLATFORM": "offscreen", **os.environ}
    made.pop("PYTHONDONTWRITEBYTECODE", None)
    made["PYTHONPATH"] = os.pathsep.join((str(ROOT / "src"), str(ROOT)))
    return made
