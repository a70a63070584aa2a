"""One document in a worker's process, whatever becomes of that: blocking, and for one thread."""

from pathlib import Path
from typing import Any, NamedTuple

from effllm_desktop.domain.errors import PdfStopped
from effllm_desktop.domain.pdf import DocumentFacts, PageSize, Picture
from effllm_desktop.pdf.process import WorkerProcess

WHOLE = 0
"""Stands for the document where pages are numbered."""
_STRIKES = 2
"""So often may a page end the process before it is not asked for any more."""


class Source(NamedTuple):
    """A file, and what opens it."""

    path: Path
    password: str


class Reading:
    """Starts the process when it is needed, and again when it died: the document is open again."""

    def __init__(self, *, timeout: float, is_background: bool) -> None:
        self._timeout = timeout
        self._is_background = is_background
        self._process: WorkerProcess | None = None
        self._source: Source | None = None
        self._facts: DocumentFacts | None = None
        self._strikes: dict[int, list[PdfStopped]] = {}

    @property
    def process_id(self) -> int | None:
        """From any thread."""
        process = self._process
        return process.id if process else None

    def started(self) -> WorkerProcess:
        """The process, running. Raises PdfStopped when it does not start."""
        if self._process is not None and not self._process.is_alive:
            self.end()
        if self._process is None:
            self._process = WorkerProcess(timeout=self._timeout, is_background=self._is_background)
            self._facts = None
        return self._process

    def opened(self, source: Source) -> DocumentFacts:
        """What is known of the document, which is then open.

        Raises StorageFailed, PdfLocked, BadPdf, PdfStopped.
        """
        process = self.started()
        if source is not self._source:
            self._source, self._facts = source, None
            self._strikes.clear()
        if self._facts is None:
            said, _ = self._answer(process, WHOLE, "open", str(source.path), source.password)
            pages, sizes, title, author = said
            self._facts = DocumentFacts(
                pages, tuple(PageSize(*size) for size in sizes), title, author
            )
        return self._facts

    def ask(self, source: Source, page: int, name: str, *values: object) -> tuple[Any, bytes]:
        """Ask about a page, or the WHOLE. Raises what `opened` raises."""
        self.opened(source)
        return self._answer(self.started(), page, name, *values)

    def painted(self, source: Source, page: int, *view: object) -> Picture:
        """A page in pixels. Raises what `opened` raises."""
        self.opened(source)
        process = self.started()
        said, _ = self._answer(process, page, "render", page, *view)
        width, height, stride, start = said
        pixels = process.pixels(start, (height - 1) * stride + 4 * width)
        return Picture(width, height, stride, pixels)

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
        strikes = self._strikes.get(page, [])
        if len(strikes) >= _STRIKES:
            raise strikes[-1]
        try:
            return process.ask(name, *values)
        except PdfStopped as problem:
            self._strikes[page] = [*strikes, problem]
            self._process = None
            raise
