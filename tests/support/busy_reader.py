"""A process that reads and imports without a break, until it is killed. Run as a program.

It prints a line when it has begun, and one behind each act that has returned.
"""

import sys
from itertools import count
from pathlib import Path

from effllm_desktop.app.import_reports import ImportRequest
from effllm_desktop.app.importing import import_lists
from effllm_desktop.app.jobs import InlineProgress
from effllm_desktop.app.library import open_library
from effllm_desktop.app.operations.marking import SetStar
from effllm_desktop.app.operations.noting import SetNote
from effllm_desktop.app.sources import FileSource
from effllm_desktop.domain.scopes import Place, PlaceScope


def main() -> None:
    what, folder, source = sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3])
    act = {"operations": operate, "imports": take_in}[what]
    say("begun")
    for number in count():
        act(folder, source, number)
        say(str(number))


def operate(folder: Path, _: Path, number: int) -> None:
    """One step on many works, then one on a single work."""
    library = open_library(folder)
    works = library.entries.all_works(PlaceScope(Place.ALL))
    library.workspace.run(SetStar(works, number % 2 == 0))
    library.workspace.run(SetNote(works[number % len(works)], f"note {number}"))
    library.close()


def take_in(folder: Path, source: Path, number: int) -> None:
    """The list in turns with one entry more and one less, always under one heading."""
    entries = [f"- [work {n}](https://example.org/{n})\n" for n in range(60 + number % 2)]
    source.write_text("# L\n\n## S\n\n" + "".join(entries), encoding="utf-8")
    import_lists(folder, ImportRequest((FileSource(source),)), InlineProgress())


def say(word: str) -> None:
    sys.stdout.write(f"{word}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
