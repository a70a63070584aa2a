"""The reader keeps exports under names; what was written last is remembered."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sqlite_utils import Database


def m0014_recipes(db: "Database") -> None:
    """The reader keeps exports under names; what was written last is remembered."""
    db.table("recipes").create(
        {"id": int, "name": str, "request": str, "file": str, "made_at": str},
        pk="id",
        not_null=("name", "request", "made_at"),
        strict=True,
    )
    db.table("recipe_runs").create(
        {"recipe_id": int, "file": str, "sha256": str, "run_at": str},
        pk="recipe_id",
        not_null=("file", "sha256", "run_at"),
        strict=True,
    )
