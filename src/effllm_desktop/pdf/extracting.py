"""The text of whole documents, one after another, in the background. It blocks: it is for jobs."""

from collections.abc import Iterator
from pathlib import Path

from effllm_desktop.pdf.reading import Reading, Source

_TIMEOUT = 10.0
_MOMENT = 0.1
"""Seconds: so often a job may be cancelled."""
_STOPS = 3
"""After so many pages that took too long the rest of a document is left alone."""


class Extractor:
    """Holds a process of low priority for as many documents as are wanted."""

    def __init__(self, timeout: float = _TIMEOUT) -> None:
        self._reading = Reading(timeout=timeout, is_background=True)

    def __enter__(self) -> "Extractor":
        return self

    def __exit__(self, *_: object) -> None:
        self._reading.end()

    def pages(self, path: Path) -> Iterator[str | None]:
        """What each page says; None for one that cannot be read.

        Raises StorageFailed, BadPdf, PdfLocked, PdfStopped when the document does not open.
        """
        source = Source(path, "")
        last = self._reading.opened(source)
        page = 1
        while page <= last and self._reading.stopped_pages < _STOPS:
            said, following = self._reading.sweep(source, "texts", page, last, _MOMENT)
            yield from (said.get(number) for number in range(page, following))
            page = following
        yield from [None] * (last + 1 - page)
