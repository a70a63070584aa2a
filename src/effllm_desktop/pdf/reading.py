"""One document in a worker's process, whatever becomes of that: blocking, and for one thread."""

from pathlib import Path
from typing import Any, NamedTuple

from effllm_desktop.domain.errors import PdfStopped
from effllm_desktop.domain.pdf import DocumentFacts, PageSize, Picture
from effllm_desktop.pdf.process import WorkerProcess
from effllm_desktop.pdf.sweeps import Sweep

WHOLE = 0
"""Stands for the document where pages are numbered."""
_STRIKES = 2
"""So often may a page end the process before it is not asked for any more."""


class Source(NamedTuple):
    """A file, and what opens it."""

    path: Path
    password: str


class Swept(NamedTuple):
    """What was said on some pages, None where one cannot be read; and the page to go on with."""

    said: dict[int, Any]
    next: int


class Reading:
    """Starts the process when it is needed, and again when it died: the document is open again."""

    def __init__(self, *, timeout: float, is_background: bool) -> None:
        self._timeout = timeout
        self._is_background = is_background
        self._process: WorkerProcess | None = None
        self._source: Source | None = None
        self._pages: int | None = None
        self._strikes: dict[int, list[PdfStopped]] = {}

    @property
    def process_id(self) -> int | None:
        """From any thread."""
        process = self._process
        return process.id if process else None

    @property
    def stopped_pages(self) -> int:
        """How many pages of the document took too long, or ended the process."""
        return len(self._strikes)

    def started(self) -> WorkerProcess:
        """The process, running. Raises PdfStopped when it does not start."""
        if self._process is not None and not self._process.is_alive:
            self.end()
        if self._process is None:
            self._process = WorkerProcess(timeout=self._timeout, is_background=self._is_background)
            self._pages = None
        return self._process

    def opened(self, source: Source) -> int:
        """The number of pages of the document, which is then open.

        Raises StorageFailed, PdfLocked, BadPdf, PdfStopped.
        """
        self._require_chances(source, WHOLE)
        process = self.started()
        if source is not self._source:
            self._source, self._pages = source, None
            self._strikes.clear()
        if self._pages is None:
            values = str(source.path), source.password
            pages: int = self._answer(process, WHOLE, "open", *values)[0]
            self._pages = pages
        return self._pages

    def facts(self, source: Source) -> DocumentFacts:
        """What is known of the document. Raises what `opened` raises."""
        (pages, sizes, *texts), _ = self.ask(source, WHOLE, "facts")
        return DocumentFacts(pages, tuple(PageSize(*size) for size in sizes), *texts)

    def ask(self, source: Source, page: int, name: str, *values: object) -> tuple[Any, bytes]:
        """Ask about a page, or the WHOLE. Raises what `opened` raises."""
        self._require_chances(source, page)
        self.opened(source)
        return self._answer(self.started(), page, name, *values)

    def painted(self, source: Source, page: int, *view: object) -> Picture:
        """A page in pixels. Raises what `opened` raises."""
        self._require_chances(source, page)
        self.opened(source)
        process = self.started()
        said, _ = self._answer(process, page, "render", page, *view)
        width, height, stride, start = said
        pixels = process.pixels(start, (height - 1) * stride + 4 * width)
        return Picture(width, height, stride, pixels)

    def sweep(
        self, source: Source, name: str, first: int, last: int, seconds: float, *values: object
    ) -> Swept:
        """Ask about pages one after another, for some seconds: handing over costs time, too.

        A page that ends the process is left out from then on. Raises what `opened` raises.
        """
        self.opened(source)
        process = self.started()
        without = tuple(page for page in self._strikes if first <= page <= last)
        wanted = Sweep(first, last, without, seconds)
        try:
            (said, following), _ = process.ask(name, wanted, *values)
        except PdfStopped as problem:
            self._process = None
            page = min(max(process.page_at_hand, first), last)
            self._strikes.setdefault(page, []).append(problem)
            if page == first:
                return Swept({first: None}, first + 1)
            # What was said on those before it is lost; they were done in no time.
            return self.sweep(source, name, first, page - 1, seconds, *values)
        return Swept(dict.fromkeys(without) | dict(said), following)

    def kill(self) -> None:
        """From any thread: what is being asked then ends with PdfStopped."""
        if (process := self._process) is not None:
            process.kill()

    def end(self) -> None:
        if self._process is not None:
            self._process.end()
            self._process = None

    def _answer(
        self, process: WorkerProcess, page: int, name: str, *values: object
    ) -> tuple[Any, bytes]:
        try:
            return process.ask(name, *values)
        except PdfStopped as problem:
            self._strikes.setdefault(page, []).append(problem)
            self._process = None
            raise

    def _require_chances(self, source: Source, page: int) -> None:
        """Raise what a page came to the last time, if it came to that too often."""
        strikes = self._strikes.get(page, []) if source is self._source else []
        if len(strikes) >= _STRIKES:
            raise strikes[-1]
