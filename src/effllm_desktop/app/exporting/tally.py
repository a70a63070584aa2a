"""What goes out is counted as it passes: so many entries, and what of the reader's own."""

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Protocol, TypeVar

from effllm_desktop.app.exporting.request import Part
from effllm_desktop.domain.ids import WorkId
from effllm_desktop.domain.state import UNTOUCHED, State, Status


class _OfWork(Protocol):
    @property
    def work(self) -> WorkId: ...

    @property
    def state(self) -> State: ...


T = TypeVar("T", bound=_OfWork)


class Tally:
    """Counts what passes. `marked` are the works with highlights.

    `remarks` say in sentences what was left out, and why.
    """

    def __init__(self, parts: frozenset[Part], marked: frozenset[WorkId] = frozenset()) -> None:
        self.entries = 0
        self.remarks: list[str] = []
        self._parts = parts
        self._marked = marked
        self._counts: Counter[Part] = Counter()
        self._besides: Counter[str] = Counter()

    def passing(self, entries: Iterable[T]) -> Iterator[T]:
        """The same entries."""
        for entry in entries:
            self.count(entry)
            yield entry

    def count(self, entry: _OfWork) -> None:
        self.entries += 1
        self.count_own(entry)

    def count_own(self, entry: _OfWork) -> None:
        """Count what is the reader's own of a work that is no entry here."""
        if self._parts and entry.state is not UNTOUCHED:
            self._counts.update(self._parts & parts_of(entry.state))
        if Part.HIGHLIGHTS in self._parts and entry.work in self._marked:
            self._counts[Part.HIGHLIGHTS] += 1

    def count_besides(self, what: str, number: int) -> None:
        """Count what is the reader's own beside states, under a name in the plural."""
        self._besides[what] += number

    @property
    def own(self) -> tuple[str, ...]:
        """How many entries carry what of the reader's own, and what there is besides, in words."""
        parts = ((part.value, self._counts[part]) for part in Part)
        return tuple(f"{what}: {n}" for what, n in (*parts, *self._besides.items()) if n)


def parts_of(state: State) -> frozenset[Part]:
    """What of a state is more than that of an untouched work."""
    there = {
        Part.STATUS: state.status is not Status.UNREAD,
        Part.STAR: state.starred,
        Part.RATING: state.rating > 0,
        Part.TAGS: bool(state.tags),
        Part.NOTE: bool(state.note),
        Part.QUEUE: state.queue is not None,
    }
    return frozenset(part for part, is_there in there.items() if is_there)
