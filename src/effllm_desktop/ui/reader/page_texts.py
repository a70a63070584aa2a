"""What pages hold, asked for when they come into sight and kept for a while: text, links, marks."""

from array import array
from collections import OrderedDict
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Generic, TypeVar

from PySide6.QtCore import QObject, Signal

from effllm_desktop.app.pdf_reading import PdfWorker
from effllm_desktop.domain.errors import AppError
from effllm_desktop.domain.pdf import Annotation, Link, PageText
from effllm_desktop.ui.reader.answers import Answers

if TYPE_CHECKING:
    from concurrent.futures import Future

T = TypeVar("T")
PAGES_KEPT = 60


class _Kept(Generic[T]):
    """One kind of thing that pages have."""

    def __init__(self, ask: "Callable[[int], Future[T]]", nothing: T) -> None:
        self.ask = ask
        self.nothing = nothing
        self.known: OrderedDict[int, T] = OrderedDict()
        self.asked: set[int] = set()

    def keep(self, page: int, value: T) -> None:
        self.asked.discard(page)
        self.known[page] = value
        while len(self.known) > PAGES_KEPT:
            self.known.popitem(last=False)


class PageTexts(QObject):
    """A page whose text cannot be read has none: its picture says so already."""

    arrived = Signal(int)  # page: its text is there

    def __init__(self, worker: PdfWorker, answers: Answers, parent: QObject) -> None:
        super().__init__(parent)
        self._answers = answers
        self._texts = _Kept(worker.text, PageText("", array("f")))
        self._links: _Kept[tuple[Link, ...]] = _Kept(worker.links, ())
        self._annotations: _Kept[tuple[Annotation, ...]] = _Kept(worker.annotations, ())

    def want(self, pages: Iterable[int]) -> None:
        """Say which pages are in sight."""
        for page in pages:
            self._ask(self._links, page, lambda _page: None)
            self._ask(self._texts, page, self.arrived.emit)
            self._ask(self._annotations, page, lambda _page: None)

    def text(self, page: int) -> PageText | None:
        return self._texts.known.get(page)

    def links(self, page: int) -> tuple[Link, ...]:
        return self._links.known.get(page, ())

    def annotations(self, page: int) -> tuple[Annotation, ...]:
        """Marks that are in the file already."""
        return self._annotations.known.get(page, ())

    def _ask(self, kind: _Kept[T], page: int, told: Callable[[int], object]) -> None:
        if page in kind.known:
            kind.known.move_to_end(page)
            return
        if page in kind.asked:
            return

        def done(value: T) -> None:
            kind.keep(page, value)
            told(page)

        def failed(_: AppError) -> None:
            done(kind.nothing)

        kind.asked.add(page)
        self._answers.when(kind.ask(page), done, failed)
