"""How far a job is, as one line on a terminal and nothing in a pipe; Ctrl+C ends it tidily."""

import shutil
import signal
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

from effllm_desktop.cli.text_width import one_line, shorten
from effllm_desktop.domain.errors import Cancelled

_BAR = 24
_PATIENCE = 0.3
"""Seconds before anything shows: what is done by then needs no bar."""
_PAUSE = 0.1
"""Seconds between two drawings."""
_ERASE = "\r\x1b[K"


class JobProgress:
    """What a job tells how far it is, and asks whether it should stop."""

    def __init__(self, patience: float, pause: float) -> None:
        self._shown = False
        self._next = time.monotonic() + patience
        self._pause = pause
        self._stopped = False

    def report(self, fraction: float | None, message: str) -> None:
        """Draw the bar anew, unless it was drawn a moment ago."""
        if not sys.stderr.isatty() or time.monotonic() < self._next:
            return
        self._next = time.monotonic() + self._pause
        self._shown = True
        width = shutil.get_terminal_size().columns - 1
        sys.stderr.write(_ERASE + shorten(_line(fraction, one_line(message)), width))
        sys.stderr.flush()

    def checkpoint(self) -> None:
        """End the job here if it was asked to stop."""
        if self._stopped:
            raise Cancelled

    def stop(self, _signal: int, _frame: FrameType | None) -> None:
        """Ask the job to stop; asked a second time, it is not waited for."""
        if self._stopped:
            raise KeyboardInterrupt
        self._stopped = True

    def clear(self) -> None:
        if self._shown:
            sys.stderr.write(_ERASE)
            sys.stderr.flush()


@contextmanager
def watched_job(*, patience: float = _PATIENCE, pause: float = _PAUSE) -> Iterator[JobProgress]:
    """Run a job in here: Ctrl+C asks it to stop at its next checkpoint."""
    progress = JobProgress(patience, pause)
    before = signal.getsignal(signal.SIGINT)
    if before is not signal.SIG_IGN:  # so a shell has it for what runs in the background
        signal.signal(signal.SIGINT, progress.stop)
    try:
        yield progress
    finally:
        signal.signal(signal.SIGINT, before)
        progress.clear()
    progress.checkpoint()


def _line(fraction: float | None, message: str) -> str:
    if fraction is None:
        return message
    done = round(_BAR * min(max(fraction, 0), 1))
    return f"{'━' * done}{'╌' * (_BAR - done)} {fraction:4.0%}  {message}"
