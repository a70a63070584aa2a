"""`effllm note`: the reader's own words about a work, Markdown."""

from pathlib import Path

import click

from effllm_desktop.cli.choosing import work_of_argument
from effllm_desktop.cli.options import FILE, STANDARD_STREAM, common, examples, words
from effllm_desktop.cli.session import Session
from effllm_desktop.cli.standard_input import read_standard_input
from effllm_desktop.domain import keys
from effllm_desktop.domain.errors import BadInput, NotFound

_LARGEST = 4 * 2**20
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
        text = _read(file)
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


def _read(file: Path) -> str:
    """The text of a file, or of standard input."""
    try:
        if file == STANDARD_STREAM:
            data = read_standard_input(_LARGEST)
        else:
            with file.open("rb") as source:
                data = source.read(_LARGEST + 1)
    except FileNotFoundError as problem:
        raise NotFound(f"There is no file {file}.", "Check the name.") from problem
    except OSError as problem:
        raise BadInput(f"{file} cannot be read: {problem.strerror}.") from problem
    if len(data) > _LARGEST:
        raise BadInput(f"{file} is too long for a note.", "A note can have 4 MB.")
    return _text(data, file)


def _text(data: bytes, file: Path) -> str:
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as problem:
        raise BadInput(f"{file} is not UTF-8 text.", "Save it as UTF-8 first.") from problem
    if "\0" in text:
        raise BadInput(f"{file} is no text.", "A note is Markdown.")
    return text
