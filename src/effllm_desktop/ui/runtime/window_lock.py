"""One window for one library: a lock file that a crash does not leave locked."""

from contextlib import suppress
from pathlib import Path

from PySide6.QtCore import QLockFile

from effllm_desktop.domain.errors import LibraryInUse, StorageFailed

NAME = "window.lock"


class WindowLock:
    """Held as long as the window shows the library. The command line does not need it."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._file = QLockFile(str(folder / NAME))
        self._file.setStaleLockTime(0)  # only the end of the process makes it stale, no time does

    def take(self) -> None:
        self._make_folder()
        if self._file.tryLock(0):
            return
        if self._file.error() == QLockFile.LockError.LockFailedError:
            raise LibraryInUse(
                f"Another window shows the library in {self._folder}.",
                "Go to that window, or open another library here.",
            )
        raise StorageFailed(
            f"The folder {self._folder} cannot be written to.",
            "Choose another folder, or change its permissions.",
        )

    def _make_folder(self) -> None:
        """The lock would be the first file in a new library's folder: so close that to others."""
        with suppress(OSError):  # the lock itself will say so
            self._folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            if not any(self._folder.iterdir()):
                self._folder.chmod(0o700)

    def release(self) -> None:
        self._file.unlock()
