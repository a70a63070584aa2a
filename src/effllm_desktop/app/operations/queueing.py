"""What to read next: works put into the queue, moved in it, taken out, done."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from effllm_desktop.app.operations import wording
from effllm_desktop.domain.ids import WorkId
from effllm_desktop.domain.state import Status
from effllm_desktop.store.user_tables import UserTables


@dataclass(frozen=True, slots=True)
class PutInQueue:
    """Put works before another one in the queue, or at its end; those in it already move."""

    works: Sequence[WorkId]
    before: WorkId | None = None
    merge_key: ClassVar[None] = None

    @property
    def label(self) -> str:
        return f"put {wording.works(self.works)} into the queue"

    def apply(self, tables: UserTables) -> None:
        tables.put_in_queue(self.works, self.before)


@dataclass(frozen=True, slots=True)
class LeaveQueue:
    """Take works out of the queue."""

    works: Sequence[WorkId]
    merge_key: ClassVar[None] = None

    @property
    def label(self) -> str:
        return f"take {wording.works(self.works)} out of the queue"

    def apply(self, tables: UserTables) -> None:
        tables.set_reading(self.works, {"queue": None})


@dataclass(frozen=True, slots=True)
class Finish:
    """Mark works as read and take them out of the queue."""

    works: Sequence[WorkId]
    merge_key: ClassVar[None] = None

    @property
    def label(self) -> str:
        return f"finish {wording.works(self.works)}"

    def apply(self, tables: UserTables) -> None:
        tables.set_reading(self.works, {"status": Status.READ.value, "queue": None})
