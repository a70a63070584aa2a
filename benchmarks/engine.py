"""Reading and taking in, as whole processes beside their limits."""

import json
import shutil
from collections.abc import Callable, Iterator
from statistics import median

from benchmarks.content import Content
from benchmarks.processes import Pairs, Run, in_turn, own, ratio, run
from benchmarks.table import Goal, Line, seconds

PARSE = Goal(3, 1.5)
IMPORT = Goal(4, 2.5)
PEAK = Goal(200, 120, " MB")
UNCHANGED = Goal(0.25, 0.1, " s")


def parse(content: Content) -> Iterator[Line]:
    """Reading a list to its end, beside the C program that turns it into HTML."""
    what = "parse ÷ cmark-gfm (C), cpu"
    command = shutil.which("cmark-gfm")
    if command is None:
        run_alone = run(own("parse", *content.lists))
        yield Line(what, seconds(run_alone.cpu), "cmark-gfm is not installed")
        return
    limit = [command, "-e", "table", "-e", "autolink", *map(str, content.lists)]
    pairs = in_turn(lambda: run(own("parse", *content.lists)), lambda: run(limit))
    yield _compared(what, pairs, _cpu, PARSE)


def imports(content: Content) -> Iterator[Line]:
    """From files to a library, beside flat rows with a full-text index."""
    made = []

    def ours() -> Run:
        made.append(content.new_library())
        return run(own("take_in", made[-1], *content.lists))

    def beside(index: str) -> Pairs:
        flat = content.folder / "flat.db"
        return in_turn(ours, lambda: run(own("flat_rows", index, content.table, flat)))

    pairs = beside("beginnings")
    yield _compared("import ÷ flat rows with FTS5, whole processes", pairs, _wall, IMPORT)
    peak = median(float(one.output.split()[1]) for one in pairs.ours)
    flat_peak = median(float(one.output) for one in pairs.limit)
    yield Line(
        "peak memory of the import",
        f"{peak:.0f} MB",
        f"{flat_peak:.0f} MB",
        f"{peak / flat_peak:.1f}",
        PEAK,
        peak,
    )
    yield _compared("the same, FTS5 of whole words alone", beside("words"), _wall)
    yield _compared("the same, FTS5 set like ours", beside("like-ours"), _wall)
    for library in made:
        shutil.rmtree(library)


def _compared(
    what: str, pairs: Pairs, measure: Callable[[Run], float], goal: Goal | None = None
) -> Line:
    share = ratio(pairs, measure)
    return Line(
        what + pairs.said,
        seconds(median(map(measure, pairs.ours))),
        seconds(median(map(measure, pairs.limit))),
        f"{share:.2f}",
        goal,
        share,
    )


def unchanged(content: Content) -> Iterator[Line]:
    """A file taken in again that says what it said, in a running process."""
    done = run(own("unchanged", content.library, *content.lists))
    ours, limit = (median(times) for times in json.loads(done.output))
    yield Line(
        "taking in an unchanged file ÷ reading and hashing it",
        seconds(ours),
        seconds(limit),
        f"{ours / limit:.1f}",
        UNCHANGED,
        ours,
    )


def _cpu(one: Run) -> float:
    return one.cpu


def _wall(one: Run) -> float:
    return one.wall
