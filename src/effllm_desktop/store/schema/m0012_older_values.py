"""Numbers that services have said before, and what asks them whether something has changed."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sqlite_utils import Database


def m0012_older_values(db: "Database") -> None:
    """Numbers that services have said before, and what asks them whether something has changed."""
    db.table("older_values").create(
        {"work_id": int, "field": str, "source": str, "as_of": str, "value": int},
        pk=("work_id", "field", "source", "as_of"),
        foreign_keys=[("work_id", "works", "id")],
        not_null=("work_id", "field", "source", "as_of", "value"),
        strict=True,
    )
    db.table("validators").create(
        {"work_id": int, "source": str, "address": str, "etag": str, "modified": str},
        pk=("work_id", "source"),
        foreign_keys=[("work_id", "works", "id")],
        not_null=("work_id", "source", "address", "etag", "modified"),
        strict=True,
    )
