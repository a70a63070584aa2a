"""Doing something to very many works: as a job, on a connection of its own."""

from contextlib import closing
from pathlib import Path

from effllm_desktop.app.clock import Clock, system_clock
from effllm_desktop.app.collecting import no_collecting
from effllm_desktop.app.workspace import Deed, Outcome, Workspace
from effllm_desktop.store.opening import open_database


def do_apart(folder: Path, deed: Deed, origin: object, *, clock: Clock = system_clock) -> Outcome:
    """What `Workspace.do` does, for whoever then announces the changes to those who listen."""
    with no_collecting(), closing(open_database(folder)) as database:
        outcome = Workspace(database, clock).do(deed)
    return outcome._replace(changes=outcome.changes._replace(origin=origin))
