"""The bundled lists and texts that are made to hurt: what the engine takes for them by itself."""

import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from benchmarks.processes import RUNS
from benchmarks.table import Goal, Line, milliseconds
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

A_MEGABYTE = Goal(1, 1, " s")
FOUR_TIMES = Goal(8, 5)


def timed(work: Callable[[], object], runs: int = RUNS) -> float:
    """Milliseconds: the median of some runs, after one that is not counted."""
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


def star() -> Iterator[Line]:
    """One star: transaction, journal, search index."""
    with library_with_seeds() as library:
        times = []
        for work in library.entries.all_works(PlaceScope(Place.ALL))[:200]:
            began = time.perf_counter()
            library.workspace.run(SetStar([work], starred=True))
            times.append((time.perf_counter() - began) * 1000)
    yield Line("one star, without the window", milliseconds(statistics.median(times)))


def taking_in() -> Iterator[Line]:
    """Both seeds from bytes to a committed library; reading and repairing alone."""
    seeds = [file.read_bytes() for file in resource_files.catalogs()]
    repaired = [repair.detect(seed).data for seed in seeds]
    size = sum(map(len, seeds)) / 1e6

    def whole() -> None:
        with tempfile.TemporaryDirectory() as folder:
            take_in_seeds(Path(folder) / "library")

    reading = timed(lambda: [reader.read(data) for data in repaired])
    repairing = timed(lambda: [repair.detect(seed) for seed in seeds])
    yield Line("import of both seeds into a new library", milliseconds(timed(whole)))
    yield Line("repair of both seeds", milliseconds(repairing))
    yield Line(
        "reading both seeds, a MB",
        milliseconds(reading / size),
        goal=A_MEGABYTE,
        value=reading / size / 1000,
    )


def finding() -> Iterator[Line]:
    """What a click on a list and a key in the search box ask of the library."""
    with library_with_seeds() as library:
        (first, _) = library.lists.all()
        scope = ListScope(first.id)

        def page() -> None:
            library.entries.rows(scope, library.entries.select(scope).row_ids[:64])

        def search() -> None:
            found = library.entries.select(PlaceScope(Place.ALL), parse("quant"))
            library.entries.rows(PlaceScope(Place.ALL), found.row_ids[:64])

        yield Line("a list chosen: ids and first page", milliseconds(timed(page)))
        yield Line("a word searched: ids and first page", milliseconds(timed(search)))
        yield Line("all counts of the tree", milliseconds(timed(library.outlines.read)))


HOSTILE = {
    "a paragraph of open brackets": b"- [x](https://x.y) " + b"[a](b [![" * 5_000,
    "an item of dashes": b"- [x](https://x.y)" + b" -" * 20_000 + b")",
    "an item of code spans": b"- **" + b"`a` " * 5_000 + b"[x](https://x.y)** " + b"`c` " * 5_000,
    "many open fences": b"- [x](https://x.y)\n\n  ```\n" * 2_000,
    "many empty items": b"-\n" * 20_000,
}


def growth() -> Iterator[Line]:
    """Four times the text takes four times the time, on a seed and on what is made to hurt."""
    seed = max((file.read_bytes() for file in resource_files.catalogs()), key=len)
    shapes = {"the longer seed": repair.detect(seed).data, **HOSTILE}
    for name, data in shapes.items():
        yield _grown(f"reading {name}", reader.read, data)
    yield _grown("repairing the longer seed", repair.detect, seed)


def _grown(what: str, work: Callable[[bytes], object], data: bytes) -> Line:
    once = timed(lambda: work(data), runs=3)
    four = timed(lambda: work(data * 4), runs=3)
    ratio = four / once
    return Line(
        f"{what}: four times the text ÷ once",
        milliseconds(four),
        milliseconds(once),
        f"{ratio:.1f}",
        FOUR_TIMES,
        ratio,
    )


def seeds(_: object) -> Iterator[Line]:
    """All of it; the size that was asked for does not matter here."""
    for measure in (taking_in, finding, star, growth):
        yield from measure()
