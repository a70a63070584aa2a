"""What is new leaves New when it was seen; since when the days of lists in the trash count."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sqlite_utils import Database


def m0015_seen(db: "Database") -> None:
    """What is new leaves New when it was seen; since when the days of lists in the trash count."""
    db.table("seen").create(
        {"work_id": int, "seen_at": str},
        pk="work_id",
        foreign_keys=[("work_id", "works", "id")],
        not_null=("seen_at",),
        strict=True,
    )
    # Until now lists stayed in the trash for ever, and their readers were told so.
    db.table("trash_since").create({"at": str}, not_null=("at",), strict=True)
    db.execute("INSERT INTO trash_since VALUES (strftime('%Y-%m-%dT%H:%M:%S+00:00', 'now'))")
