"""The process that reads PDFs: one document, one request at a time, until nobody asks any more.

Requests come as tuples of plain values. Answers go back as JSON, which does no harm to whoever
reads it even when a hostile document has taken this process over; pixels and coordinates follow as
bytes.
"""

import json
import mmap
import signal
from collections.abc import Callable
from multiprocessing.connection import Connection
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from effllm_desktop.domain.errors import AppError, BadPdf
from effllm_desktop.domain.pdf import Mark
from effllm_desktop.pdf import limits

if TYPE_CHECKING:
    from effllm_desktop.pdf.document import Document
    from effllm_desktop.pdf.finding import Finder


class Setting(NamedTuple):
    """What the process is started with."""

    pixels: str
    """The file through which pixels are handed over."""
    room: int
    """Bytes in it."""
    memory: int
    """Bytes of address space that the process may have."""
    patience: float
    """Seconds after which a request is given up, if the other side has not done so."""
    is_background: bool


class Answer(NamedTuple):
    """A plain value, and bytes that JSON is not made for."""

    value: object
    raw: bytes = b""


def serve(connection: Connection, setting: Setting) -> None:
    """What the process does."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl+C is for the window, which then ends us
    with Path(setting.pixels).open("r+b") as file:
        pixels = mmap.mmap(file.fileno(), setting.room)
    limits.set_for_this_process(setting.memory, is_background=setting.is_background)
    desk = _Desk(memoryview(pixels))
    connection.send_bytes(b"ready")
    while True:
        try:
            name, *values = connection.recv()
        except EOFError:
            return
        with limits.alarm(setting.patience):
            head, raw = _answered(desk.requests[name], values)
        connection.send_bytes(head)
        if raw:
            connection.send_bytes(raw)


def _answered(work: Callable[..., Answer], values: list[Any]) -> tuple[bytes, bytes]:
    try:
        value, raw = work(*values)
    except AppError as problem:
        said = [type(problem).__name__, problem.what, problem.hint]
        return json.dumps({"problem": said}).encode(), b""
    except MemoryError:
        said = [BadPdf.__name__, "This PDF needs more memory than it may have.", ""]
        return json.dumps({"problem": said}).encode(), b""
    return json.dumps({"value": value, "raw": len(raw)}).encode(), raw


class _Desk:
    """What can be asked. PDFium is loaded here and nowhere else."""

    def __init__(self, pixels: memoryview) -> None:
        from effllm_desktop.pdf import document, pictures  # noqa: F401 - ready before the first

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
        from effllm_desktop.pdf.document import Document
        from effllm_desktop.pdf.finding import Finder

        self._document = Document(Path(path), password)
        self._finder = Finder(self._document)
        return Answer(self._document.facts())

    @property
    def _opened(self) -> "Document":
        if self._document is None:
            raise RuntimeError("no document was opened")
        return self._document

    def _render(self, *view: Any) -> Answer:
        from effllm_desktop.pdf.pictures import View, paint

        return Answer(paint(self._opened, View(*view), self._pixels))

    def _text(self, page: int) -> Answer:
        from effllm_desktop.pdf.text import with_places

        text, boxes = with_places(self._opened, page)
        return Answer(text, boxes.tobytes())

    def _plain(self, page: int) -> Answer:
        from effllm_desktop.pdf.text import plain

        return Answer(plain(self._opened, page))

    def _find(self, words: str, page: int) -> Answer:
        if self._finder is None:
            raise RuntimeError("no document was opened")
        return Answer([hit.boxes for hit in self._finder.on_page(words, page)])

    def _outline(self) -> Answer:
        from effllm_desktop.pdf.outline import outline

        return Answer(outline(self._opened))

    def _links(self, page: int) -> Answer:
        from effllm_desktop.pdf.links import links

        return Answer(links(self._opened, page))

    def _annotations(self, page: int) -> Answer:
        from effllm_desktop.pdf.annotations import annotations

        return Answer(annotations(self._opened, page))

    def _mark(self, path: str, password: str, marks: list[Mark]) -> Answer:
        """In a document of its own, so that the one on the screen stays as it is."""
        from effllm_desktop.pdf.document import Document
        from effllm_desktop.pdf.marking import marked

        document = Document(Path(path), password)
        return Answer(None, marked(document, marks))
