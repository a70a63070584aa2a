"""What the window's jobs write on a connection of their own, so that it knows what is its own."""

from pathlib import Path

from effllm_desktop.app.clock import Clock, system_clock
from effllm_desktop.app.collecting import no_collecting
from effllm_desktop.app.workspace import Deed, Outcome, Workspace
from effllm_desktop.store.opening import open_to_write_apart


class Apart:
    """One job that writes: made and ended by whoever shows the library, else for the job alone.

    When it ends, what it wrote is not taken for another program's, if nobody else wrote meanwhile.
    """

    def __init__(self, folder: Path, shown: Workspace, *, clock: Clock = system_clock) -> None:
        self._database = open_to_write_apart(folder)
        self._clock = clock
        self._shown = shown
        self._began_at = self._database.data_version
        shown.notice_outside_changes()

    def do(self, deed: Deed, origin: object) -> Outcome:
        """What `Workspace.do` does, for whoever then announces the changes to those who listen."""
        with no_collecting():
            outcome = Workspace(self._database, self._clock).do(deed)
        return outcome._replace(changes=outcome.changes._replace(origin=origin))

    def end(self) -> None:
        """It is done, or could not be."""
        self._shown.heed(lambda: self._database.data_version == self._began_at)
        self.close()

    def close(self) -> None:
        """End where nobody shows the library any more."""
        self._database.close()
