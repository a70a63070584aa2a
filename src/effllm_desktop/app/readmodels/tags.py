"""The reader's tags."""

from typing import NamedTuple

from effllm_desktop.store import tags
from effllm_desktop.store.database import Database


class TagCount(NamedTuple):
    """A tag and how many works have it."""

    name: str
    works: int


class TagReader:
    """Reads the tags that are in use."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def read(self) -> list[TagCount]:
        """By name."""
        return [TagCount(name, works) for name, works in tags.in_use(self._database)]
