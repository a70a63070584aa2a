"""Doing something to very many works: as a job, on a connection of its own."""

import gc
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import replace
from pathlib import Path

from effllm_desktop.app.clock import Clock, system_clock
from effllm_desktop.app.workspace import Deed, Outcome, Workspace
from effllm_desktop.store.opening import open_database


@contextmanager
def _no_collecting() -> Iterator[None]:
    """Rows of very many works are no garbage, and looking through them stops all threads."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def do_apart(folder: Path, deed: Deed, origin: object, *, clock: Clock = system_clock) -> Outcome:
    """What `Workspace.do` does, for whoever then announces the changes to those who listen."""
    with _no_collecting(), closing(open_database(folder)) as database:
        outcome = Workspace(database, clock).do(deed)
    return replace(outcome, changes=replace(outcome.changes, origin=origin))
