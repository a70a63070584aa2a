"""How far a job is, as one line on a terminal and nothing in a pipe."""

import shutil
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager

from effllm_desktop.cli.text_width import one_line, shorten

_BAR = 24
_PAUSE = 0.1
"""Seconds between two drawings of one message."""
_ERASE = "\r\x1b[K"


class JobProgress:
    """What a job tells how far it is."""

    def __init__(self) -> None:
        self._message = ""
        self._next = 0.0

    def report(self, fraction: float | None, message: str) -> None:
        """Draw the line anew, unless the same was drawn a moment ago."""
        now = time.monotonic()
        if not sys.stderr.isatty() or (message == self._message and now < self._next):
            return
        self._message, self._next = message, now + _PAUSE
        width = shutil.get_terminal_size().columns - 1
        sys.stderr.write(_ERASE + shorten(_line(fraction, one_line(message)), width))
        sys.stderr.flush()

    def checkpoint(self) -> None:
        """Go on: Ctrl+C ends the whole call at once, and its transaction leaves no trace."""

    def clear(self) -> None:
        if self._message:
            sys.stderr.write(_ERASE)
            sys.stderr.flush()


@contextmanager
def shown_progress() -> Iterator[JobProgress]:
    """What a job in here reports is shown until it ends."""
    progress = JobProgress()
    try:
        yield progress
    finally:
        progress.clear()


def _line(fraction: float | None, message: str) -> str:
    if fraction is None:
        return message
    fraction = min(max(fraction, 0.0), 1.0)
    done = round(_BAR * fraction)
    return f"{'━' * done}{'╌' * (_BAR - done)} {fraction:4.0%}  {message}"
