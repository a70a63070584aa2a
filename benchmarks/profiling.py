"""Where the time goes: the profiler's figures, by module and by function.

The profiler makes calls dearer than they are, so shares are hints. What C functions take counts for
the module that calls them. Threads and processes that the work starts are not seen.
"""

import cProfile
import pstats
import shutil
import sys
from collections import defaultdict
from collections.abc import Callable, Iterator
from pathlib import Path

from benchmarks.content import Content
from benchmarks.program import read_entries, take_in

FUNCTIONS = 25
MODULES = 20
PYTHON = f"python{sys.version_info.major}.{sys.version_info.minor}"
Function = tuple[str, int, str]  # file, line, name


def profile(what: str, content: Content) -> Iterator[str]:
    """The lines of two tables about `parse` or `import`."""
    assert content.lists  # made before, not under the profiler
    profiler = cProfile.Profile()
    profiler.runcall(_WORK[what], content)
    stats: dict[Function, tuple[int, int, float, float, dict[Function, tuple[int, int, float]]]]
    stats = pstats.Stats(profiler).stats  # type: ignore[attr-defined]
    modules: defaultdict[str, float] = defaultdict(float)
    own_time: defaultdict[str, float] = defaultdict(float)
    calls: defaultdict[str, int] = defaultdict(int)
    for function, (_, count, own, _, callers) in stats.items():
        if function[0] != "~":
            modules[_module(function)] += own
        else:
            for caller, figures in callers.items():
                modules[_module(caller)] += figures[2]
        own_time[_name(function)] += own
        calls[_name(function)] += count
    total = sum(own_time.values())
    yield f"{what} of {content.entries} entries under the profiler: {total:.1f} s\n"
    yield "| module, with the C functions that it calls | s | share |\n|---|---|---|"
    for name, taken in _largest(modules)[:MODULES]:
        yield f"| {name} | {taken:.2f} | {taken / total:.0%} |"
    yield "\n| function, by itself | s | share | calls |\n|---|---|---|---|"
    for name, taken in _largest(own_time)[:FUNCTIONS]:
        yield f"| {name} | {taken:.2f} | {taken / total:.0%} | {calls[name]:,} |"


def _parse(content: Content) -> None:
    for file in content.lists:
        for _ in read_entries(file.read_bytes()):
            pass


def _import(content: Content) -> None:
    library = content.new_library()
    take_in(library, content.lists)
    shutil.rmtree(library)


_WORK: dict[str, Callable[[Content], None]] = {"parse": _parse, "import": _import}


def _module(function: Function) -> str:
    """A dotted name, from below `src` or `site-packages` on."""
    parts = Path(function[0]).with_suffix("").parts
    for folder in ("src", "site-packages", PYTHON):
        if folder in parts:
            return ".".join(parts[len(parts) - parts[::-1].index(folder) :])
    return function[0] if function[0] != "~" else "C"


def _name(function: Function) -> str:
    if function[0] == "~":
        return function[2].replace("|", "\\|")
    return f"{_module(function)}: {function[2]}"


def _largest(figures: dict[str, float]) -> list[tuple[str, float]]:
    return sorted(figures.items(), key=lambda one: -one[1])
