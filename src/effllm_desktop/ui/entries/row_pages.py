"""What entries say, read a page at a time when it is first shown, and kept for a while."""

from array import array
from collections import OrderedDict
from collections.abc import Collection, Iterator

from effllm_desktop.app.readmodels.entries import EntryReader, EntryRow
from effllm_desktop.domain.ids import WorkId
from effllm_desktop.domain.scopes import Place, PlaceScope, Scope

PAGE = 16  # about a screen of rows: one that is read for a key holds few that nobody sees
PAGES_KEPT = 192
TITLES = 500  # read at a time for type-ahead


class RowPages:
    """By the numbers of entries, of those whose ids are known."""

    def __init__(self, reader: EntryReader) -> None:
        self._reader = reader
        self._scope: Scope = PlaceScope(Place.ALL)
        self._ids = array("q")
        self._pages: OrderedDict[int, list[EntryRow]] = OrderedDict()

    def __len__(self) -> int:
        return len(self._pages)

    def show(self, scope: Scope, ids: "array[int]") -> None:
        """Other entries; nothing is read of them yet."""
        self._scope, self._ids = scope, ids
        self._pages.clear()

    def complete(self, ids: "array[int]") -> None:
        """More ids behind those that are known."""
        for page in [page for page in self._pages if page >= len(self._ids) // PAGE]:
            del self._pages[page]
        self._ids = ids

    def forget(self) -> None:
        """Read all of it anew when it is next wanted."""
        self._pages.clear()

    def entry(self, number: int) -> EntryRow | None:
        """The values of an entry, read together with its neighbours; None if it is not known."""
        if number >= len(self._ids):
            return None
        page, place = divmod(number, PAGE)
        rows = self._pages.get(page)
        if rows is None:
            rows = self._reader.rows(self._scope, self._ids[page * PAGE : (page + 1) * PAGE])
            self._pages[page] = rows
            if len(self._pages) > PAGES_KEPT:
                self._pages.popitem(last=False)
        else:
            self._pages.move_to_end(page)
        return rows[place]

    def of(self, works: Collection[WorkId]) -> list[int]:
        """The entries of works, as far as somebody has looked at them."""
        return [
            page * PAGE + place
            for page, rows in self._pages.items()
            for place, row in enumerate(rows)
            if row.work_id in works
        ]

    def read_again(self, works: Collection[WorkId]) -> list[int]:
        """Read again what is kept of works; the numbers of these entries."""
        numbers = self.of(works)
        if numbers:
            rows = self._reader.rows(self._scope, [self._ids[number] for number in numbers])
            for number, row in zip(numbers, rows, strict=True):
                page, place = divmod(number, PAGE)
                self._pages[page][place] = row
        return numbers

    def titles(self, numbers: list[int]) -> Iterator[str]:
        """The titles of entries, read as far as somebody asks for them."""
        for begin in range(0, len(numbers), TITLES):
            some = [self._ids[number] for number in numbers[begin : begin + TITLES]]
            yield from self._reader.titles(self._scope, some)
