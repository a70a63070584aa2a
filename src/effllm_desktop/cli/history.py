"""`effllm undo` and `effllm redo`."""

import click

from effllm_desktop.cli.options import common, examples
from effllm_desktop.cli.session import Session


@click.command(epilog=examples("effllm undo"))
@common
def undo(session: Session) -> None:
    """Take back the last change of yours, here or in the window.

    What was changed again since is left as it is, and said so.
    """
    with session.library() as library:
        label = library.workspace.undo()
    _tell(session, "undone", label)


@click.command(epilog=examples("effllm redo"))
@common
def redo(session: Session) -> None:
    """Make the change again that was taken back last."""
    with session.library() as library:
        label = library.workspace.redo()
    _tell(session, "redone", label)


def _tell(session: Session, done: str, label: str) -> None:
    if session.json:
        session.screen.document({done: label})
    else:
        session.screen.line(f"{done.capitalize()}: {label}.")
