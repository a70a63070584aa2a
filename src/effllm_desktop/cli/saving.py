"""`effllm save`: a list with the reader's edits, written to its file."""

from pathlib import Path

import click

from effllm_desktop.cli import choosing
from effllm_desktop.cli.list_names import complete_list_name
from effllm_desktop.cli.options import FILE, common, examples, words
from effllm_desktop.cli.session import Session


@click.command(
    epilog=examples('effllm save "Efficient LLM"', 'effllm save "Reading list" -o reading.md')
)
@click.argument("name", type=words, metavar="LIST", shell_complete=complete_list_name)
@click.option("--output", "-o", type=FILE, metavar="FILE", help="Save to FILE, and link it to it.")
@common
def save(session: Session, name: str, *, output: Path | None) -> None:
    """Save a list with your edits to the file that it is linked to, in one step."""
    from effllm_desktop.app import saving

    with session.library() as library:
        found = choosing.find_list(library.outlines.read().lists, name)
        asked = saving.saving(library, found.id)
        path = saving.save(library, found.id, output)
    if session.json:
        record = {"list": asked.name, "file": str(path), "repaired": asked.repaired}
        session.screen.document(record)
        return
    session.screen.say(f"“{asked.name}” saved to {path}.")
    if asked.repaired:
        session.screen.say("The file was damaged; it is repaired text now.")
    if asked.waiting:
        session.screen.say("Some edits of yours wait, and are not in it.")
