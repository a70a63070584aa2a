"""The way in to a PDF, for a window: asking never waits, and no document can do harm.

Each call gives a future at once. Cancel it when nobody wants its answer any more: a page that was
scrolled past is then never painted. Callbacks of futures (and of `find`) come on a thread of the
worker's owner: hand them over to your own, as job runners do.
"""

from array import array
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from effllm_desktop.domain.pdf import (
    Annotation,
    Box,
    DocumentFacts,
    Hit,
    Link,
    Mark,
    OutlineItem,
    PageText,
    Picture,
    Tile,
)
from effllm_desktop.pdf.reading import WHOLE, Reading, Source
from effllm_desktop.pdf.requests import AGAIN, Again, Rank, Requests

if TYPE_CHECKING:
    from concurrent.futures import Future

T = TypeVar("T")
TIMEOUT = 10.0
_PATIENCE = 60.0
_MOMENT = 0.06
"""Seconds: so long may something that is waited for have to wait for a search."""


class PdfWorker:
    """One open document in a process of its own, which is started when first needed.

    Where a request takes longer than `timeout` seconds or brings the process down, that request
    fails with PdfStopped; the next one gets a new process and finds the document open.
    """

    def __init__(self, timeout: float = TIMEOUT, *, is_background: bool = False) -> None:
        self._reading = Reading(timeout=timeout, is_background=is_background)
        self._requests = Requests()
        self._source = Source(Path(), "")

    @property
    def process_id(self) -> int | None:
        """The system's number of the process; None where there is none at the moment."""
        return self._reading.process_id

    def warm_up(self) -> "Future[None]":
        """Start the process before it is needed."""

        def warm() -> None:
            self._reading.started()

        return self._requests.add(Rank.SEEN, warm)

    def open(self, path: Path, password: str = "") -> "Future[DocumentFacts]":
        """Open a document instead of the one before; what was asked of that is cancelled.

        Fails with StorageFailed, PdfLocked, BadPdf, and so does what is asked of a document that
        does not open.
        """
        self._requests.drop()
        self._source = source = Source(path, password)
        return self._requests.add(Rank.SEEN, lambda: self._reading.facts(source))

    def render(
        self,
        page: int,
        scale: float,
        rotation: int = 0,
        tile: Tile | None = None,
        *,
        dark: bool = False,
        beside: bool = False,
    ) -> "Future[Picture]":
        """A page in pixels, `scale` of them a point, turned by `rotation` degrees to the right.

        A picture holds some eight million pixels at most: of larger pages ask for tiles. What is
        wanted `beside` the page that is read is painted when nothing else is waited for.
        """
        source = self._source
        view = scale, rotation // 90 % 4, tile, dark
        rank = Rank.BESIDE if beside else Rank.SEEN
        return self._requests.add(rank, lambda: self._reading.painted(source, page, *view))

    def text(self, page: int) -> "Future[PageText]":
        """The text with the places of its characters, to select from."""
        source = self._source

        def read() -> PageText:
            text, raw = self._reading.ask(source, page, "text", page)
            boxes = array("f")
            boxes.frombytes(raw)
            return PageText(text, boxes)

        return self._requests.add(Rank.SEEN, read)

    def find(
        self, words: str, first_page: int, found: Callable[[tuple[Hit, ...]], None]
    ) -> "Future[int]":
        """Look for words on all pages, beginning at one; in the end, how many hits there are.

        `found` is called with the hits of a page, page after page; when the search is cancelled,
        perhaps some times more. Pages that cannot be read are passed over.
        """
        search = _Search(self._reading, self._source, words, first_page, found)
        return self._requests.add(Rank.LONG, search.step)

    def texts(self, made: Callable[[Sequence[str]], T]) -> "Future[T]":
        """What is made of the texts of all pages, on the thread that waits for them.

        The text of a page that cannot be read is empty.
        """
        return self._requests.add(Rank.LONG, _Texts(self._reading, self._source, made).step)

    def outline(self) -> "Future[tuple[OutlineItem, ...]]":
        return self._asked(Rank.SEEN, _outline, WHOLE, "outline")

    def links(self, page: int) -> "Future[tuple[Link, ...]]":
        return self._asked(Rank.SEEN, _links, page, "links", page)

    def annotations(self, page: int) -> "Future[tuple[Annotation, ...]]":
        return self._asked(Rank.SEEN, _annotations, page, "annotations", page)

    def all_annotations(self) -> "Future[tuple[tuple[int, Annotation], ...]]":
        """Those of all pages, with their pages; of pages that cannot be read there are none."""
        return self._requests.add(Rank.LONG, _Gathering(self._reading, self._source).step)

    def annotated(self, marks: Iterable[Mark]) -> "Future[bytes]":
        """The bytes of a copy in which the marks are highlights that every viewer shows."""
        source, wanted = self._source, list(marks)

        def written() -> bytes:
            values = str(source.path), source.password, wanted
            return self._reading.ask(source, WHOLE, "mark", *values)[1]

        return self._requests.add(Rank.SEEN, written)

    def another(self, path: Path) -> "PdfWorker":
        """A worker for the same file or a copy of it, which opens with the same password.

        It has more patience than this one, and leaves the machine to whatever is waited for.
        """
        other = PdfWorker(_PATIENCE, is_background=True)
        other.open(path, self._source.password)
        return other

    def close(self) -> None:
        """End the process and cancel what waits. Nothing is answered afterwards."""
        self._requests.close(meanwhile=self._reading.kill, last=self._reading.end)

    def _asked(
        self, rank: Rank, told: Callable[[Any], T], page: int, name: str, *values: object
    ) -> "Future[T]":
        source = self._source
        return self._requests.add(
            rank, lambda: told(self._reading.ask(source, page, name, *values)[0])
        )


class _Search:
    """Words looked for, some pages at a time, so that something else may be asked in between."""

    def __init__(
        self,
        reading: Reading,
        source: Source,
        words: str,
        first_page: int,
        found: Callable[[tuple[Hit, ...]], None],
    ) -> None:
        self._reading = reading
        self._source = source
        self._words = words
        self._first = first_page
        self._tell = found
        self._ranges: list[tuple[int, int]] | None = None
        self._hits = 0

    def step(self) -> int | Again:
        """Some pages; the number of all hits when there are no further ones."""
        if self._ranges is None:
            pages = self._reading.opened(self._source)
            self._ranges = [(self._first, pages), (1, min(self._first - 1, pages))]
        while self._ranges and self._ranges[0][0] > self._ranges[0][1]:
            del self._ranges[0]
        if not self._ranges:
            return self._hits
        first, last = self._ranges[0]
        said, following = self._reading.sweep(
            self._source, "find", first, last, _MOMENT, self._words
        )
        self._ranges[0] = following, last
        for page in sorted(page for page in said if page < following):
            if hits := tuple(Hit(page, _boxes(boxes)) for boxes in said[page] or ()):
                self._hits += len(hits)
                self._tell(hits)
        return AGAIN


class _Texts(Generic[T]):
    """The texts of all pages, read some at a time."""

    def __init__(
        self, reading: Reading, source: Source, made: Callable[[Sequence[str]], T]
    ) -> None:
        self._reading = reading
        self._source = source
        self._made = made
        self._texts: list[str] = []

    def step(self) -> T | Again:
        """Some pages; when there are no further ones, what is made of them."""
        first, last = len(self._texts) + 1, self._reading.opened(self._source)
        if first > last:
            return self._made(self._texts)
        said, following = self._reading.sweep(self._source, "texts", first, last, _MOMENT)
        self._texts += [said.get(page) or "" for page in range(first, following)]
        return AGAIN


class _Gathering:
    """The annotations of all pages, some pages at a time."""

    def __init__(self, reading: Reading, source: Source) -> None:
        self._reading = reading
        self._source = source
        self._next = 1
        self._found: list[tuple[int, Annotation]] = []

    def step(self) -> tuple[tuple[int, Annotation], ...] | Again:
        """Some pages; what all of them hold when there are no further ones."""
        last = self._reading.opened(self._source)
        if self._next > last:
            return tuple(self._found)
        said, following = self._reading.sweep(self._source, "marks", self._next, last, _MOMENT)
        for page in sorted(page for page in said if page < following):
            self._found += [(page, one) for one in _annotations(said[page] or ())]
        self._next = following
        return AGAIN


def _boxes(said: Any) -> tuple[Box, ...]:
    return tuple(Box(*box) for box in said)


def _outline(said: Any) -> tuple[OutlineItem, ...]:
    return tuple(OutlineItem(*item) for item in said)


def _links(said: Any) -> tuple[Link, ...]:
    return tuple(Link(Box(*box), *rest) for box, *rest in said)


def _annotations(said: Any) -> tuple[Annotation, ...]:
    return tuple(Annotation(kind, _boxes(boxes), *rest) for kind, boxes, *rest in said)
