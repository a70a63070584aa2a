"""What is measured: each function gives a median and what it is held against."""

import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from effllm_desktop import resource_files
from effllm_desktop.app.import_reports import ImportRequest
from effllm_desktop.app.importing import import_lists
from effllm_desktop.app.jobs import InlineProgress
from effllm_desktop.app.library import Library, open_library
from effllm_desktop.app.operations.marking import SetStar
from effllm_desktop.app.sources import Bundled
from effllm_desktop.domain.queries import parse
from effllm_desktop.domain.scopes import ListScope, Place, PlaceScope
from effllm_desktop.markdown import reader, repair

PROGRAMS = Path(__file__).parent / "programs"
RUNS = 5


@dataclass(frozen=True, slots=True)
class Result:
    """One line of the table. `limit` is in words: what it must be."""

    what: str
    value: str
    limit: str
    good: bool | None = None


def milliseconds(work: Callable[[], object], runs: int = RUNS) -> float:
    """The median time of some runs, after one that is not counted."""
    work()
    times = []
    for _ in range(runs):
        began = time.perf_counter()
        work()
        times.append(time.perf_counter() - began)
    return statistics.median(times) * 1000


@contextmanager
def library_with_seeds() -> Iterator[Library]:
    """A new library that holds both bundled lists."""
    with tempfile.TemporaryDirectory() as folder:
        take_in_seeds(Path(folder) / "library")
        library = open_library(Path(folder) / "library")
        try:
            yield library
        finally:
            library.close()


def take_in_seeds(folder: Path) -> None:
    import_lists(folder, ImportRequest((Bundled(),)), InlineProgress())


def start() -> list[Result]:
    """From the start of the process to painted rows, and the same for an empty window, in turn."""
    with library_with_seeds() as library:
        folder = str(library.folder)
        library.close()
        pairs = [
            (_painted("full_window", folder), _painted("empty_window")) for _ in range(RUNS + 1)
        ]
    full, empty = (statistics.median(times) for times in zip(*pairs[1:], strict=True))
    ratio = statistics.median(a / b for a, b in pairs[1:])
    what = f"start to painted rows ÷ empty QMainWindow ({full:.0f} ms ÷ {empty:.0f} ms)"
    return [Result(what, f"{ratio:.2f}", "≤ 2.5", ratio <= 2.5)]


def _painted(program: str, *arguments: str) -> float:
    """Milliseconds from the start of a process to its first paint."""
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)  # an installed program is compiled
    environment["PYTHONPATH"] = str(PROGRAMS.parents[1] / "src")
    began = time.time()
    done = subprocess.run(
        [sys.executable, str(PROGRAMS / f"{program}.py"), *arguments],
        env=environment,
        check=True,
        capture_output=True,
        text=True,
        timeout=60,
    )
    return (float(done.stdout.split()[0]) - began) * 1000


def star() -> list[Result]:
    """A star pressed in the window until it is committed and painted, and the commit alone."""
    from benchmarks.window import star_presses

    with library_with_seeds() as library:
        works = library.entries.all_works(PlaceScope(Place.ALL))
        times = []
        for work in works[:200]:
            began = time.perf_counter()
            library.workspace.run(SetStar([work], starred=True))
            times.append((time.perf_counter() - began) * 1000)
    commit = statistics.median(times)
    with library_with_seeds() as library:
        folder = library.folder
        library.close()
        presses = star_presses(folder, 100)
    whole, worst = statistics.median(presses), max(presses)
    what = f"S pressed → committed and painted (worst of 100: {worst:.1f} ms)"
    return [
        Result(what, f"{whole:.1f} ms", "≤ 16 ms", whole <= 16),
        Result("one star: transaction, journal, counts stale", f"{commit:.2f} ms", "–"),
    ]


def taking_in() -> list[Result]:
    """Both seeds from bytes to a committed library; reading and repairing alone."""
    seeds = [file.read_bytes() for file in resource_files.catalogs()]
    repaired = [repair.detect(seed).data for seed in seeds]
    size = sum(map(len, seeds)) / 1e6

    def whole() -> None:
        with tempfile.TemporaryDirectory() as folder:
            take_in_seeds(Path(folder) / "library")

    reading = milliseconds(lambda: [reader.read(data) for data in repaired])
    repairing = milliseconds(lambda: [repair.detect(seed) for seed in seeds])
    return [
        Result("import of both seeds into a new library", f"{milliseconds(whole):.0f} ms", "–"),
        Result("repair of both seeds", f"{repairing:.1f} ms", "–"),
        Result(
            f"reading both seeds ({size / reading * 1000:.1f} MB/s)",
            f"{reading:.1f} ms",
            "≤ 1 s per MB",
            reading <= size * 1000,
        ),
    ]


def finding() -> list[Result]:
    """What a click on a list and a key in the search box ask of the library."""
    with library_with_seeds() as library:
        (first, _) = library.lists.all()
        scope = ListScope(first.id)

        def page() -> None:
            library.entries.rows(scope, library.entries.select(scope).row_ids[:64])

        def search() -> None:
            found = library.entries.select(PlaceScope(Place.ALL), parse("quant"))
            library.entries.rows(PlaceScope(Place.ALL), found.row_ids[:64])

        return [
            Result("a list chosen: ids and first page", f"{milliseconds(page):.1f} ms", "–"),
            Result("a word searched: ids and first page", f"{milliseconds(search):.1f} ms", "–"),
            Result("all counts of the tree", f"{milliseconds(library.outlines.read):.1f} ms", "–"),
        ]


HOSTILE = {
    "a paragraph of open brackets": b"- [x](https://x.y) " + b"[a](b [![" * 5_000,
    "an item of dashes": b"- [x](https://x.y)" + b" -" * 20_000 + b")",
    "an item of code spans": b"- **" + b"`a` " * 5_000 + b"[x](https://x.y)** " + b"`c` " * 5_000,
    "many open fences": b"- [x](https://x.y)\n\n  ```\n" * 2_000,
    "many empty items": b"-\n" * 20_000,
}


def growth() -> list[Result]:
    """Four times the text takes four times the time, on a seed and on what is made to hurt."""
    seed = max((file.read_bytes() for file in resource_files.catalogs()), key=len)
    shapes = {"the longer seed": repair.detect(seed).data, **HOSTILE}
    results = [_grown(f"reading {name}", reader.read, data) for name, data in shapes.items()]
    results.append(_grown("repairing the longer seed", repair.detect, seed))
    return results


def _grown(what: str, work: Callable[[bytes], object], data: bytes) -> Result:
    once = milliseconds(lambda: work(data), runs=3)
    four = milliseconds(lambda: work(data * 4), runs=3)
    ratio = four / once
    return Result(f"{what}, 4 × ÷ once ({once:.0f} ms)", f"{ratio:.1f}", "≈ 4", ratio < 8)


ALL = (start, star, taking_in, finding, growth)
