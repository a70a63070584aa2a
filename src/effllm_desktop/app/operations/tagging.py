"""Tags of works."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from effllm_desktop.app.operations import wording
from effllm_desktop.domain.errors import BadInput
from effllm_desktop.domain.ids import WorkId
from effllm_desktop.store.user_tables import UserTables


@dataclass(frozen=True, slots=True)
class AddTags:
    """Give works tags."""

    works: Sequence[WorkId]
    tags: Sequence[str]
    merge_key: ClassVar[None] = None

    @property
    def label(self) -> str:
        return f"tag {wording.works(self.works)} {wording.names(self.tags)}"

    def apply(self, tables: UserTables) -> None:
        tables.add_tags(self.works, checked_tags(self.tags))


@dataclass(frozen=True, slots=True)
class RemoveTags:
    """Take tags from works."""

    works: Sequence[WorkId]
    tags: Sequence[str]
    merge_key: ClassVar[None] = None

    @property
    def label(self) -> str:
        return f"untag {wording.works(self.works)} {wording.names(self.tags)}"

    def apply(self, tables: UserTables) -> None:
        tables.remove_tags(self.works, self.tags)


def checked_tags(tags: Sequence[str]) -> Sequence[str]:
    if not all(tag.strip() for tag in tags):
        raise BadInput("A tag needs a name.")
    return tags
