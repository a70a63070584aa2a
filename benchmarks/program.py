"""Every call into the program's engine: when its signatures move, this page follows.

Nothing of the program is imported before it is asked for, so that what is timed from outside loads
what it needs and no more. (The window's side of this page is `benchmarks.windows`.)
"""

from collections.abc import Iterator, Sequence
from pathlib import Path


def read_entries(data: bytes) -> Iterator[object]:
    """All that one list says, entry by entry."""
    from effllm_desktop.markdown.reader import ListStream

    yield from ListStream(data).entries()


def take_in(library: Path, files: Sequence[Path]) -> int:
    """Take lists in, as the program does; how many entries they have. Raises what went wrong."""
    from effllm_desktop.app.import_reports import ImportRequest
    from effllm_desktop.app.importing import import_lists
    from effllm_desktop.app.jobs import InlineProgress
    from effllm_desktop.app.sources import FileSource

    request = ImportRequest(tuple(FileSource(file) for file in files))
    summary = import_lists(library, request, InlineProgress())
    for failure in summary.failures:
        raise failure.problem
    return sum(report.entries for report in summary.lists)


def star_some(library: Path, count: int) -> None:
    """Star works of a library and begin to read others, so that no place of it is empty."""
    from contextlib import closing

    from effllm_desktop.app.library import open_library
    from effllm_desktop.app.operations.marking import SetStar, SetStatus
    from effllm_desktop.domain.scopes import Place, PlaceScope
    from effllm_desktop.domain.state import Status

    with closing(open_library(library)) as opened:
        works = opened.entries.all_works(PlaceScope(Place.ALL))
        opened.workspace.run(SetStar(works[-count:], starred=True))
        opened.workspace.run(SetStatus(works[-2 * count : -count], Status.READING))


def starred_works(library: Path) -> int:
    """How many works are starred, asked of the library itself."""
    from contextlib import closing

    from effllm_desktop.app.library import open_library
    from effllm_desktop.domain.scopes import Place, PlaceScope

    with closing(open_library(library)) as opened:
        return len(opened.entries.all_works(PlaceScope(Place.STARRED)))
