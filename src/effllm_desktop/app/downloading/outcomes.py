"""What becomes of downloads, written into the library: each in one transaction."""

from pathlib import Path

from effllm_desktop.app.clock import Clock
from effllm_desktop.app.downloading import room
from effllm_desktop.app.downloading.fetching import Lane
from effllm_desktop.app.network import keep_standings
from effllm_desktop.domain.errors import AppError
from effllm_desktop.domain.ids import WorkId
from effllm_desktop.net.pacing import Pacing
from effllm_desktop.store import downloads, pdf_cache, pdf_files
from effllm_desktop.store.database import Database
from effllm_desktop.store.downloads import DownloadState, Request
from effllm_desktop.store.pdf_cache import WholePdf


class Outcomes:
    """Each gives back the works of which something has changed.

    How services stand is written along. `limit`: the bytes that all PDFs may take.
    """

    def __init__(
        self, database: Database, folder: Path, pacing: Pacing, clock: Clock, *, limit: int
    ) -> None:
        self._database = database
        self._folder = folder
        self._pacing = pacing
        self._clock = clock
        self._limit = limit

    def take_in(self, request: Request, whole: WholePdf) -> list[WorkId]:
        """A whole PDF came: it is there for all works that want this file."""
        now = self._clock().isoformat()
        with self._database.transaction():
            wanting = downloads.wanting(self._database, request.identity) or [request]
            works = [(one.work, one.arxiv_version) for one in wanting]
            pdf_cache.take_in(self._database, self._folder, whole, works, request.identity, now)
            downloads.remove(self._database, [work for work, _ in works])
            keep_standings(self._database, self._pacing)
        gone = room.make_room(self._database, self._folder, self._limit)
        return [*(work for work, _ in works), *gone]

    def put_back(self, lane: Lane) -> list[WorkId]:
        """It can go on later; what the reader has made of it meanwhile stands."""
        with self._database.transaction():
            self._note_bytes(lane)
            downloads.move(
                self._database,
                DownloadState.QUEUED,
                (DownloadState.DOWNLOADING,),
                [lane.request.work],
            )
            keep_standings(self._database, self._pacing)
        if not downloads.wanting(self._database, lane.request.identity):
            pdf_files.drop_part(lane.part)
        return [lane.request.work]

    def fail(self, request: Request, problem: AppError, lane: Lane | None = None) -> list[WorkId]:
        """It does not come, for any of the works that want it. `lane`: where it had begun."""
        with self._database.transaction():
            if lane:
                self._note_bytes(lane)
            failed = downloads.fail(self._database, request.identity, problem)
            keep_standings(self._database, self._pacing)
        return failed

    def _note_bytes(self, lane: Lane) -> None:
        downloads.came(self._database, lane.request.work, lane.meter.done, lane.meter.total)
