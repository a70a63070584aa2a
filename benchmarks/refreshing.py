"""Services asked about many works, beside the time in which they answered.

The services are those of the tests, on loopback, in this process; the refresh is one of its own. No
interval is kept between requests. GitHub is asked with a token, for without one no more than fifty
repositories an hour are.
"""

import shutil
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from statistics import median
from typing import NamedTuple

from benchmarks import program
from benchmarks.content import Content
from benchmarks.processes import LONG, RUNS, RefusedError, own, run
from benchmarks.table import Line, seconds
from tests.support.misbehaving_server import MisbehavingServer, Talk
from tests.support.service_answers import Paper, Services

SIZES = (1_000, 10_000)
PAUSES = (0.0, 0.1)
"""Seconds that a service thinks before it answers."""
_ABSTRACT = "We prune, quantize and cache what a model of language keeps in mind. " * 16
_AUTHORS = ("Ada Adams", "Bo Berg", "Cy Cole", "Di Dorn", "Ed Eck")


class _Refreshed(NamedTuple):
    """One refresh: seconds, those of the processor, the bare sum of the answers, requests."""

    wall: float
    cpu: float
    answers: float
    requests: int


def refresh(content: Content) -> Iterator[Line]:
    """A whole library, new to all services, in each size; at once, and by services that think."""
    for size in SIZES:
        library = Content(content.folder, size).library
        ids, repositories = program.names_of(library)
        for pause in PAUSES:
            runs = list(_runs(library, content, ids, repositories, pause))
            ours, limit = median(one.wall for one in runs), median(one.answers for one in runs)
            cpu = median(one.cpu for one in runs)
            often = "" if len(runs) == RUNS else f" ({len(runs)} run)"
            yield Line(
                f"refresh of {size:,} works, {len(ids) + len(repositories):,} asked about in "
                f"{runs[0].requests} requests, each answered {_after(pause)} "
                f"÷ the bare sum of the answers{often}",
                f"{seconds(ours)}, {seconds(cpu)} of the processor",
                seconds(limit),
                f"{median(one.wall / one.answers for one in runs):.2f}",
            )


def _runs(
    folder: Path, content: Content, ids: Sequence[str], repositories: Sequence[str], pause: float
) -> Iterator[_Refreshed]:
    """Some times, after one time that is not counted; what takes long is done once."""
    first = _once(folder, content, ids, repositories, pause)
    if first.wall > LONG:
        yield first
        return
    for _ in range(RUNS):
        yield _once(folder, content, ids, repositories, pause)


def _once(
    folder: Path, content: Content, ids: Sequence[str], repositories: Sequence[str], pause: float
) -> _Refreshed:
    library = content.new_library()
    shutil.copytree(folder, library)
    try:
        with MisbehavingServer() as server:
            _serve(server, ids, repositories, pause)
            said = run(own("refresh", library, server.base)).output.split()
            answers = sum(one.end - one.start for one in server.log)
            asked, wall, cpu = int(said[0]), float(said[1]), float(said[2])
            if asked != len(ids) + len(repositories):
                raise RefusedError(f"{asked} works were updated")
            return _Refreshed(wall, cpu, answers, len(server.log))
    finally:
        shutil.rmtree(library.parent)


def _serve(
    server: MisbehavingServer, ids: Sequence[str], repositories: Sequence[str], pause: float
) -> None:
    services = Services(server)
    services.papers |= {
        one: Paper(one, f"A paper called {one}", 2, _AUTHORS, _ABSTRACT) for one in ids
    }
    services.cited |= {one: number for number, one in enumerate(ids) if number % 10}
    services.repositories |= {
        one: {"stargazers_count": 7, "archived": False, "pushed_at": "2026-01-02T03:04:05Z"}
        for one in repositories
    }

    def answer(talk: Talk) -> None:
        time.sleep(pause)
        services.answer(talk)

    server.on("*", answer)


def _after(pause: float) -> str:
    return f"after {seconds(pause)}" if pause else "at once"
