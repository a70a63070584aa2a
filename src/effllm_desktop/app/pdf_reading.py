"""Reading PDFs in the program: a document for each tab, each in a process of its own."""

from collections.abc import Callable
from pathlib import Path

from effllm_desktop.domain.pdf import WholePdf
from effllm_desktop.pdf import check
from effllm_desktop.pdf.client import TIMEOUT, PdfWorker
from effllm_desktop.store import atomic_file

__all__ = ["PdfReading", "PdfWorker", "check_whole", "pages_of", "write_copy"]


class PdfReading:
    """Hands out workers. One is ready where `prepare` was called: then a first page comes at once.

    Call it when the window has time: soon after the start, and again when a first page is painted.
    """

    def __init__(self, make: Callable[[], PdfWorker] = PdfWorker) -> None:
        self._make = make
        self._ready: PdfWorker | None = None

    def prepare(self) -> None:
        """Start a process in advance, unless there is one."""
        if self._ready is None:
            self._ready = self._make()
            self._ready.warm_up()

    def worker(self) -> PdfWorker:
        """One for a document to be opened in. Whoever gets it closes it."""
        worker, self._ready = self._ready or self._make(), None
        return worker

    def close(self) -> None:
        if self._ready is not None:
            self._ready.close()
            self._ready = None


def check_whole(path: Path, timeout: float = TIMEOUT) -> WholePdf:
    """Whether a file is a whole PDF; it takes a moment. Raises BadPdf, PdfLocked, PdfStopped."""
    return check.check(path, timeout)


def pages_of(path: Path) -> int:
    """How many pages a whole PDF has. Raises what `check_whole` raises."""
    return check_whole(path).pages


def write_copy(path: Path, data: bytes) -> None:
    """Save an annotated copy in one step. Raises BadInput, StorageFailed."""
    atomic_file.replace(path, data)
