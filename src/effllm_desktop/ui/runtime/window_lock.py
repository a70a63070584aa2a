"""One window for one library: a lock that the system itself takes back when the process ends.

A lock of the operating system on an open file, because Qt's lock file is flushed to the disk on the
way to the first paint, and has to guess after a crash whether it is stale.
"""

import os
import sys
from contextlib import suppress
from pathlib import Path

from effllm_desktop.domain.errors import LibraryInUse, StorageFailed

if sys.platform == "win32":
    import msvcrt

    def _lock(handle: int) -> None:
        msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
else:
    import fcntl

    def _lock(handle: int) -> None:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)


NAME = "window.lock"


class WindowLock:
    """Held as long as the window shows the library. The command line does not need it."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._handle: int | None = None

    def take(self) -> None:
        """Raises LibraryInUse when another window has it, StorageFailed when nobody can."""
        self._make_folder()
        try:
            handle = os.open(self._folder / NAME, os.O_RDWR | os.O_CREAT, 0o600)
        except OSError as error:
            raise StorageFailed(
                f"The folder {self._folder} cannot be written to.",
                "Choose another folder, or change its permissions.",
            ) from error
        try:
            _lock(handle)
        except OSError as error:
            os.close(handle)
            raise LibraryInUse(
                f"Another window shows the library in {self._folder}.",
                "Go to that window, or open another library here.",
            ) from error
        self._handle = handle

    def _make_folder(self) -> None:
        """The lock would be the first file in a new library's folder: so close that to others."""
        with suppress(OSError):  # the lock itself will say so
            self._folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            if not any(self._folder.iterdir()):
                self._folder.chmod(0o700)

    def release(self) -> None:
        """The file stays: taking it away would let two windows lock two files of one name."""
        if self._handle is not None:
            os.close(self._handle)
            self._handle = None
