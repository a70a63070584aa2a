"""Searches are saved by the reader; the place Unread becomes one that may be deleted."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sqlite_utils import Database


def m0007_saved_searches(db: "Database") -> None:
    """Searches are saved by the reader; the place Unread becomes one that may be deleted."""
    db.table("saved_searches").create(
        {"id": int, "name": str, "query": str, "made_at": str},
        pk="id",
        not_null=("name", "query", "made_at"),
        strict=True,
    )
    for number, (name, query) in enumerate(
        (
            ("Unread", "is:unread"),
            ("With notes", "has:note"),
            ("Recently read", "is:read touched:<30d"),
            ("Duplicates", "is:duplicate"),
        ),
        start=1,
    ):
        db.execute("INSERT INTO saved_searches VALUES (?, ?, ?, '')", [number, name, query])
    db.execute("DELETE FROM place_counts WHERE place = ?", ["unread"])
