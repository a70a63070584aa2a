"""Exports that are kept under names: found, and made of a request. `running` runs them."""

from pathlib import Path
from typing import TYPE_CHECKING

from effllm_desktop.domain.errors import NotFound
from effllm_desktop.domain.ids import RecipeId
from effllm_desktop.store import recipes
from effllm_desktop.store.database import Database
from effllm_desktop.store.recipes import Recipe

if TYPE_CHECKING:
    from effllm_desktop.app.exporting.request import ExportRequest
    from effllm_desktop.app.operations.recipes import ChangeRecipe, KeepRecipe

__all__ = ["Recipe", "by_id", "every", "keeping", "last_used", "named"]
_HOW_TO_KEEP = "Keep one in the export window, or by: effllm export … --keep NAME"


def every(database: Database) -> list[Recipe]:
    """All recipes, the oldest first."""
    return recipes.all_recipes(database)


def last_used(database: Database) -> Recipe | None:
    """The one that was run last; where none was, the newest."""
    return recipes.last_used(database)


def by_id(database: Database, recipe: RecipeId) -> Recipe:
    """Raises NotFound for one that was deleted."""
    found = recipes.by_id(database, recipe)
    if found is None:
        raise NotFound("That recipe is no longer there.", _HOW_TO_KEEP)
    return found


def named(database: Database, name: str) -> Recipe:
    """The recipe of a name, whatever its case; else the only one whose name begins so.

    Raises NotFound, saying which there are.
    """
    known, wanted = every(database), " ".join(name.split()).casefold()
    exact = [one for one in known if one.name.casefold() == wanted]
    found = exact[-1:] or [one for one in known if one.name.casefold().startswith(wanted)]
    if wanted and len(found) == 1:
        return found[0]
    names = ", ".join(f"“{one.name}”" for one in known)
    hint = f"There are {names}." if known else _HOW_TO_KEEP
    raise NotFound(f"There is no recipe “{name}”.", hint)


def keeping(
    database: Database, name: str, request: "ExportRequest", file: Path | None
) -> "KeepRecipe | ChangeRecipe":
    """The operation that keeps a request under a name: anew, or instead of what has that name."""
    from effllm_desktop.app.exporting import request_json  # others only look for recipes
    from effllm_desktop.app.operations.recipes import ChangeRecipe, KeepRecipe

    text = request_json.written(database, request)
    wanted = " ".join(name.split()).casefold()
    for one in reversed(every(database)):
        if one.name.casefold() == wanted:
            return ChangeRecipe(one.id, text, file or one.file)
    return KeepRecipe(name, text, file)
