"""Names of lists, offered to a shell that completes a line."""

import os
import re

import click

from effllm_desktop.cli.names import COMPLETION_VARIABLE
from effllm_desktop.cli.session import Session
from effllm_desktop.domain.errors import AppError

_SPECIAL = re.compile(r"([^\w./:@%+,-])")


def complete_list_name(ctx: click.Context, _: click.Parameter, incomplete: str) -> list[str]:
    """The lists whose names begin so. A library is never made for this, and never complained of."""
    session = ctx.find_object(Session)
    if session is None or not session.has_library:
        return []
    try:
        with session.library() as library:
            names = [node.name for node in library.outlines.read().lists]
    except AppError:  # the verb itself will say it
        return []
    beginning = incomplete.casefold()
    return [_quoted(name) for name in names if name.casefold().startswith(beginning)]


def _quoted(name: str) -> str:
    """As the shell takes it for one word: zsh and fish quote by themselves, bash does not.

    Two backslashes, for the script that asks reads one away.
    """
    in_bash = os.environ.get(COMPLETION_VARIABLE, "").startswith("bash")
    return _SPECIAL.sub(r"\\\\\1", name) if in_bash else name
