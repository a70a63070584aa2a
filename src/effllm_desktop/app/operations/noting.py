"""The note on a work."""

from dataclasses import dataclass

from effllm_desktop.domain.ids import WorkId
from effllm_desktop.store.user_tables import UserTables


@dataclass(frozen=True, slots=True)
class SetNote:
    """Write the note on a work, Markdown. One go of writing is one step, however often it saves."""

    work: WorkId
    text: str

    @property
    def label(self) -> str:
        return "edit a note" if self.text.strip() else "delete a note"

    @property
    def merge_key(self) -> str:
        return f"note {self.work}"

    def apply(self, tables: UserTables) -> None:
        tables.set_reading([self.work], {"note": self.text})
