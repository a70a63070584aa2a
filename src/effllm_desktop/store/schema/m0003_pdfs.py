"""PDFs that are here, those that are wanted, how we stand with services; what stays."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sqlite_utils import Database


def m0003_pdfs(db: "Database") -> None:
    """PDFs that are here, those that are wanted, how we stand with services; what stays."""
    db.table("pins").create(
        {"work_id": int, "pinned_at": str},
        pk="work_id",
        foreign_keys=[("work_id", "works", "id")],
        not_null=("pinned_at",),
        strict=True,
    )
    db.table("pdfs").create(
        {
            "id": int,
            "sha256": str,
            "size": int,
            "pages": int,
            "added_at": str,
            "last_read_at": str,
            "source_url": str,
            "etag": str,
        },
        pk="id",
        not_null=("sha256", "size", "pages", "added_at"),
        strict=True,
    )
    db.table("pdfs").create_index(["sha256"], unique=True)
    db.table("work_pdfs").create(
        {"work_id": int, "pdf_id": int, "identity": str, "arxiv_version": int, "attached": int},
        pk="work_id",
        foreign_keys=[("work_id", "works", "id"), ("pdf_id", "pdfs", "id")],
        not_null=("pdf_id", "attached"),
        strict=True,
    )
    db.table("work_pdfs").create_index(["pdf_id"])
    db.table("downloads").create(
        {
            "work_id": int,
            "place": int,
            "state": str,
            "identity": str,
            "url": str,
            "page": str,
            "arxiv_version": int,
            "done": int,
            "total": int,
            "tries": int,
            "error": str,
            "hint": str,
            "requested_at": str,
        },
        pk="work_id",
        foreign_keys=[("work_id", "works", "id")],
        not_null=("place", "state", "identity", "url", "page", "done", "tries", "requested_at"),
        defaults={"done": 0, "tries": 0},
        strict=True,
    )
    db.table("downloads").create_index(["state", "place"])
    db.table("services").create(
        {
            "service": str,
            "asked_at": float,
            "paused_until": float,
            "reason": str,
            "losses": int,
        },
        pk="service",
        not_null=("asked_at", "paused_until", "reason", "losses"),
        strict=True,
    )
