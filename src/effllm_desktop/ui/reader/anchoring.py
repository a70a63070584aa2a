"""Highlights that were made in another version of the paper are found again in this one."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QObject, Signal

from effllm_desktop.app.passages import Stretch, passage
from effllm_desktop.app.pdf_reading import PdfWorker
from effllm_desktop.app.reanchoring import Found, find_again
from effllm_desktop.domain.errors import AppError
from effllm_desktop.domain.highlights import Passage
from effllm_desktop.domain.ids import HighlightId
from effllm_desktop.domain.pdf import PageText
from effllm_desktop.ui.reader.answers import Answers
from effllm_desktop.ui.reader.marking import Marking
from effllm_desktop.ui.words import counted


class Anchoring(QObject):
    """Reads the whole text once, where there is something to look for; the pages come first."""

    said = Signal(str)

    def __init__(
        self, marking: Marking, worker: PdfWorker, answers: Answers, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._marking = marking
        self._worker = worker
        self._answers = answers
        self._found: dict[HighlightId, Found] = {}
        self._texts: dict[int, PageText | None] = {}
        self._wanted = 0

    def begin(self) -> None:
        away = list(self._marking.elsewhere)
        if not away:
            return
        self._wanted = len(away)

        def looked_up(pages: Sequence[str]) -> dict[HighlightId, Found]:
            found = ((one.id, find_again(one.passage, pages)) for one in away)
            return {id_: place for id_, place in found if place is not None}

        self._answers.when(
            self._worker.texts(looked_up),
            self._on_found,
            lambda problem: self.said.emit(problem.what),
        )

    def _on_found(self, found: dict[HighlightId, Found]) -> None:
        self._found = found
        for page in sorted({place.page for place in found.values()}):
            told = partial(self._on_text, page)
            self._answers.when(self._worker.text(page), told, partial(_tell_nothing, told))
        if not found:
            self._finish([])

    def _on_text(self, page: int, text: PageText | None) -> None:
        self._texts[page] = text
        if {place.page for place in self._found.values()} <= self._texts.keys():
            still = {one.id for one in self._marking.elsewhere}  # one may be gone meanwhile
            moves = [
                (id_, new)
                for id_, place in self._found.items()
                if id_ in still and (new := self._passage(place)) is not None
            ]
            self._finish(moves)

    def _passage(self, place: Found) -> Passage | None:
        text = self._texts[place.page]
        return None if text is None else passage(text, Stretch(place.page, place.start, place.end))

    def _finish(self, moves: list[tuple[HighlightId, Passage]]) -> None:
        self._marking.move(moves)
        lost = self._wanted - len(moves)
        parts = []
        if moves:
            parts.append(f"Found {counted(len(moves), 'highlight')} again in this version.")
        if lost:
            there = "it is" if lost == 1 else "they are"
            parts.append(
                f"{counted(lost, 'highlight')} of another version not found in this one: "
                f"{there} listed beside the pages."
            )
        self.said.emit(" ".join(parts))


def _tell_nothing(told: Callable[[None], None], _: AppError) -> None:
    """A page whose text cannot be read."""
    told(None)
