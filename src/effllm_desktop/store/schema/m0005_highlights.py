"""The file that a highlight was made in; where reading of each work stopped."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sqlite_utils import Database


def m0005_highlights(db: "Database") -> None:
    """The file that a highlight was made in; where reading of each work stopped."""
    db.table("highlights").add_column("pdf_sha256", str)
    db.table("last_places").create(
        {"work_id": int, "page": int, "pages": int, "offset": float, "left_at": str},
        pk="work_id",
        foreign_keys=[("work_id", "works", "id")],
        not_null=("page", "pages", "offset", "left_at"),
        strict=True,
    )
