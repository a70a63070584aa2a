"""The note on a work."""

from dataclasses import dataclass
from typing import ClassVar

from effllm_desktop.domain.ids import WorkId
from effllm_desktop.store.user_tables import UserTables


@dataclass(frozen=True, slots=True)
class SetNote:
    """Write the note on a work, Markdown.

    One go of writing is one step, however often it saves; without `in_one_go` each is its own.
    """

    work: WorkId
    text: str
    in_one_go: bool = True

    @property
    def label(self) -> str:
        return "edit a note" if self.text.strip() else "delete a note"

    @property
    def merge_key(self) -> str | None:
        return f"note {self.work}" if self.in_one_go else None

    def apply(self, tables: UserTables) -> None:
        tables.set_reading([self.work], {"note": self.text})


@dataclass(frozen=True, slots=True)
class AddToNote:
    """Write a paragraph below what the note on a work says."""

    work: WorkId
    text: str
    label: ClassVar[str] = "add to a note"
    merge_key: ClassVar[None] = None

    def apply(self, tables: UserTables) -> None:
        tables.add_to_note(self.work, self.text)
