"""What is new leaves New when it was seen; lists leave the trash for good."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sqlite_utils import Database


def m0015_seen(db: "Database") -> None:
    """What is new leaves New when it was seen; lists leave the trash for good."""
    db.table("seen").create(
        {"work_id": int, "seen_at": str},
        pk="work_id",
        foreign_keys=[("work_id", "works", "id")],
        not_null=("seen_at",),
        strict=True,
    )
    db.table("numbers_given").create(
        {"table_name": str, "last": int}, pk="table_name", not_null=("last",), strict=True
    )
    # Until now lists stayed in the trash for ever, and their readers were told so.
    db.table("trash_since").create({"at": str}, not_null=("at",), strict=True)
    db.execute("INSERT INTO trash_since VALUES (strftime('%Y-%m-%dT%H:%M:%S+00:00', 'now'))")
