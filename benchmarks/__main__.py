"""`python -m benchmarks [ROW…]`: measure and print the table. See benchmarks/README.md."""

import argparse
import platform
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator
from importlib import import_module
from importlib.metadata import version
from pathlib import Path

from benchmarks import lists, table
from benchmarks.content import LIBRARIES, Content
from benchmarks.processes import RefusedError

ROWS = {  # name: the module with a function of that name
    "parse": "engine",
    "imports": "engine",
    "unchanged": "engine",
    "exports": "exports",
    "start": "starting",
    "memory": "starting",
    "keys": "acting",
    "clicks": "acting",
    "star": "acting",
    "scroll": "acting",
    "add": "adding",
    "hidden": "hiding",
    "organise": "organising",
    "pdf": "reading",
    "refresh": "refreshing",
    "session": "session",
    "peers": "peers",
    "seeds": "seeds",
}


def main() -> int:
    arguments = _arguments()
    with tempfile.TemporaryDirectory(prefix="benchmarks-") as made:
        folder = arguments.folder or Path(made)
        content = Content(folder, arguments.entries, arguments.lists)
        try:
            if arguments.names[:1] == ["profile"]:
                _profile(arguments.names[1:], content)
            else:
                _measure(arguments.names or list(ROWS), content, arguments.minutes)
        finally:
            shutil.rmtree(folder / LIBRARIES, ignore_errors=True)
    return 0


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser("python -m benchmarks", description=__doc__)
    parser.add_argument("names", nargs="*", metavar="ROW", help=f"{', '.join(ROWS)}; or profile")
    parser.add_argument("--entries", type=int, default=100_000)
    parser.add_argument("--lists", type=int, default=1, help="how many files hold them")
    parser.add_argument("--minutes", type=float, default=2, help="length of the session")
    parser.add_argument("--folder", type=Path, help="where generated lists stay for the next time")
    found = parser.parse_args()
    known = {"profile", "parse", "import"} if found.names[:1] == ["profile"] else {*ROWS}
    if unknown := set(found.names) - known:
        parser.error(f"there is no {', '.join(sorted(unknown))}")
    return found


def _measure(names: list[str], content: Content, minutes: float) -> None:
    sections = lists.sections_for(content.entries // content.files)
    print(
        f"{content.entries:,} entries in {sections * content.files:,} sections of "
        f"{content.files} list(s). Python {platform.python_version()}, "
        f"PySide6 {version('PySide6-Essentials')}, {platform.system()} {platform.machine()}\n"
    )
    print(table.HEAD)
    for name in names:
        try:
            for line in _row(name)(content, minutes):
                print(line, flush=True)
        except RefusedError as refused:
            print(table.Line(name, f"not possible: {refused}"), flush=True)


def _row(name: str) -> Callable[[Content, float], Iterator[table.Line]]:
    module = import_module(f"benchmarks.{ROWS[name]}")
    if name == "session":
        return module.session  # type: ignore[no-any-return]
    measure = getattr(module, name)
    return lambda content, _: measure(content)


def _profile(names: list[str], content: Content) -> None:
    from benchmarks.profiling import profile

    for name in names or ["parse", "import"]:
        print("\n".join(profile(name, content)), end="\n\n")


if __name__ == "__main__":
    sys.exit(main())
