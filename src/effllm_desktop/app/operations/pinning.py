"""PDFs that stay on this machine."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from effllm_desktop.app.operations import wording
from effllm_desktop.domain.ids import WorkId
from effllm_desktop.store.user_tables import UserTables


@dataclass(frozen=True, slots=True)
class PinPdfs:
    """Keep the PDFs of works, however full the cache is; or let them go when room is needed."""

    works: Sequence[WorkId]
    pinned: bool
    merge_key: ClassVar[None] = None

    @property
    def label(self) -> str:
        return (
            f"{'keep' if self.pinned else 'no longer keep'} the PDFs of {wording.works(self.works)}"
        )

    def apply(self, tables: UserTables) -> None:
        tables.pin(self.works, pinned=self.pinned)
