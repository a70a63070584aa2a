"""The highlights of the paper that is read: made, chosen, changed, deleted."""

from collections.abc import Sequence

from PySide6.QtCore import QObject, Signal

from effllm_desktop.app.operations.highlighting import (
    AddHighlights,
    ChangeHighlights,
    MoveHighlights,
    RemoveHighlights,
)
from effllm_desktop.app.readmodels.highlights import HighlightReader
from effllm_desktop.app.workspace import Operation, Runner
from effllm_desktop.domain.errors import AppError
from effllm_desktop.domain.highlights import Colour, Highlight, Passage
from effllm_desktop.domain.ids import HighlightId, WorkId


class Marking(QObject):
    """What is shown is what the library holds: it is read again after each change."""

    changed = Signal()
    failed = Signal(object)  # AppError

    def __init__(
        self,
        work: WorkId,
        reader: HighlightReader,
        runner: Runner,
        *,
        pdf: str | None,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._work = work
        self._reader = reader
        self._runner = runner
        self._pdf = pdf
        self._colour = Colour.YELLOW
        self._highlights = reader.of_work(work)
        self._chosen: HighlightId | None = None
        self._expects_one = False

    @property
    def highlights(self) -> Sequence[Highlight]:
        """By page, from the top down."""
        return self._highlights

    @property
    def here(self) -> Sequence[Highlight]:
        """Those that stand in the file that is read."""
        return [one for one in self._highlights if not self.is_elsewhere(one)]

    @property
    def elsewhere(self) -> Sequence[Highlight]:
        """Those that were made in another version of the paper, and were not found in this one."""
        return [one for one in self._highlights if self.is_elsewhere(one)]

    def is_elsewhere(self, one: Highlight) -> bool:
        return self._pdf is not None and one.pdf is not None and one.pdf != self._pdf

    @property
    def colour(self) -> Colour:
        """The one that was used last."""
        return self._colour

    @property
    def chosen(self) -> Highlight | None:
        return next((one for one in self._highlights if one.id == self._chosen), None)

    def refresh(self) -> None:
        """Read them again; one that was just made is the chosen one."""
        before = {one.id for one in self._highlights}
        self._highlights = self._reader.of_work(self._work)
        new = [one.id for one in self._highlights if one.id not in before]
        if new and self._expects_one:
            self._chosen = new[0]
        self._expects_one = self._expects_one and not new
        if self.chosen is None:
            self._chosen = None
        self.changed.emit()

    def choose(self, highlight: HighlightId | None) -> None:
        """Say which one the keys mean."""
        if highlight != self._chosen:
            self._chosen = highlight
            self.changed.emit()

    def add(
        self,
        passages: Sequence[Passage],
        colour: Colour | None = None,
        *,
        instead_of: Sequence[Highlight] = (),
    ) -> None:
        """Mark passages. Those whose place they take leave their comments to them."""
        self._colour = colour or self._colour
        self._expects_one = True
        comment = "\n\n".join(one.comment for one in instead_of if one.comment.strip())
        gone = tuple(one.id for one in instead_of)
        self._run(
            AddHighlights(self._work, tuple(passages), self._colour, comment, self._pdf, gone)
        )

    def move(self, moves: Sequence[tuple[HighlightId, Passage]]) -> None:
        """Let highlights of another version stand where they were found in this one."""
        if self._pdf is not None and moves:
            self._run(MoveHighlights(tuple(moves), self._pdf))

    def recolour(self, colour: Colour) -> None:
        self._colour = colour
        if self._chosen is not None:
            self._run(ChangeHighlights((self._chosen,), colour))

    def comment(self, highlight: HighlightId, text: str) -> None:
        if any(one.id == highlight for one in self._highlights):
            self._run(ChangeHighlights((highlight,), comment=text))

    def remove_chosen(self) -> None:
        if self._chosen is not None:
            self._run(RemoveHighlights((self._chosen,)))

    def _run(self, operation: Operation) -> None:
        try:
            self._runner.run(operation, origin=self)
        except AppError as problem:
            self.failed.emit(problem)
