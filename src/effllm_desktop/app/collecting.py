"""When Python looks for garbage: cycles of objects that nobody holds any more."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager

DUE_AFTER = 10_000, 20, 20
"""Objects, and rounds: looking through all of a large library's takes as long as two pictures."""


@contextmanager
def no_collecting() -> Iterator[None]:
    """Work on very many rows, during which nobody looks for garbage.

    Rows are no garbage, all of them are acyclic, and looking through them stops all threads.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def collect_what_is_due() -> None:
    """Look now, where Python does not do it by itself, through as many objects as it would."""
    made = gc.get_count()
    for generation in (2, 1, 0):
        if made[generation] > DUE_AFTER[generation]:
            gc.collect(generation)
            return
