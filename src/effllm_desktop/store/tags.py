"""The reader's tags: their names, colours, keys, and how many works have them."""

from typing import NamedTuple

from effllm_desktop.domain.tags import TagColour
from effllm_desktop.store.database import Database

_KEPT = "colour IS NOT NULL OR key IS NOT NULL"


class StoredTag(NamedTuple):
    """A tag that works have, or that has a colour or a key."""

    name: str
    works: int
    colour: TagColour | None
    key: int | None


class CarriedTag(NamedTuple):
    """What the reader chose for a tag beside its name, to be taken elsewhere."""

    name: str
    colour: TagColour | None
    key: int | None


def known(database: Database) -> list[StoredTag]:
    """All tags but those that nothing is left of, by name."""
    rows = database.rows(
        "SELECT t.name, count(wt.id) AS works, t.colour, t.key FROM tags t "
        f"LEFT JOIN work_tags wt ON wt.tag_id = t.id GROUP BY t.id HAVING works OR {_KEPT} "
        "ORDER BY t.folded"
    )
    return [StoredTag(name, works, _colour(colour), key) for name, works, colour, key in rows]


def colours(database: Database) -> dict[str, TagColour]:
    """The tags that have a colour, by name."""
    rows = database.rows("SELECT name, colour FROM tags WHERE colour IS NOT NULL")
    return {name: TagColour(colour) for name, colour in rows}


def keys(database: Database) -> dict[int, str]:
    """The names of the tags that have a key, by the key."""
    return dict(database.rows("SELECT key, name FROM tags WHERE key IS NOT NULL ORDER BY key"))


def carried(database: Database) -> list[CarriedTag]:
    """The tags that have more than a name, by name."""
    rows = database.rows(f"SELECT name, colour, key FROM tags WHERE {_KEPT} ORDER BY folded")
    return [CarriedTag(name, _colour(colour), key) for name, colour, key in rows]


def _colour(value: str | None) -> TagColour | None:
    return None if value is None else TagColour(value)
