"""Lists that the reader no longer wants to see: put away, never deleted."""

from dataclasses import dataclass
from typing import ClassVar

from effllm_desktop.domain.ids import ListId
from effllm_desktop.store.user_tables import UserTables


@dataclass(frozen=True, slots=True)
class TrashList:
    """Move a list to the trash. What the reader made of its works stays.

    `put_away_at`: where a file says when that was; else it is now.
    """

    list_id: ListId
    put_away_at: str | None = None
    merge_key: ClassVar[None] = None

    @property
    def label(self) -> str:
        return "move a list to the trash"

    def apply(self, tables: UserTables) -> None:
        tables.lists.trash(self.list_id, self.put_away_at)


@dataclass(frozen=True, slots=True)
class RestoreList:
    """Take a list back out of the trash."""

    list_id: ListId
    merge_key: ClassVar[None] = None

    @property
    def label(self) -> str:
        return "restore a list"

    def apply(self, tables: UserTables) -> None:
        tables.lists.restore(self.list_id)
