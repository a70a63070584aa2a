"""Tags get colours, and keys that put them on works."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sqlite_utils import Database


def m0013_tag_colours(db: "Database") -> None:
    """Tags get colours, and keys that put them on works."""
    db.table("tags").add_column("colour", str)
    db.table("tags").add_column("key", int)
