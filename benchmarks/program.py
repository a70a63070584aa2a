"""Every call into the program's engine: when its signatures move, this page follows.

Nothing of the program is imported before it is asked for, so that what is timed from outside loads
what it needs and no more. (The window's side of this page is `benchmarks.windows`.)
"""

import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from effllm_desktop.app.pdf_reading import PdfReading, PdfWorker
    from effllm_desktop.pdf.extracting import Extractor


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


def mark_many(library: Path, count: int) -> None:
    """Star works of a library, tag them and write a note on each."""
    from contextlib import closing

    from effllm_desktop.app.library import open_library
    from effllm_desktop.app.operations.changing import ChangeState
    from effllm_desktop.domain.scopes import Place, PlaceScope

    with closing(open_library(library)) as opened:
        works = opened.entries.all_works(PlaceScope(Place.ALL))[:count]
        opened.workspace.run(
            ChangeState(works=works, starred=True, tags=("marked",), note="Worth a look.\n" * 3)
        )


def starred_works(library: Path) -> int:
    """How many works are starred, asked of the library itself."""
    from contextlib import closing

    from effllm_desktop.app.library import open_library
    from effllm_desktop.domain.scopes import Place, PlaceScope

    with closing(open_library(library)) as opened:
        return len(opened.entries.all_works(PlaceScope(Place.STARRED)))


def names_of(library: Path) -> tuple[list[str], list[str]]:
    """What services know the works of a library by: ids of papers, names of repositories."""
    from contextlib import closing

    from effllm_desktop.app.library import open_library
    from effllm_desktop.app.refreshing.asking import questions
    from effllm_desktop.domain.scopes import Place, PlaceScope

    with closing(open_library(library)) as opened:
        works = opened.entries.all_works(PlaceScope(Place.ALL))
        asked = questions(opened.database, works)
        return [str(one) for one in asked.arxiv], [str(one) for one in asked.repositories]


def refresh_all(library: Path, base: str) -> int:
    """Ask services that are all at one address about all works; how many are known better now."""
    from contextlib import closing

    from effllm_desktop.app.jobs import InlineProgress
    from effllm_desktop.app.library import open_library
    from effllm_desktop.app.refreshing.refreshing import Means, refresh
    from effllm_desktop.app.settings import Settings
    from effllm_desktop.domain.scopes import Place, PlaceScope

    settings = Settings(
        arxiv_api_url=base,
        semantic_scholar_url=base,
        openalex_url=base,
        github_api_url=base,
        github_token="none",
        arxiv_interval=0,
        host_interval=0,
    )
    with closing(open_library(library)) as opened:
        works = opened.entries.all_works(PlaceScope(Place.ALL))
    report = refresh(library, Means(settings), works, InlineProgress())
    for failure in report.failures:
        raise failure.problem
    return len(report.updated)


def tag_with_key(library: Path, key: str) -> None:
    """Give a library a tag that a digit puts on works."""
    from contextlib import closing

    from effllm_desktop.app.library import open_library
    from effllm_desktop.app.operations.naming_tags import SetTagKey
    from effllm_desktop.app.operations.tagging import AddTags
    from effllm_desktop.domain.scopes import Place, PlaceScope

    with closing(open_library(library)) as opened:
        works = opened.entries.all_works(PlaceScope(Place.ALL))
        opened.workspace.run(AddTags(works[-1:], ["measured"]))
        opened.workspace.run(SetTagKey("measured", int(key)))


QUERIES = (
    *("quantized", "sparse attention", "petrov", "low-bit models", "推理优化", "推理", "qu", "a"),
    *('"sparse attention"', "-quantized", "sparse or dense", "(sparse or dense) -attention"),
    *("title:sparse", "author:petrov", "venue:arxiv", "year:2023", "year:2022..2024", "year:>2022"),
    *("tag:measured", "no:tag", "kind:paper", "kind:repository", "section:5", "url:github"),
    *("is:unread", "is:read", "is:starred", "is:queued", "is:new", "is:reading sparse", "has:note"),
    *("has:code", "cites:>100", "cites:>1k", "rating:>=4", "added:<7d", "is:unread kind:paper kv"),
    *("author:wang year:2023", "is:unread year:2024 cites:>10", "kind:paper -author:petrov sparse"),
)


class QueryTimes(NamedTuple):
    """Milliseconds from the text of a query to its first rows, and to all works that it finds."""

    text: str
    first: list[float]
    all: list[float]


def query_times(library: Path, rounds: int) -> Iterator[QueryTimes]:
    """How long each typical query takes among all works, asked the way the window asks it."""
    from contextlib import closing

    from effllm_desktop.app.library import open_library
    from effllm_desktop.app.readmodels.orders import read_glimpse
    from effllm_desktop.domain.queries import parse
    from effllm_desktop.domain.scopes import Place, PlaceScope, Sort
    from effllm_desktop.ui.entries.finding import FEW_HITS

    scope = PlaceScope(Place.ALL)
    with closing(open_library(library)) as opened:
        entries = opened.entries
        order = entries.order(scope, Sort.LIST, None)
        assert order is not None

        def first(text: str) -> object:
            query = parse(text)
            if entries.is_slow(query):
                return read_glimpse(library, scope, query) or entries.found_by(query)
            hits = entries.found_soon(query)
            if hits is None and (found := entries.first_in(order, query)):
                return found
            works = (hits or entries.found_by(query)).works
            few = len(works) <= FEW_HITS
            return entries.among(scope, Sort.LIST, works) if few else order.first(works)

        for text in QUERIES:
            yield QueryTimes(
                text,
                [_milliseconds(lambda: first(text)) for _ in range(rounds)],  # noqa: B023
                [_milliseconds(lambda: entries.hits(parse(text))) for _ in range(rounds)],  # noqa: B023
            )


def _milliseconds(act: Callable[[], object]) -> float:
    began = time.perf_counter()
    act()
    return (time.perf_counter() - began) * 1000


@contextmanager
def pdf_reading() -> "Iterator[PdfReading]":
    """What hands out the processes that documents are read in."""
    from effllm_desktop.app.pdf_reading import PdfReading

    reading = PdfReading()
    yield reading
    reading.close()


def first_page(worker: "PdfWorker", file: Path, scale: float) -> object:
    """From a file to the pixels of its first page."""
    worker.open(file)
    return worker.render(1, scale).result()


def all_pages(worker: "PdfWorker", pages: int, scale: float) -> None:
    """The pixels of all pages, one after another, as somebody sees them who scrolls."""
    for page in range(1, pages + 1):
        worker.render(page, scale).result()


def all_tiles(worker: "PdfWorker", scale: float) -> None:
    """The first page, enlarged, in tiles."""
    from effllm_desktop.domain.pdf import Tile

    for number in range(64):
        worker.render(
            1, scale, tile=Tile(512 * (number % 8), 512 * (number // 8), 512, 512)
        ).result()


def found(worker: "PdfWorker", file: Path, words: str) -> int:
    """How often words stand in a document that is opened for it."""
    worker.open(file)
    return worker.find(words, 1, lambda _: None).result()


def extractor() -> "Extractor":
    """What takes the text of documents in the background."""
    from effllm_desktop.pdf.extracting import Extractor

    return Extractor()


def process_of(worker: "PdfWorker") -> int | None:
    """The number of the process that a document is read in."""
    return worker.process_id
