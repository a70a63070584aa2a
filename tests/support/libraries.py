"""Real libraries for tests: made from Markdown text, or from the bundled lists."""

from collections.abc import Sequence
from pathlib import Path

from effllm_desktop.app.import_reports import ImportRequest
from effllm_desktop.app.importing import import_lists
from effllm_desktop.app.jobs import InlineProgress
from effllm_desktop.app.library import Library, open_library
from effllm_desktop.app.sources import Bundled, BytesSource, Source


def library_of(folder: Path, *texts: str) -> Library:
    """A library with a list of each text."""
    return _filled(
        folder, [BytesSource(f"list {i}", text.encode()) for i, text in enumerate(texts)]
    )


def bundled_library(folder: Path) -> Library:
    """A library with the two lists that come with the program."""
    return _filled(folder, [Bundled()])


def take_in(folder: Path, sources: Sequence[Source], as_list: str | None = None) -> None:
    """Import, as another connection would."""
    request = ImportRequest(sources=tuple(sources), name=None, as_list=as_list, copy=False)
    import_lists(folder, request, InlineProgress())


def _filled(folder: Path, sources: Sequence[Source]) -> Library:
    library = open_library(folder)
    for source in sources:
        take_in(folder, [source])
    return library
