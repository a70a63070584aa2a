"""What can be asked of a document. PDFium is loaded here, in the worker's process."""

from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from effllm_desktop.domain.pdf import Mark
from effllm_desktop.pdf.annotations import annotations
from effllm_desktop.pdf.document import Document
from effllm_desktop.pdf.finding import Finder
from effllm_desktop.pdf.links import links
from effllm_desktop.pdf.marking import marked
from effllm_desktop.pdf.outline import outline
from effllm_desktop.pdf.pictures import View, paint
from effllm_desktop.pdf.text import plain, with_places

if TYPE_CHECKING:
    from collections.abc import Callable


class Answer(NamedTuple):
    """A plain value, and bytes that JSON is not made for."""

    value: object
    raw: bytes = b""


class Desk:
    """Answers requests about the document that was opened last."""

    def __init__(self, pixels: memoryview) -> None:
        self._pixels = pixels
        self._document: Document | None = None
        self._finder: Finder | None = None
        self.requests: dict[str, Callable[..., Answer]] = {
            "open": self._open,
            "render": self._render,
            "text": self._text,
            "plain": self._plain,
            "find": self._find,
            "outline": self._outline,
            "links": self._links,
            "annotations": self._annotations,
            "mark": self._mark,
        }

    def _open(self, path: str, password: str) -> Answer:
        self._document = Document(Path(path), password)
        self._finder = Finder(self._document)
        return Answer(self._document.facts())

    @property
    def _opened(self) -> Document:
        if self._document is None:
            raise RuntimeError("no document was opened")
        return self._document

    def _render(self, *view: Any) -> Answer:
        return Answer(paint(self._opened, View(*view), self._pixels))

    def _text(self, page: int) -> Answer:
        text, boxes = with_places(self._opened, page)
        return Answer(text, boxes.tobytes())

    def _plain(self, page: int) -> Answer:
        return Answer(plain(self._opened, page))

    def _find(self, words: str, page: int) -> Answer:
        if self._finder is None:
            raise RuntimeError("no document was opened")
        return Answer([hit.boxes for hit in self._finder.on_page(words, page)])

    def _outline(self) -> Answer:
        return Answer(outline(self._opened))

    def _links(self, page: int) -> Answer:
        return Answer(links(self._opened, page))

    def _annotations(self, page: int) -> Answer:
        return Answer(annotations(self._opened, page))

    def _mark(self, path: str, password: str, marks: list[Mark]) -> Answer:
        """In a document of its own, so that the one on the screen stays as it is."""
        document = Document(Path(path), password)
        return Answer(None, marked(document, marks))
