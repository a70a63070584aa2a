"""The tags themselves: what they are called, which colour and which key they have."""

from dataclasses import dataclass
from typing import ClassVar

from effllm_desktop.app.operations import wording
from effllm_desktop.app.operations.tagging import checked_tags
from effllm_desktop.domain.errors import BadInput
from effllm_desktop.domain.tags import TAG_KEYS, TagColour
from effllm_desktop.store.tags import CarriedTag
from effllm_desktop.store.user_tables import UserTables


@dataclass(frozen=True, slots=True)
class RenameTag:
    """Call a tag something else, wherever it is. Raises BadInput for the name of another one."""

    tag: str
    name: str
    merge_key: ClassVar[None] = None

    @property
    def label(self) -> str:
        return f"rename the tag {wording.names([self.tag])} to {wording.names([self.name])}"

    def apply(self, tables: UserTables) -> None:
        checked_tags([self.name])
        tables.tags.rename(self.tag, self.name)


@dataclass(frozen=True, slots=True)
class MergeTags:
    """Let the works of a tag have another one instead."""

    tag: str
    into: str
    merge_key: ClassVar[None] = None

    @property
    def label(self) -> str:
        return f"merge the tag {wording.names([self.tag])} into {wording.names([self.into])}"

    def apply(self, tables: UserTables) -> None:
        tables.tags.merge(self.tag, self.into)


@dataclass(frozen=True, slots=True)
class DeleteTag:
    """Take a tag from all its works."""

    tag: str
    merge_key: ClassVar[None] = None

    @property
    def label(self) -> str:
        return f"delete the tag {wording.names([self.tag])}"

    def apply(self, tables: UserTables) -> None:
        tables.tags.delete(self.tag)


@dataclass(frozen=True, slots=True)
class ColourTag:
    """Give a tag a colour, or none. A tag that is none yet is made."""

    tag: str
    colour: TagColour | None
    merge_key: ClassVar[None] = None

    @property
    def label(self) -> str:
        colour = "no colour" if self.colour is None else self.colour.value
        return f"give the tag {wording.names([self.tag])} {colour}"

    def apply(self, tables: UserTables) -> None:
        checked_tags([self.tag])
        tables.tags.colour(self.tag, self.colour)


@dataclass(frozen=True, slots=True)
class SetTagKey:
    """Give a tag a key, which any other tag loses, or none. A tag that is none yet is made."""

    tag: str
    key: int | None
    merge_key: ClassVar[None] = None

    @property
    def label(self) -> str:
        key = "no key" if self.key is None else f"the key {self.key}"
        return f"give the tag {wording.names([self.tag])} {key}"

    def apply(self, tables: UserTables) -> None:
        checked_tags([self.tag])
        if self.key is not None and self.key not in TAG_KEYS:
            raise BadInput(f"{self.key} is no key for a tag.", "The digits from 1 to 9 are.")
        tables.tags.key(self.tag, self.key)


@dataclass(frozen=True, slots=True)
class BringTags:
    """Take over colours and keys that a file says, where tags have none here."""

    tags: tuple[CarriedTag, ...]
    merge_key: ClassVar[None] = None

    @property
    def label(self) -> str:
        return "bring in the colours and keys of tags that a file says"

    def apply(self, tables: UserTables) -> None:
        for tag in self.tags:
            tables.tags.bring(*tag)
