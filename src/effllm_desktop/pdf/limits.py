"""What a process that reads foreign files may take, where the system can hold it to that."""

import os
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager

_NICENESS = 15


def set_for_this_process(memory: int, *, is_background: bool) -> None:
    """`memory`: bytes of address space. macOS counts differently and is left alone."""
    if sys.platform == "linux":
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if is_background and hasattr(os, "nice"):
        os.nice(_NICENESS)


@contextmanager
def alarm(seconds: float) -> Iterator[None]:
    """Let the system end this process if it takes longer: nobody may be left to do so.

    The signal's own way of ending works even in the midst of a library that hangs.
    """
    if sys.platform == "win32":
        yield
        return
    signal.signal(signal.SIGALRM, signal.SIG_DFL)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
