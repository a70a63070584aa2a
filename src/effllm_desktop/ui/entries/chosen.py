"""Which rows are chosen, in works and ids; and how to get to the next one."""

from collections.abc import Iterable, Sequence

from PySide6.QtCore import QObject, Signal

from effllm_desktop.app.readmodels.entries import EntryReader
from effllm_desktop.domain.ids import EntryId, WorkId
from effllm_desktop.ui.entries.model import EntriesModel
from effllm_desktop.ui.entries.position import chosen_numbers
from effllm_desktop.ui.entries.view import EntriesView


class Chosen(QObject):
    """Tells about another current row or selection once, however the view got there."""

    current_changed = Signal(int, int)
    selection_changed = Signal(list)

    def __init__(
        self, view: EntriesView, model: EntriesModel, reader: EntryReader, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._view = view
        self._model = model
        self._reader = reader
        self._told: tuple[WorkId, EntryId] | None = None
        self._told_works: list[WorkId] = []
        self._held = False
        selection = view.selectionModel()
        selection.currentChanged.connect(self.tell)
        selection.selectionChanged.connect(self.tell)

    def current(self) -> tuple[WorkId, EntryId] | None:
        number = self._here()
        if number < 0:
            return None
        row = self._model.row(number)
        return row.work_id, row.entry_id

    def works(self) -> list[WorkId]:
        numbers = chosen_numbers(self._view)
        if len(numbers) == 1:
            return [self._model.row(numbers[0]).work_id]
        return self._reader.works_of(self._model.scope, self.row_ids()) if numbers else []

    def row_ids(self) -> list[int]:
        return [self._model.ids[number] for number in chosen_numbers(self._view)]

    def go_to(self, number: int) -> None:
        """Make one row the current and only chosen one, in sight."""
        self._view.setCurrentIndex(self._model.index(number, 0))

    def go_to_first_of(self, row_ids: Iterable[int]) -> bool:
        """Go to the first row that is one of these, in the order of the rows."""
        wanted = set(row_ids)
        return self._go_where(wanted, range(len(self._model.ids)))

    def go_on(self, row_ids: Iterable[int], *, forward: bool) -> bool:
        """Go to the next row that is one of these, seen from the current one."""
        here, count = self._here(), len(self._model.ids)
        if forward:
            return self._go_where(set(row_ids), range(here + 1, count))
        return self._go_where(set(row_ids), range((here if here >= 0 else count) - 1, -1, -1))

    def hold(self) -> None:
        """Say nothing for now: the rows are about to change."""
        self._held = True

    def release(self) -> None:
        """Say what is different now."""
        self._held = False
        self.tell()

    def tell(self) -> None:
        if self._held:
            return
        works, now = self.works(), self.current()
        if now is not None and now != self._told:
            self._told = now
            self.current_changed.emit(*now)
        if works != self._told_works:
            self._told_works = works
            self.selection_changed.emit(works)

    def _here(self) -> int:
        """The current row; -1 where nothing is chosen (Qt makes a row current without asking)."""
        chosen = self._view.selectionModel().hasSelection()
        return self._view.currentIndex().row() if chosen else -1

    def _go_where(self, wanted: set[int], numbers: Sequence[int]) -> bool:
        ids = self._model.ids
        number = next((number for number in numbers if ids[number] in wanted), None)
        if number is None:
            return False
        self.go_to(number)
        return True
