"""One open library: the door through which the window and the command line reach everything."""

from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from effllm_desktop.app.clock import Clock, system_clock
from effllm_desktop.app.readmodels.entries import EntryReader
from effllm_desktop.app.readmodels.outline import OutlineReader
from effllm_desktop.app.workspace import Workspace
from effllm_desktop.store.database import Database
from effllm_desktop.store.opening import open_database

if TYPE_CHECKING:
    from effllm_desktop.app.readmodels.duplicates import DuplicateReader
    from effllm_desktop.app.readmodels.highlights import HighlightReader
    from effllm_desktop.app.readmodels.lists import ListReader
    from effllm_desktop.app.readmodels.tags import TagReader
    from effllm_desktop.app.readmodels.works import WorkReader


class Library:
    """Used on the thread that opened it. `database` is for the functions of `app`.

    What the first picture of the window does without is imported when it is first asked for.
    """

    def __init__(self, database: Database, clock: Clock) -> None:
        self.folder = database.file.parent
        self.clock = clock
        self.database = database
        self.workspace = Workspace(database, clock)
        self.outlines = OutlineReader(database)
        self.entries = EntryReader(database)

    @cached_property
    def works(self) -> "WorkReader":
        from effllm_desktop.app.readmodels.works import WorkReader

        return WorkReader(self.database)

    @cached_property
    def duplicates(self) -> "DuplicateReader":
        from effllm_desktop.app.readmodels.duplicates import DuplicateReader

        return DuplicateReader(self.database)

    @cached_property
    def highlights(self) -> "HighlightReader":
        from effllm_desktop.app.readmodels.highlights import HighlightReader

        return HighlightReader(self.database)

    @cached_property
    def lists(self) -> "ListReader":
        from effllm_desktop.app.readmodels.lists import ListReader

        return ListReader(self.database)

    @cached_property
    def tags(self) -> "TagReader":
        from effllm_desktop.app.readmodels.tags import TagReader

        return TagReader(self.database)

    def leave_tidying(self) -> None:
        """Let `safety.tidy_up`, a job, do what commits on this connection would do now and then."""
        self.database.leave_tidying()

    def close(self) -> None:
        self.database.close()


def open_library(folder: Path, *, clock: Clock = system_clock) -> Library:
    """Open the library in a folder; make one where there is none.

    Raises NewerLibrary, DamagedLibrary, LibraryInUse or StorageFailed, and leaves the files as they
    are then.
    """
    return Library(open_database(folder), clock)
