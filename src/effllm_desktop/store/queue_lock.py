"""One process at a time fetches for a library: two would ask services twice as often.

SQLite's own file lock, on an empty file: the system lets go of it when a process ends, however
that happens, and it is the same on every system.
"""

import sqlite3
from pathlib import Path

from effllm_desktop.domain.errors import LibraryInUse
from effllm_desktop.store import errors, library_files


class QueueLock:
    """Taken and released on one thread."""

    def __init__(self, folder: Path) -> None:
        self._path = folder / library_files.INCOMING / "queue.lock"
        self._connection: sqlite3.Connection | None = None

    def take(self) -> bool:
        """Whether the lock is ours now. Raises StorageFailed where there can be none."""
        with errors.translated(self._path):
            connection = sqlite3.connect(self._path, timeout=0, isolation_level=None)
        try:
            with errors.translated(self._path):
                connection.execute("BEGIN EXCLUSIVE")
        except LibraryInUse:
            connection.close()
            return False
        self._connection = connection
        return True

    def release(self) -> None:
        """Let others fetch."""
        if self._connection is not None:
            self._connection.close()
            self._connection = None
