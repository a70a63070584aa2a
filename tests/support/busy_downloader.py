"""A process that fetches everything that is queued, until it is done or killed.

`python -m tests.support.busy_downloader LIBRARY BASE`: prints `begun`, then the number of each work
whose PDF is here, as soon as the library knows it.
"""

import sys
from pathlib import Path

from effllm_desktop.app.downloading.meters import QueueProgress
from effllm_desktop.app.downloading.queue import Means, work_queue
from effllm_desktop.app.jobs import InlineProgress
from effllm_desktop.app.settings import Settings
from effllm_desktop.domain.changes import Changes
from effllm_desktop.store import pdf_cache
from effllm_desktop.store.opening import open_database


class Telling:
    """Says what has come."""

    def __init__(self, folder: Path) -> None:
        self._database = open_database(folder)

    def progressed(self, progress: QueueProgress) -> None:
        """Bytes are of no interest here."""

    def changed(self, changes: Changes) -> None:
        here = pdf_cache.of_works(self._database, sorted(changes.works or ()))
        for work in here:
            print(work, flush=True)  # noqa: T201


def check(path: Path) -> int:
    data = path.read_bytes()
    assert data.startswith(b"%PDF-")
    assert data.endswith(b"%%EOF\n")
    return 1


def settings(base: str) -> Settings:
    return Settings(
        arxiv_site_url=base,
        arxiv_interval=0.0,
        host_interval=0.0,
        connect_timeout=2,
        read_timeout=2,
        total_timeout=10,
        retries=2,
    )


if __name__ == "__main__":
    print("begun", flush=True)  # noqa: T201
    telling = Telling(Path(sys.argv[1]))
    work_queue(Path(sys.argv[1]), Means(settings(sys.argv[2]), check), InlineProgress(), telling)
