"""What services say of works, when they said it; what the reader says better."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sqlite_utils import Database


def m0008_metadata(db: "Database") -> None:
    """What services say of works, when they said it; what the reader says better."""
    db.table("corrections").create(
        {"id": int, "work_id": int, "field": str, "value": str},
        pk="id",
        foreign_keys=[("work_id", "works", "id")],
        not_null=("work_id", "field", "value"),
        strict=True,
    )
    db.table("corrections").create_index(["work_id", "field"], unique=True)
    db.table("metadata").create(
        {"work_id": int, "field": str, "source": str, "value": str, "as_of": str},
        pk=("work_id", "field", "source"),
        foreign_keys=[("work_id", "works", "id")],
        not_null=("work_id", "field", "source", "value", "as_of"),
        strict=True,
    )
    db.table("paper_versions").create(
        {
            "work_id": int,
            "version": int,
            "published_at": str,
            "title": str,
            "abstract": str,
            "comment": str,
            "seen_at": str,
        },
        pk=("work_id", "version"),
        foreign_keys=[("work_id", "works", "id")],
        not_null=("work_id", "version", "published_at", "seen_at"),
        strict=True,
    )
    db.table("answers").create(
        {"work_id": int, "source": str, "answered_at": str, "missing_since": str},
        pk=("work_id", "source"),
        foreign_keys=[("work_id", "works", "id")],
        not_null=("work_id", "source", "answered_at"),
        strict=True,
    )
    db.table("answers").create_index(["source", "answered_at"])
