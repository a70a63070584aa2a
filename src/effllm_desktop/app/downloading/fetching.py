"""One download, from an address to a file that is known to be a whole PDF. Runs on any thread."""

import time
from collections.abc import Callable
from pathlib import Path

from effllm_desktop.app.downloading.meters import Meter
from effllm_desktop.domain.errors import AppError
from effllm_desktop.net.line import Line
from effllm_desktop.net.pdf_fetch import Wanted, fetch
from effllm_desktop.net.visits import Network
from effllm_desktop.store import pdf_files
from effllm_desktop.store.downloads import Request
from effllm_desktop.store.pdf_cache import WholePdf

Checker = Callable[[Path], int]
"""Opens a file as a PDF; how many pages it has. Raises an AppError for what is none."""


class Lane:
    """Fetches one file, and can be told to stop by another thread."""

    def __init__(self, request: Request, service: str, folder: Path, largest: int) -> None:
        self.request = request
        self.service = service
        self.line = Line()
        self.part = pdf_files.part_of(folder, request.identity)
        self.meter = Meter(time.monotonic)
        self._largest = largest

    def run(self, network: Network, checker: Checker) -> WholePdf:
        """Raises AppErrors and Cancelled; what has come stays in its part file."""
        wanted = Wanted(self.request.url, self.part, self._largest)
        fetched = fetch(wanted, network, self.line, self.meter)
        self.meter.waiting("checking")
        return looked_at(
            self.part, checker, self.line.check, source_url=fetched.url, etag=fetched.etag
        )


def looked_at(
    part: Path,
    checker: Checker,
    checkpoint: Callable[[], None],
    *,
    source_url: str | None = None,
    etag: str | None = None,
) -> WholePdf:
    """What a file holds that must be a PDF. One that is none is removed."""
    try:
        pages = checker(part)
    except AppError:
        pdf_files.drop_part(part)
        raise
    checkpoint()
    digest = pdf_files.digest(part, checkpoint)
    return WholePdf(part, digest, part.stat().st_size, pages, source_url, etag)
