"""What a file brings along: the states of many works, as one step."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, ClassVar

from effllm_desktop.app.operations import wording
from effllm_desktop.domain.highlights import LastPlace
from effllm_desktop.domain.ids import SearchId, WorkId
from effllm_desktop.domain.state import State
from effllm_desktop.store.portable import CarriedPlace, CarriedSearch
from effllm_desktop.store.user_rows import Value
from effllm_desktop.store.user_tables import UserTables


@dataclass(frozen=True, slots=True)
class Brought:
    """What a work gets: a state, highlights beside its own, since when, where reading stopped.

    No `state`: it stays. The queue of a state puts the work behind what waits there already; None
    leaves it where it is.
    """

    work: WorkId
    state: State | None = None
    highlights: tuple[Mapping[str, Any], ...] = ()
    changed_at: str | None = None
    last_place: CarriedPlace | None = None
    pinned_at: str | None = None
    corrections: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class BringBack:
    """Give works the states that a file says."""

    brought: tuple[Brought, ...]
    merge_key: ClassVar[None] = None

    @property
    def label(self) -> str:
        return f"bring in what a file says of {wording.works([one.work for one in self.brought])}"

    def apply(self, tables: UserTables) -> None:
        tables.put_in_queue([work for _, work in sorted(_joining(self.brought))], None)
        for one in self.brought:
            if one.state is not None:
                tables.add_tags([one.work], one.state.tags)
                tables.highlights.put(one.work, one.highlights)
                tables.set_reading([one.work], _values(one.state, one.changed_at))
            if one.pinned_at is not None:
                tables.pin([one.work], pinned=True, at=one.pinned_at)
            for name, value in one.corrections.items():
                tables.correct(one.work, name, value)
            if one.last_place is not None:
                page, pages, offset, left_at = one.last_place
                tables.set_last_place(one.work, LastPlace(page, pages, offset), left_at)


@dataclass(frozen=True, slots=True)
class BringSearches:
    """Save searches as a file says them, instead of those that are `gone`."""

    searches: tuple[CarriedSearch, ...]
    gone: tuple[SearchId, ...] = ()
    merge_key: ClassVar[None] = None
    label: ClassVar[str] = "bring in saved searches"

    def apply(self, tables: UserTables) -> None:
        for search in self.gone:
            tables.searches.delete(search)
        for one in self.searches:
            tables.searches.save(*one)


def _joining(brought: Iterable[Brought]) -> Iterator[tuple[int, WorkId]]:
    """The works that join the queue, each with the place that it had where it comes from."""
    for one in brought:
        if one.state is not None and one.state.queue is not None:
            yield one.state.queue, one.work


def _values(state: State, changed_at: str | None) -> dict[str, Value]:
    values: dict[str, Value] = {
        "status": state.status.value,
        "starred": int(state.starred),
        "rating": state.rating,
        "note": state.note,
    }
    return {**values, "changed_at": changed_at} if changed_at else values
