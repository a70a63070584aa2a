"""What was found in the document: hits page by page as they come, and the one that was gone to."""

from bisect import insort
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from effllm_desktop.app.pdf_reading import PdfWorker
from effllm_desktop.domain.pdf import Hit
from effllm_desktop.ui.reader.answers import Answers

if TYPE_CHECKING:
    from concurrent.futures import Future


class Finds(QObject):
    """One search at a time; a new one ends the one before."""

    changed = Signal()  # there are more hits, or another one is gone to, or all pages were read
    gone_to = Signal(object)  # Hit

    def __init__(self, worker: PdfWorker, answers: Answers, parent: QObject) -> None:
        super().__init__(parent)
        self._worker = worker
        self._answers = answers
        self._future: Future[int] | None = None
        self._number = 0
        self._words = ""
        self._pages: list[int] = []
        self._hits: dict[int, Sequence[Hit]] = {}
        self._at: tuple[int, int] | None = None

    @property
    def words(self) -> str:
        return self._words

    @property
    def hits(self) -> Mapping[int, Sequence[Hit]]:
        return self._hits

    @property
    def hit(self) -> Hit | None:
        """The one that was gone to."""
        return self._hits[self._at[0]][self._at[1]] if self._at else None

    @property
    def is_running(self) -> bool:
        return self._future is not None

    @property
    def count(self) -> int:
        return sum(len(hits) for hits in self._hits.values())

    @property
    def place(self) -> int:
        """Which of the hits was gone to, from 1; 0: none yet."""
        if self._at is None:
            return 0
        page, number = self._at
        before = sum(len(self._hits[one]) for one in self._pages if one < page)
        return before + number + 1

    def find(self, words: str, first_page: int) -> None:
        """Look for words everywhere, beginning at a page; go to the first hit."""
        self.clear()
        self._words = words
        if not words.strip():
            return
        number = self._number
        self._future = self._worker.find(
            words,
            first_page,
            lambda hits: self._answers.soon(lambda: self._on_found(number, hits)),
        )
        self._answers.when(
            self._future,
            lambda _count: self._on_finished(number),
            lambda _problem: self._on_finished(number),
        )

    def clear(self) -> None:
        """Forget what was found; whatever still looks for it ends."""
        if self._future is not None:
            self._future.cancel()
        self._future, self._at, self._words = None, None, ""
        self._number += 1
        self._pages, self._hits = [], {}
        self.changed.emit()

    def step(self, *, forward: bool) -> None:
        """Go to the next hit, or the one before; behind the last comes the first."""
        if self._at is None:
            return
        page, number = self._at
        number += 1 if forward else -1
        if not 0 <= number < len(self._hits[page]):
            way = 1 if forward else -1
            page = self._pages[(self._pages.index(page) + way) % len(self._pages)]
            number = 0 if forward else len(self._hits[page]) - 1
        self._go((page, number))

    def _on_found(self, number: int, hits: tuple[Hit, ...]) -> None:
        if number != self._number:
            return
        page = hits[0].page
        insort(self._pages, page)
        self._hits[page] = hits
        if self._at is None:
            self._go((page, 0))
        self.changed.emit()

    def _on_finished(self, number: int) -> None:
        if number == self._number:
            self._future = None
            self.changed.emit()

    def _go(self, at: tuple[int, int]) -> None:
        self._at = at
        self.gone_to.emit(self._hits[at[0]][at[1]])
        self.changed.emit()
