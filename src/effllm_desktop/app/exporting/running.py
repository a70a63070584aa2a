"""Recipes are run: each writes its file anew, and never over what others wrote there."""

import hashlib
from dataclasses import dataclass
from pathlib import Path

from effllm_desktop.app.exporting import request_json, vault
from effllm_desktop.app.exporting.recipes import Recipe
from effllm_desktop.app.exporting.rendering import render
from effllm_desktop.app.exporting.request import ExportRequest, Format, Style
from effllm_desktop.app.exporting.vault import VaultReport
from effllm_desktop.app.exporting.writing import export_to, seen
from effllm_desktop.app.jobs import Progress
from effllm_desktop.app.library import Library
from effllm_desktop.domain.errors import BadInput, FileChanged
from effllm_desktop.markdown import annotations
from effllm_desktop.store import atomic_file, recipes
from effllm_desktop.store.atomic_file import Fingerprint


@dataclass(frozen=True, slots=True)
class Ran:
    """What a recipe wrote. `changed`: the file (of a vault any note) says something else now.

    `size` is that of a file in bytes; of a vault there is a report instead.
    """

    recipe: Recipe
    file: Path
    entries: int
    own: tuple[str, ...]
    changed: bool
    size: int
    remarks: tuple[str, ...] = ()
    vault: VaultReport | None = None


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
        told = report.entries, report.own, report.written > 0, 0, report.remarks, report
        return Ran(recipe, target, *told)
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

    An annotated list takes over what was written into it by hand: it need not be refused here.
    """
    if before is None or (_is_annotated(request) and _holds_annotations(target)):
        return
    if recipes.sha_written(library.database, recipe.id, target) == before.sha256:
        return
    if hashlib.sha256(render(library, request).data).hexdigest() != before.sha256:
        raise FileChanged(
            f"{target.name} holds something that the recipe “{recipe.name}” did not write.",
            f"Look at it first. To write over it: effllm export --recipe “{recipe.name}” --over",
        )


def _is_annotated(request: ExportRequest) -> bool:
    return request.format is Format.MARKDOWN and request.style is Style.ANNOTATED


def _holds_annotations(target: Path) -> bool:
    return annotations.is_annotated(atomic_file.read(target) or b"")
