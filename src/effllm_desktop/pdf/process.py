"""The worker's process as its owner sees it: asked, waited for, ended. It is for one thread."""

import json
import mmap
import multiprocessing
import os
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from effllm_desktop.domain import errors
from effllm_desktop.domain.errors import AppError, PdfStopped, StorageFailed
from effllm_desktop.pdf import worker
from effllm_desktop.pdf.sweeps import PAGE_AT_HAND

_ROOM = 4 * 9 * 2**20 + PAGE_AT_HAND
"""Bytes for the largest picture; what is larger is painted in tiles."""
_MEMORY = 3 * 2**29
_LONGEST_ANSWER = 2**29
_START_SECONDS = 30.0
_GRACE_SECONDS = 5.0
"""After this much more than its time a process ends itself."""
_IN_MEMORY = Path("/dev/shm")  # noqa: S108 - mkstemp makes names that nobody can guess
_PROBLEMS = {
    one.__name__: one
    for one in (errors.BadPdf, errors.PdfLocked, errors.StorageFailed, errors.AppError)
}


class WorkerProcess:
    """A running process. It ends with its owner, whatever ends that.

    Raises PdfStopped when it does not start.
    """

    def __init__(self, *, timeout: float, is_background: bool = False) -> None:
        self.timeout = timeout
        self.page_at_hand = 0
        """Which page of a sweep was being read when it ended."""
        self._file, self._shared = _shared_room()
        # Not a fork: that would take over a window, and only one of its threads.
        context = multiprocessing.get_context("spawn")
        self._connection, theirs = context.Pipe()
        patience = timeout + _GRACE_SECONDS
        setting = worker.Setting(str(self._file), _ROOM, _MEMORY, patience, is_background)
        self._process = context.Process(
            target=worker.serve, args=(theirs, setting), name="pdf", daemon=True
        )
        with theirs:
            self._process.start()
        self._received(_START_SECONDS)
        if os.name != "nt":  # both have it open by now; on Windows it goes at the end
            self._file.unlink()

    def ask(self, name: str, *values: object) -> tuple[Any, bytes]:
        """The answer: a value, and bytes.

        Raises the worker's AppError, and PdfStopped when it took too long or died: then this
        process is over.
        """
        self._send(name, values)
        head = json.loads(self._received(self.timeout))
        if "problem" in head:
            kind, what, hint = head["problem"]
            raise _PROBLEMS[kind](what, hint)
        raw = self._received(self.timeout) if head["raw"] else b""
        return head["value"], raw

    def pixels(self, start: int, size: int) -> bytes:
        """Bytes of what was painted last."""
        return self._shared[start : start + size]

    @property
    def id(self) -> int | None:
        """The system's number of the process."""
        return self._process.pid

    @property
    def is_alive(self) -> bool:
        return self._process.is_alive()

    def kill(self) -> None:
        """From any thread: whoever waits for an answer learns that there will be none."""
        self._process.kill()

    def end(self) -> None:
        """At once, whatever it is doing. May be called again."""
        if self._process.is_alive():
            self._process.kill()
        self._process.join()
        self._connection.close()
        if not self._shared.closed:
            self.page_at_hand = int.from_bytes(self._shared[-PAGE_AT_HAND:], "little")
            self._shared.close()
        self._file.unlink(missing_ok=True)

    def _send(self, name: str, values: Sequence[object]) -> None:
        try:
            self._connection.send((name, *values))
        except OSError:
            raise self._gone() from None

    def _received(self, seconds: float) -> bytes:
        try:
            if self._connection.poll(seconds):
                return self._connection.recv_bytes(_LONGEST_ANSWER)
        except (EOFError, OSError):
            raise self._gone() from None
        self.end()
        raise PdfStopped(
            f"This PDF took longer than {seconds:g} seconds.",
            "It may be damaged: look at another page, or open it in another program.",
        )

    def _gone(self) -> AppError:
        self.end()
        return PdfStopped(
            "The part of the program that reads PDFs broke down over this one.",
            "It may be damaged: look at another page, or open it in another program.",
        )


def _shared_room() -> tuple[Path, mmap.mmap]:
    """A new file and its bytes; what nobody writes into takes no space."""
    folder = _IN_MEMORY if _IN_MEMORY.is_dir() else None
    try:
        handle, name = tempfile.mkstemp(prefix="effllm-pixels-", dir=folder)
        os.truncate(handle, _ROOM)
        shared = mmap.mmap(handle, _ROOM)
    except OSError as error:
        raise StorageFailed(
            f"No PDF can be read: there is no room for its pages ({error.strerror}).",
            "Make some room on the disk for temporary files.",
        ) from error
    os.close(handle)
    return Path(name), shared
