"""What was asked of other machines, as it is kept beside the library and shown to the reader."""

import logging
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from effllm_desktop.domain.errors import StorageFailed
from effllm_desktop.net.diary import Asked
from effllm_desktop.store import request_log
from effllm_desktop.store.request_log import Request

__all__ = ["LibraryDiary", "Request", "latest_requests", "log_file"]
_LOG = logging.getLogger(__name__)


class LibraryDiary:
    """Writes into the log of a library. A log that cannot be written stops no request."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def note(self, asked: Asked) -> None:
        """Keep it, on the thread that asked."""
        request = Request(
            datetime.fromtimestamp(asked.at, UTC),
            asked.method,
            asked.address,
            asked.outcome,
            asked.sent,
            asked.received,
            asked.seconds,
        )
        try:
            request_log.append(self._folder, request)
        except StorageFailed as problem:
            _LOG.warning("%s", problem.what)


def log_file(folder: Path) -> Path:
    """The file that holds the newest requests; there is none before the first one."""
    return request_log.file_of(folder)


def latest_requests(folder: Path, most: int | None = None) -> Sequence[Request]:
    """The newest requests first. Raises StorageFailed."""
    return request_log.latest(folder, most)
