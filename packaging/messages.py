"""How the set-up commands talk: progress on one line, a failure as a sentence and a hint."""

import io
import sys
from collections.abc import Callable
from typing import NoReturn


class SetupError(Exception):
    """The world's fault, not ours: says what happened and what to do."""

    def __init__(self, what: str, hint: str) -> None:
        super().__init__(f"{what}\n{hint}")


def run(command: Callable[[list[str]], int]) -> NoReturn:
    """Be this command: its arguments in, its exit code out, no traceback for what was foreseen."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")  # a path in any script, on any terminal
    try:
        sys.exit(command(sys.argv[1:]))
    except SetupError as problem:
        print(problem, file=sys.stderr)
        sys.exit(1)
    except KeyboardInterrupt:
        sys.exit(130)
