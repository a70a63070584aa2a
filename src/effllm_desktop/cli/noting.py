"""`effllm note`: the reader's own words about a work, Markdown."""

from pathlib import Path

import click

from effllm_desktop.cli.choosing import work_of_argument
from effllm_desktop.cli.options import FILE, common, examples, words
from effllm_desktop.cli.session import Session
from effllm_desktop.cli.text_files import read_text
from effllm_desktop.domain import keys

_BETWEEN = "\n\n"
"""An empty line: what is added is a paragraph of its own."""


@click.command(
    epilog=examples(
        "effllm note 2404.14897",
        'effllm note 2404.14897 "Compare with **Medusa**." --append',
        "effllm note 2404.14897 --file note.md",
    )
)
@click.argument("key", type=words)
@click.argument("text", required=False, type=words)
@click.option("--file", type=FILE, metavar="FILE", help="Take the text from a file; - reads it in.")
@click.option("--append", is_flag=True, help="Add to the note instead of replacing it.")
@common
def note(session: Session, key: str, *, text: str | None, file: Path | None, append: bool) -> None:
    """Print the note of a work, or write it when there is a TEXT. An empty TEXT deletes it."""
    if text is not None and file is not None:
        raise click.UsageError("Give the text or a file, not both.")
    if file is not None:
        text = read_text(file, "a note")
    if text is None and append:
        raise click.UsageError("Say what to add: a text, or --file.")
    from effllm_desktop.app.operations.noting import SetNote
    from effllm_desktop.app.readmodels.works import read_state

    with session.library() as library:
        work = work_of_argument(library, key)
        state, _ = read_state(library.database, work)
        new = _new(state.note, text, append=append)
        if new is not None:
            library.workspace.run(SetNote(work, new, in_one_go=False))
    if session.json:
        written = state.note if new is None else new
        session.screen.document({"key": keys.from_argument(key), "note": written})
    elif new is None:
        session.screen.text(state.note)
    else:
        session.screen.say("Note written." if new else "Note deleted.")


def _new(old: str, text: str | None, *, append: bool) -> str | None:
    """The note as it should be; None where it is only asked for."""
    if text is None or not append or not old.strip():
        return text
    return f"{old.rstrip()}{_BETWEEN}{text}" if text.strip() else old
