"""Which rows are chosen, in works and ids; and how to get to the next one."""

from collections.abc import Iterable, Iterator
from itertools import chain, compress, islice
from typing import cast

from PySide6.QtCore import QObject, Signal

from effllm_desktop.app.readmodels.entries import EntryReader
from effllm_desktop.domain.ids import EntryId, WorkId
from effllm_desktop.ui.entries.model import EntriesModel
from effllm_desktop.ui.entries.position import chosen_entries
from effllm_desktop.ui.entries.view import EntriesView

UNREAD_LOOKED_AT = 200  # rows whose states are read first on the way to the next unread one


class Chosen(QObject):
    """Tells about another current row or selection once, however the view got there."""

    current_changed = Signal(int, int)
    selection_changed = Signal(object)  # a list: as one it would be copied

    def __init__(
        self, view: EntriesView, model: EntriesModel, reader: EntryReader, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._view = view
        self._model = model
        self._reader = reader
        self._told: tuple[WorkId, EntryId] | None = None
        self._told_works: list[WorkId] = []
        self._told_count = 0
        self._held = False
        selection = view.selectionModel()
        selection.currentChanged.connect(self.tell)
        selection.selectionChanged.connect(self.tell)

    def current(self) -> tuple[WorkId, EntryId] | None:
        number = self._here()
        row = self._model.row(number) if number >= 0 else None
        return None if row is None else (row.work_id, row.entry_id)

    def is_new(self) -> bool:
        """Whether the current row shows something new."""
        number = self._here()
        row = self._model.row(number) if number >= 0 else None
        return row is not None and row.is_new

    def works(self) -> list[WorkId]:
        """The works of the chosen rows, each once: headers have none."""
        works = self._model.works
        runs = (works[run.start : run.stop] for run in self._entries())
        return cast("list[WorkId]", list(dict.fromkeys(chain.from_iterable(runs))))

    def count(self) -> int:
        """How many rows are chosen."""
        return sum(map(len, self._entries()))

    def row_ids(self, limit: int | None = None) -> list[int]:
        """The chosen rows from the top down, the first ones of them where there is a limit."""
        ids = self._model.ids
        numbers = chain.from_iterable(self._entries())
        return [ids[number] for number in islice(numbers, limit) if number < len(ids)]

    def row_behind(self) -> int | None:
        """The id of the first row behind the chosen ones, where it is known."""
        behind = max((run.stop for run in self._entries()), default=0)
        return self._model.ids[behind] if behind < len(self._model.ids) else None

    def works_beside(self, *, below: bool) -> list[WorkId]:
        """The works of the known rows in sight on one side of the current one, each once."""
        here, works, shown = self._here(), self._model.works, self._model.shown
        if here < 0:
            return []
        runs = shown.entries_in(range(here + 1, len(shown)) if below else range(here))
        some = chain.from_iterable(works[run.start : run.stop] for run in runs)
        return cast("list[WorkId]", list(dict.fromkeys(some)))

    def told_works(self) -> list[WorkId]:
        """The works that were told last."""
        return self._told_works

    def go_to(self, number: int) -> None:
        """Make one row the current and only chosen one, in sight."""
        index = self._view.index_of(number)
        self._view.setCurrentIndex(index)
        self._view.scrollTo(index)  # Qt does so only for a row that was not the current one

    def go_to_first_of(self, row_ids: Iterable[int]) -> bool:
        """Go to the first row that is one of these, in the order of the rows."""
        entries = self._model.entries_of(set(row_ids))
        if entries:
            self.go_to_entry(entries[0])
        return bool(entries)

    def go_to_entry(self, entry: int) -> None:
        """The same of an entry: a group that is folded over it opens."""
        shown = self._model.shown
        if shown.row_of(entry) is None:
            self._model.fold(shown.folded - {shown.group_of(entry)})
        self.go_to(self._model.shown.row_near(entry))

    def go_to_first(self) -> None:
        """Go to the first entry, or what it is folded below."""
        self.go_to(self._model.shown.row_near(0))

    def go_on(self, *, forward: bool) -> bool:
        """Go to the next unread row, seen from the current one."""
        entry = next(self._unread(forward=forward), None)
        if entry is not None:
            self.go_to_entry(entry)
        return entry is not None

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
        works, count, now = self.works(), self.count(), self.current()
        if now is not None and now != self._told:
            self._told = now
            self.current_changed.emit(*now)
        if (works, count) != (self._told_works, self._told_count):
            self._told_works, self._told_count = works, count
            self.selection_changed.emit(works)

    def _here(self) -> int:
        """The current row; -1 where nothing is chosen (Qt makes a row current without asking)."""
        chosen = self._view.selectionModel().hasSelection()
        return self._view.currentIndex().row() if chosen else -1

    def _entries(self) -> Iterator[range]:
        return chosen_entries(self._view, self._model)

    def _beside(self) -> tuple[int, int]:
        """Before which entry the current row stands, and which one is the first behind it."""
        here, shown = self._here(), self._model.shown
        if here < 0:
            return len(self._model.works), 0
        group, entry = shown.header_at(here), shown.entry_at(here)
        if group is not None:
            first = shown.entries_of(group).start
            return first, first
        return (entry, entry + 1) if entry is not None else (0, 0)

    def _unread(self, *, forward: bool) -> Iterator[int]:
        """The unread entries on one side of the current row: a few are looked at first, then more.

        Those that are folded away as well.
        """
        works = self._model.works
        before, after = self._beside()
        numbers = range(after, len(works)) if forward else range(before - 1, -1, -1)
        step = UNREAD_LOOKED_AT
        while numbers:
            some, numbers = numbers[:step], numbers[step:]
            step *= 4
            unread = self._reader.unread([works[number] for number in some])
            yield from compress(some, unread)
