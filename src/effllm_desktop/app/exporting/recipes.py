"""Exports that are kept under names: found, made of a request, and run again."""

import hashlib
from dataclasses import dataclass
from pathlib import Path

from effllm_desktop.app.exporting import request_json, vault
from effllm_desktop.app.exporting.rendering import render
from effllm_desktop.app.exporting.request import ExportRequest, Format, Style
from effllm_desktop.app.exporting.writing import export_to, seen
from effllm_desktop.app.jobs import Progress
from effllm_desktop.app.library import Library
from effllm_desktop.app.operations.recipes import ChangeRecipe, KeepRecipe
from effllm_desktop.domain.errors import BadInput, FileChanged, NotFound
from effllm_desktop.domain.ids import RecipeId
from effllm_desktop.store import recipes
from effllm_desktop.store.atomic_file import Fingerprint
from effllm_desktop.store.database import Database
from effllm_desktop.store.recipes import Recipe

__all__ = ["Ran", "Recipe", "every", "keeping", "last_used", "named", "noted", "run"]
_HOW_TO_KEEP = "Keep one in the export window, or by: effllm export … --keep NAME"


@dataclass(frozen=True, slots=True)
class Ran:
    """What a recipe wrote. `changed`: the file (of a vault any note) says something else now."""

    recipe: Recipe
    file: Path
    entries: int
    own: tuple[str, ...]
    changed: bool
    size: int
    remarks: tuple[str, ...] = ()


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
    database: Database, name: str, request: ExportRequest, file: Path | None
) -> KeepRecipe | ChangeRecipe:
    """The operation that keeps a request under a name: anew, or instead of what has that name."""
    text = request_json.written(database, request)
    wanted = " ".join(name.split()).casefold()
    for one in reversed(every(database)):
        if one.name.casefold() == wanted:
            return ChangeRecipe(one.id, text, file or one.file)
    return KeepRecipe(name, text, file)


def run(
    library: Library,
    recipe: Recipe,
    progress: Progress,
    *,
    file: Path | None = None,
    over: bool = False,
) -> Ran:
    """Write what a recipe says, to its own file or to another one.

    Raises FileChanged where its own file holds what the recipe did not write, unless that is to be
    written `over`; BadInput where it has no file.
    """
    target = file or recipe.file
    if target is None:
        raise BadInput(
            f"The recipe “{recipe.name}” has no file yet.",
            "Save it to one in the export window, or name one with -o.",
        )
    request = request_json.read(library.database, recipe.request)
    if request.format is Format.OBSIDIAN:
        report = vault.write(library, request, target, progress)
        noted(library, recipe, target)
        return Ran(recipe, target, report.entries, report.own, report.written > 0, report.written)
    before = seen(target)
    if file is None and not over:
        _require_ours(library, recipe, request, target, before)
    made = export_to(library, request, target, progress, over=over)
    now = noted(library, recipe, target)
    return Ran(recipe, target, made.entries, made.own, before != now, made.size, made.remarks)


def noted(library: Library, recipe: Recipe, file: Path) -> Fingerprint | None:
    """Remember that a recipe has written a file, and what it looks like now."""
    now = None if file.is_dir() else seen(file)
    sha256 = now.sha256 if now else ""
    recipes.note_run(library.database, recipe.id, file, sha256, library.clock().isoformat())
    return now


def _require_ours(
    library: Library,
    recipe: Recipe,
    request: ExportRequest,
    target: Path,
    before: Fingerprint | None,
) -> None:
    """Refuse a file that says neither what the recipe wrote there nor what it would write.

    An annotated list takes over what was written into it by hand: it need not be refused.
    """
    merges = request.format is Format.MARKDOWN and request.style is Style.ANNOTATED
    if before is None or merges:
        return
    if recipes.sha_written(library.database, recipe.id, target) == before.sha256:
        return
    if hashlib.sha256(render(library, request).data).hexdigest() != before.sha256:
        raise FileChanged(
            f"{target.name} holds something that the recipe “{recipe.name}” did not write.",
            f"Look at it first. To write over it: effllm export --recipe “{recipe.name}” --over",
        )
