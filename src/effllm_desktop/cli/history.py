"""`effllm undo`, `effllm redo` and `effllm history`."""

import click

from effllm_desktop.cli.options import common, examples
from effllm_desktop.cli.session import Session

_MOST = 100_000


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


@click.command(
    epilog=examples(
        "effllm history", "effllm history --limit 100 --json", "effllm history --skip 20"
    )
)
@click.option(
    "--limit", type=click.IntRange(1, _MOST), default=20, show_default=True, help="So many steps."
)
@click.option(
    "--skip",
    type=click.IntRange(0),
    default=0,
    help="Leave out so many of the newest: go further back.",
)
@common
def history(session: Session, *, limit: int, skip: int) -> None:
    """Show what you did, the newest first, and what of it was taken back."""
    from effllm_desktop.app.readmodels.history import history as read

    with session.library() as library:
        steps = read(library.database, limit, skip=skip)
    if session.json:
        session.screen.document(
            [
                {
                    "label": one.label,
                    "made_at": one.made_at.isoformat(),
                    "undone": one.undone,
                    "gone": one.gone,
                    "about": one.about,
                }
                for one in steps
            ]
        )
        return
    session.screen.lines(
        f"{one.made_at.astimezone():%Y-%m-%d %H:%M}  {one.label}"
        f"{' (taken back)' if one.undone else ''}{' (its list was removed)' if one.gone else ''}"
        f"{': ' if one.about else ''}{one.about}"
        for one in steps
    )
    if not steps:
        session.screen.say("Nothing was done before that." if skip else "Nothing was done yet.")


def _tell(session: Session, done: str, label: str) -> None:
    if session.json:
        session.screen.document({done: label})
    else:
        session.screen.line(f"{done.capitalize()}: {label}.")
