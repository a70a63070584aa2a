"""Exports that the reader keeps under names, and what each of them wrote last."""

import os
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from effllm_desktop.domain.ids import RecipeId
from effllm_desktop.store.database import Database


class Recipe(NamedTuple):
    """An export by its name; `request` is JSON, `file` where it goes, if that was said."""

    id: RecipeId
    name: str
    request: str
    file: Path | None
    made_at: str


def all_recipes(database: Database) -> list[Recipe]:
    """The oldest first."""
    return _read(database, "ORDER BY id")


def by_id(database: Database, recipe: RecipeId) -> Recipe | None:
    return next(iter(_read(database, "WHERE id = ?", (recipe,))), None)


def last_used(database: Database) -> Recipe | None:
    """The one that was run last; where none was, the newest."""
    order = "ORDER BY (SELECT run_at FROM recipe_runs WHERE recipe_id = id) DESC, id DESC LIMIT 1"
    return next(iter(_read(database, order)), None)


def sha_written(database: Database, recipe: RecipeId, file: Path) -> str | None:
    """What a recipe last wrote to a file, by its SHA-256."""
    found: str | None = database.value(
        "SELECT sha256 FROM recipe_runs WHERE recipe_id = ? AND file = ?", (recipe, stored(file))
    )
    return found


def note_run(database: Database, recipe: RecipeId, file: Path, sha256: str, now: str) -> None:
    """Remember what was written; this is no step of the reader's."""
    with database.transaction():
        database.run(
            "INSERT OR REPLACE INTO recipe_runs (recipe_id, file, sha256, run_at) "
            "VALUES (?, ?, ?, ?)",
            (recipe, stored(file), sha256, now),
        )


def stored(file: Path) -> str:
    """A path as text; bytes in it that are no text are shown as such."""
    return os.fsencode(file).decode("utf-8", "backslashreplace")


def _read(database: Database, rest: str, values: Sequence[object] = ()) -> list[Recipe]:
    rows = database.rows(f"SELECT id, name, request, file, made_at FROM recipes {rest}", values)
    return [
        Recipe(RecipeId(number), name, request, Path(file) if file else None, made_at)
        for number, name, request, file, made_at in rows
    ]
