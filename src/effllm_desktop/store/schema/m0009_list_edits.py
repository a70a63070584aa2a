"""The reader's edits of lists, the text that they come to, and which versions we saved."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sqlite_utils import Database


def m0009_list_edits(db: "Database") -> None:
    """The reader's edits of lists, the text that they come to, and which versions we saved."""
    db.execute("ALTER TABLE versions ADD COLUMN saved INTEGER NOT NULL DEFAULT 0")
    db.table("list_edits").create(
        {
            "id": int,
            "list_id": int,
            "version_id": int,
            "start": int,
            "removed": str,
            "inserted": str,
            "settles": int,
        },
        pk="id",
        foreign_keys=[("list_id", "lists", "id"), ("version_id", "versions", "id")],
        not_null=("list_id", "version_id", "start", "removed", "inserted"),
        strict=True,
    )
    db.table("list_edits").create_index(["list_id"])
    db.table("edited_texts").create(
        {"list_id": int, "data": bytes},
        pk="list_id",
        foreign_keys=[("list_id", "lists", "id")],
        not_null=("data",),
        strict=True,
    )
    db.table("waiting_edits").create(
        {
            "id": int,
            "list_id": int,
            "number": int,
            "base": bytes,
            "ours": bytes,
            "theirs": bytes,
        },
        pk="id",
        foreign_keys=[("list_id", "lists", "id")],
        not_null=("list_id", "number", "base", "ours", "theirs"),
        strict=True,
    )
    db.table("waiting_edits").create_index(["list_id"])
