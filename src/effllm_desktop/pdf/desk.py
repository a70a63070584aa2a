"""What can be asked of a document. PDFium is loaded here, in the worker's process."""

import time
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from effllm_desktop.domain.errors import BadPdf
from effllm_desktop.domain.pdf import Mark
from effllm_desktop.pdf.annotations import annotations
from effllm_desktop.pdf.document import Document
from effllm_desktop.pdf.finding import Finder
from effllm_desktop.pdf.links import links
from effllm_desktop.pdf.marking import marked
from effllm_desktop.pdf.outline import outline
from effllm_desktop.pdf.pictures import View, paint
from effllm_desktop.pdf.sweeps import PAGE_AT_HAND, Sweep
from effllm_desktop.pdf.text import plain, with_places


class Answer(NamedTuple):
    """A plain value, and bytes that JSON is not made for."""

    value: object
    raw: bytes = b""


class Desk:
    """Answers requests about the document that was opened last."""

    def __init__(self, shared: memoryview) -> None:
        self._pixels, self._at_hand = shared[:-PAGE_AT_HAND], shared[-PAGE_AT_HAND:]
        self._document: Document | None = None
        self._finder: Finder | None = None
        self.requests: dict[str, Callable[..., Answer]] = {
            "open": self._open,
            "facts": lambda: Answer(self._opened.facts()),
            "render": lambda *view: Answer(paint(self._opened, View(*view), self._pixels)),
            "text": self._text,
            "outline": lambda: Answer(outline(self._opened)),
            "links": lambda page: Answer(links(self._opened, page)),
            "annotations": lambda page: Answer(annotations(self._opened, page)),
            "mark": self._mark,
            "texts": self._texts,
            "marks": self._marks,
            "find": self._find,
        }

    @property
    def _opened(self) -> Document:
        if self._document is None:
            raise RuntimeError("no document was opened")
        return self._document

    def _open(self, path: str, password: str) -> Answer:
        self._document = Document(Path(path), password)
        self._finder = Finder(self._document)
        return Answer(self._document.pages)

    def _text(self, page: int) -> Answer:
        text, boxes = with_places(self._opened, page)
        return Answer(text, boxes.tobytes())

    def _mark(self, path: str, password: str, marks: list[Mark]) -> Answer:
        """In a document of its own, so that the one on the screen stays as it is."""
        document = Document(Path(path), password)
        return Answer(None, marked(document, marks))

    def _texts(self, sweep: Sweep) -> Answer:
        return self._swept(sweep, lambda page: plain(self._opened, page))

    def _marks(self, sweep: Sweep) -> Answer:
        return self._swept(sweep, lambda page: annotations(self._opened, page))

    def _find(self, sweep: Sweep, words: str) -> Answer:
        finder = self._finder or Finder(self._opened)
        return self._swept(sweep, lambda page: [hit.boxes for hit in finder.on_page(words, page)])

    def _swept(self, sweep: Sweep, on_page: Callable[[int], object]) -> Answer:
        """What is said on pages one after another, until the time is over, and the next page."""
        end = time.monotonic() + sweep.seconds
        said: list[tuple[int, object]] = []
        for page in range(sweep.first, sweep.last + 1):
            if page not in sweep.without:
                self._at_hand[:] = page.to_bytes(PAGE_AT_HAND, "little")
                said.append((page, _unless_damaged(on_page, page)))
            if time.monotonic() > end:
                return Answer((said, page + 1))
        return Answer((said, sweep.last + 1))


def _unless_damaged(on_page: Callable[[int], object], page: int) -> object:
    try:
        return on_page(page)
    except BadPdf:
        return None
