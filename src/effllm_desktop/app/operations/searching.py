"""Searches that are saved as places."""

from dataclasses import dataclass
from typing import ClassVar

from effllm_desktop.domain.errors import BadInput
from effllm_desktop.domain.ids import SearchId
from effllm_desktop.store.user_tables import UserTables


@dataclass(frozen=True, slots=True)
class SaveSearch:
    """Keep a search under a name."""

    name: str
    query: str
    merge_key: ClassVar[None] = None

    @property
    def label(self) -> str:
        return f"save the search “{_checked(self.name)}”"

    def apply(self, tables: UserTables) -> None:
        if not self.query.strip():
            raise BadInput("There is no search to save.", "Type what to look for first.")
        tables.searches.save(_checked(self.name), self.query.strip())


@dataclass(frozen=True, slots=True)
class RenameSearch:
    """Call a saved search something else."""

    search_id: SearchId
    name: str
    merge_key: ClassVar[None] = None

    @property
    def label(self) -> str:
        return f"rename a search to “{_checked(self.name)}”"

    def apply(self, tables: UserTables) -> None:
        tables.searches.rename(self.search_id, _checked(self.name))


@dataclass(frozen=True, slots=True)
class DeleteSearch:
    """Forget a saved search. The works that it finds stay as they are."""

    search_id: SearchId
    merge_key: ClassVar[None] = None

    @property
    def label(self) -> str:
        return "delete a search"

    def apply(self, tables: UserTables) -> None:
        tables.searches.delete(self.search_id)


def _checked(name: str) -> str:
    shown = " ".join(name.split())
    if not shown:
        raise BadInput("A search needs a name.")
    return shown
