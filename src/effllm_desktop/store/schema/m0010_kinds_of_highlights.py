"""Highlights that underline or strike out, and notes on pages."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sqlite_utils import Database


def m0010_kinds_of_highlights(db: "Database") -> None:
    """Highlights that underline or strike out, and notes on pages."""
    db.execute("ALTER TABLE highlights ADD COLUMN kind TEXT NOT NULL DEFAULT 'highlight'")
