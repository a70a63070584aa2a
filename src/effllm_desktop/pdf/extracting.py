"""The text of whole documents, one after another, in the background. It blocks: it is for jobs."""

from collections.abc import Iterator
from pathlib import Path

from effllm_desktop.domain.errors import BadPdf, PdfStopped
from effllm_desktop.pdf.reading import Reading, Source

_TIMEOUT = 10.0
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
        count = self._reading.opened(source).pages
        stops = 0
        for page in range(1, count + 1):
            if stops == _STOPS:
                yield None
                continue
            self._reading.opened(source)
            try:
                text, _ = self._reading.ask(source, page, "plain", page)
            except BadPdf:
                text = None
            except PdfStopped:
                stops, text = stops + 1, None
            yield text
