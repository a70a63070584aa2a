"""What services know, brought into the text of a list."""

from dataclasses import dataclass
from typing import ClassVar

from effllm_desktop.domain.errors import Conflict
from effllm_desktop.domain.ids import ListId
from effllm_desktop.domain.text_edits import Edit
from effllm_desktop.store.user_tables import UserTables


@dataclass(frozen=True, slots=True)
class ListEdits:
    """Edits of a list's text that the reader has looked at; `was` is what stands in their spans."""

    list_id: ListId
    edits: tuple[Edit, ...]
    was: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class BringIn:
    """Make edits that bring authors and numbers into lists; `entries`: how many they complete."""

    lists: tuple[ListEdits, ...]
    entries: int
    merge_key: ClassVar[None] = None

    @property
    def label(self) -> str:
        entries = "1 entry" if self.entries == 1 else f"{self.entries:,} entries"
        return f"bring what services know into {entries}"

    @property
    def list_ids(self) -> tuple[ListId, ...]:
        return tuple(one.list_id for one in self.lists)

    def apply(self, tables: UserTables) -> None:
        for one in self.lists:
            text = tables.lists.text(one.list_id)
            for edit, was in zip(one.edits, one.was, strict=True):
                if text[edit.start : edit.end] != was:
                    raise Conflict(
                        "The list was changed meanwhile, so nothing was written.",
                        "Look at it again, and bring it in then.",
                    )
            tables.lists.edit(one.list_id, one.edits)
