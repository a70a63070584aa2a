"""`effllm recipes`: exports that are kept under names; `effllm export --recipe` runs them."""

from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click

from effllm_desktop.cli.options import STANDARD_STREAM, common, examples, words
from effllm_desktop.cli.progress import shown_progress
from effllm_desktop.cli.session import Session
from effllm_desktop.cli.text_width import one_line
from effllm_desktop.cli.wording import entry_count

if TYPE_CHECKING:
    from effllm_desktop.app.exporting.recipes import Recipe
    from effllm_desktop.app.exporting.rendering import Stream
    from effllm_desktop.app.exporting.request import ExportRequest
    from effllm_desktop.app.exporting.running import Ran
    from effllm_desktop.app.exporting.vault import VaultReport
    from effllm_desktop.app.exporting.writing import Written
    from effllm_desktop.app.library import Library


@click.command(
    epilog=examples(
        "effllm recipes",
        "effllm recipes --rename starred Best",
        "effllm recipes --delete Best",
    )
)
@click.option(
    "--rename", type=(words, words), metavar="NAME NEW", help="Call a recipe something else."
)
@click.option("--delete", type=words, metavar="NAME", help="Forget a recipe; its file stays.")
@common
def recipes(session: Session, rename: tuple[str, str] | None, delete: str | None) -> None:
    """Show the exports that are kept under names, and where each goes.

    Keep one in the export window, or by effllm export … --keep NAME.
    """
    from effllm_desktop.app.exporting import recipes as kept
    from effllm_desktop.app.operations.recipes import DeleteRecipe, RenameRecipe

    if rename is not None and delete is not None:
        raise click.UsageError("Rename one recipe, or delete one.")
    with session.library() as library:
        if rename is not None:
            recipe = kept.named(library.database, rename[0])
            library.workspace.run(RenameRecipe(recipe.id, rename[1]))
        if delete is not None:
            library.workspace.run(DeleteRecipe(kept.named(library.database, delete).id))
        found = kept.every(library.database)
    if session.json:
        session.screen.document([_record(one) for one in found])
        return
    for one in found:
        session.screen.text(f"{one_line(one.name)}  {one_line(_where(one))}")
    if not found:
        session.screen.say("No recipe yet. Keep one: effllm export … --keep NAME")


def keep_recipe(
    session: Session,
    library: "Library",
    name: str,
    request: "ExportRequest",
    output: Path | None,
) -> None:
    """Keep what was chosen under a name."""
    from effllm_desktop.app.exporting import recipes as kept
    from effllm_desktop.app.exporting import running

    file = None if output is None else output.absolute()
    library.workspace.run(kept.keeping(library.database, name, request, file))
    if file is not None:
        running.noted(library, kept.named(library.database, name), file)
    session.screen.say(f"Kept. To run it again: effllm export --recipe “{one_line(name)}”")


def run_recipe(session: Session, name: str, output: Path | None, *, over: bool) -> None:
    """Write what is kept under a name: to its file, to another one, or to standard output."""
    from effllm_desktop.app.exporting import recipes as kept
    from effllm_desktop.app.exporting import running
    from effllm_desktop.app.operations.recipes import ChangeRecipe

    with session.library() as library:
        recipe = kept.named(library.database, name)
        target = output or recipe.file
        if target is None or target == STANDARD_STREAM:
            _pipe(session, library, recipe)
            return
        other = None if output is None else output.absolute()
        with shown_progress() as progress:
            ran = running.run(library, recipe, progress, file=other, over=over)
        if other is not None and other != recipe.file:
            library.workspace.run(ChangeRecipe(recipe.id, recipe.request, other))
    _tell(session, ran)


def _pipe(session: Session, library: "Library", recipe: "Recipe") -> None:
    from effllm_desktop.app.exporting import request_json
    from effllm_desktop.app.exporting.rendering import stream

    if session.json:
        raise click.UsageError("--json prints what was done: name a file with -o as well.")
    pipe(session, stream(library, request_json.read(library.database, recipe.request)))


def pipe(session: Session, made: "Stream") -> None:
    """Write a file to standard output; what was left out is told beside it."""
    for piece in made.pieces:
        session.screen.data(piece)
    for remark in made.remarks:
        session.screen.say(remark)


def _tell(session: Session, ran: "Ran") -> None:
    if session.json:
        file, vault = ran.file, ran.vault
        made = file_record(file, ran) if vault is None else vault_record(file, vault)
        session.screen.document({**made, "recipe": ran.recipe.name, "changed": ran.changed})
        return
    if ran.changed:
        said = f"{entry_count(ran.entries)} written to {ran.file}."
    else:
        said = f"{ran.file} is as it was: {entry_count(ran.entries)}."
    session.screen.say(said + own_sentence(ran.own))
    for remark in ran.remarks:
        session.screen.say(remark)


def file_record(file: Path, made: "Ran | Written") -> dict[str, object]:
    """What was written to a file, as `--json` says it."""
    return {
        "file": str(file.absolute()),
        "bytes": made.size,
        "entries": made.entries,
        "own": list(made.own),
        "remarks": list(made.remarks),
    }


def vault_record(folder: Path, report: "VaultReport") -> dict[str, object]:
    """What became of a vault, as `--json` says it."""
    return {"folder": str(folder.absolute()), **asdict(report), "own": list(report.own)}


def own_sentence(own: Sequence[str]) -> str:
    """What of the reader's own is in a file; nothing where nothing is."""
    return f" Of your own it holds {', '.join(own)}." if own else ""


def _where(recipe: "Recipe") -> str:
    return "standard output" if recipe.file is None else str(recipe.file)


def _record(recipe: "Recipe") -> dict[str, object]:
    import json

    file = None if recipe.file is None else str(recipe.file)
    return {"name": recipe.name, "file": file, "request": json.loads(recipe.request)}
