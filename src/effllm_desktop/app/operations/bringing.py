"""What a file brings along: the states of many works, as one step."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

from effllm_desktop.app.operations import wording
from effllm_desktop.domain.ids import WorkId
from effllm_desktop.domain.state import State
from effllm_desktop.store.user_tables import UserTables, Value


@dataclass(frozen=True, slots=True)
class Brought:
    """The state that a work gets, the highlights that it gets beside its own, and since when."""

    work: WorkId
    state: State
    highlights: tuple[Mapping[str, Any], ...] = ()
    changed_at: str | None = None


@dataclass(frozen=True, slots=True)
class BringBack:
    """Give works the states that a file says."""

    brought: tuple[Brought, ...]
    merge_key: ClassVar[None] = None

    @property
    def label(self) -> str:
        return f"bring in what a file says of {wording.works([one.work for one in self.brought])}"

    def apply(self, tables: UserTables) -> None:
        for one in self.brought:
            tables.add_tags([one.work], one.state.tags)
            tables.put_highlights(one.work, one.highlights)
            tables.set_reading([one.work], _values(one))


def _values(one: Brought) -> dict[str, Value]:
    state = one.state
    values: dict[str, Value] = {
        "status": state.status.value,
        "starred": int(state.starred),
        "rating": state.rating,
        "note": state.note,
        "queue": state.queue,
    }
    return {**values, "changed_at": one.changed_at} if one.changed_at else values
