"""The reader's tags."""

from typing import NamedTuple

from effllm_desktop.domain.tags import TagColour
from effllm_desktop.store import tags
from effllm_desktop.store.database import Database


class TagCount(NamedTuple):
    """A tag, how many works have it, and what the reader gave it beside its name."""

    name: str
    works: int
    colour: TagColour | None = None
    key: int | None = None


class TagReader:
    """Reads the tags that works have, or that have a colour or a key."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def read(self) -> list[TagCount]:
        """By name."""
        return [TagCount(*one) for one in tags.known(self._database)]

    def colours(self) -> dict[str, TagColour]:
        """The tags that have a colour, by name."""
        return tags.colours(self._database)

    def keys(self) -> dict[int, str]:
        """The names of the tags that have a key, by the key."""
        return tags.keys(self._database)
