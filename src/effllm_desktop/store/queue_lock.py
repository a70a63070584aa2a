"""One process at a time fetches for a library: two would ask services twice as often."""

import os
from pathlib import Path
from typing import BinaryIO

from effllm_desktop.domain.errors import StorageFailed
from effllm_desktop.store import library_files


class QueueLock:
    """A lock that the system lets go of when its process ends, however that happens."""

    def __init__(self, folder: Path) -> None:
        self._path = folder / library_files.INCOMING / "queue.lock"
        self._file: BinaryIO | None = None

    def take(self) -> bool:
        """Whether the lock is ours now. Raises StorageFailed."""
        try:
            file = self._path.open("ab")
        except OSError as error:
            raise StorageFailed(
                f"Nothing can be downloaded into {self._path.parent}: {error.strerror}.",
                "Check the permissions of the library's folder.",
            ) from error
        try:
            _lock(file)
        except OSError:  # another process has it
            file.close()
            return False
        self._file = file
        return True

    def release(self) -> None:
        if self._file is not None:
            self._file.close()
            self._file = None


def _lock(file: BinaryIO) -> None:
    if os.name == "nt":
        import msvcrt

        msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)  # type: ignore[attr-defined,unused-ignore]
        return
    import fcntl

    fcntl.flock(file.fileno(), fcntl.LOCK_EX | fcntl.LOCK_NB)
