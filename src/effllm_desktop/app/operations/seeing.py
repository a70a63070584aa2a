"""What is new has been seen: it leaves the place New, whatever else becomes of it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar

from effllm_desktop.app.operations import wording
from effllm_desktop.domain.ids import WorkId
from effllm_desktop.store.user_tables import UserTables


@dataclass(frozen=True, slots=True)
class MarkSeen:
    """Let works be no longer new. Those that are not stay untouched."""

    works: Sequence[WorkId]
    merge_key: ClassVar[None] = None

    @property
    def label(self) -> str:
        return f"mark {wording.works(self.works)} as seen"

    def apply(self, tables: UserTables) -> None:
        tables.see(self.works)


@dataclass(frozen=True, slots=True)
class LookAt:
    """The reader had works before them. That is no step: undo is for what was meant."""

    works: Sequence[WorkId]
    merge_key: ClassVar[None] = None
    label: ClassVar[str] = "look at what is new"

    def apply(self, tables: UserTables) -> None:
        tables.see(self.works, aside=True)


@dataclass(frozen=True, slots=True)
class BringSeen:
    """Take over from a file what its reader has seen, and when."""

    works: Sequence[WorkId]
    seen_at: Mapping[WorkId, str]
    merge_key: ClassVar[None] = None

    @property
    def label(self) -> str:
        return f"bring in that {wording.works(self.works)} were seen"

    def apply(self, tables: UserTables) -> None:
        tables.have_seen({work: self.seen_at[work] for work in self.works})
