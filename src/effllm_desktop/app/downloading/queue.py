"""Working the queue off: one lane for arXiv, one for each other host, and one who watches them.

The watcher owns the connection to the library and writes all that is written; lanes get plain
values and give plain values. So nothing but the lanes' files is touched by more than one thread.
What the reader does meanwhile (pauses, cancels, asks for more) is read from the library, whoever
wrote it: this window, another one, the command line.
"""

import time
from collections import Counter, deque
from collections.abc import Collection
from concurrent.futures import (
    FIRST_COMPLETED,
    Future,
    ThreadPoolExecutor,  # noqa: TID251 - a lane for each service
    wait,
)
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from threading import Event
from typing import TYPE_CHECKING, Protocol

from effllm_desktop.app.clock import Clock, system_clock
from effllm_desktop.app.downloading import room
from effllm_desktop.app.downloading.fetching import Checker, Lane
from effllm_desktop.app.downloading.meters import (
    DownloadProgress,
    QueueProgress,
    estimate,
)
from effllm_desktop.app.downloading.outcomes import Outcomes
from effllm_desktop.app.jobs import Progress
from effllm_desktop.app.network import keep_standings, network_of, pacing_of
from effllm_desktop.app.settings import Settings
from effllm_desktop.app.waiting import NO_NETWORK, NO_NETWORK_HINT, PAUSED, Rest, joined
from effllm_desktop.domain.changes import Aspect, Changes
from effllm_desktop.domain.errors import AppError, Cancelled, HostPaused, NoNetwork, Offline
from effllm_desktop.domain.ids import WorkId
from effllm_desktop.net.pacing import ARXIV, Pacing
from effllm_desktop.store import downloads, pdf_cache, services
from effllm_desktop.store.database import Database
from effllm_desktop.store.downloads import DownloadState, Request
from effllm_desktop.store.opening import open_database
from effllm_desktop.store.queue_lock import QueueLock

if TYPE_CHECKING:
    from effllm_desktop.store.pdf_cache import WholePdf

LANES = 6
"""Hosts that are asked at one time; each has one request at most."""
_TICK = 0.05  # seconds between two looks at what lanes, the reader and the caller say
_REPORTS = 0.1  # seconds between two reports


@dataclass(frozen=True, slots=True)
class Means:
    """What the queue is worked off with. `pacing` is the program's, if it has one already."""

    settings: Settings
    checker: Checker
    pacing: Pacing | None = None
    clock: Clock = system_clock


class Listener(Protocol):
    """Hears, on the thread of the job, how the queue goes."""

    def progressed(self, progress: QueueProgress) -> None: ...

    def changed(self, changes: Changes) -> None: ...


def work_queue(
    folder: Path,
    means: Means,
    progress: Progress,
    listener: Listener,
    *,
    only: Collection[WorkId] | None = None,
) -> Rest | None:
    """A job: fetch what is queued (`only` of some works) until nothing more can be done.

    Gives back why something still waits, if it does: a service is left alone, or this machine has
    no network. While another process works the queue off, this one waits and watches. Cancelled,
    it leaves what has come for the next time.
    """
    lock = QueueLock(folder)
    with closing(open_database(folder)) as database:
        if not _our_turn(lock, database, progress, only):
            return None
        try:
            return _Run(database, folder, means, listener).until_done(progress, only)
        finally:
            lock.release()


def _our_turn(
    lock: QueueLock, database: Database, progress: Progress, only: Collection[WorkId] | None
) -> bool:
    """Whether it is for us to fetch; False when others have finished it meanwhile."""
    pause = Event()
    while not lock.take():
        progress.checkpoint()
        waiting = (
            downloads.states(database, only)
            if only is not None
            else {one.request.work: one.state for one in downloads.all_of(database)}
        )
        if not set(waiting.values()) & {DownloadState.QUEUED, DownloadState.DOWNLOADING}:
            return False
        progress.report(None, "Another program is downloading for this library")
        pause.wait(_TICK)
    return True


class _Run:
    """One time that the queue is worked off."""

    def __init__(self, database: Database, folder: Path, means: Means, listener: Listener) -> None:
        self._database = database
        self._folder = folder
        self._means = means
        self._settings = means.settings
        self._pacing = means.pacing or pacing_of(means.settings, database)
        self._network = network_of(means.settings, self._pacing, folder)
        self._outcomes = Outcomes(
            database, folder, self._pacing, means.clock, limit=means.settings.pdf_limit
        )
        self._listener = listener
        self._lanes: dict[Future[WholePdf], Lane] = {}
        self._only: Collection[WorkId] | None = None
        self._rest: Rest | None = None
        self._finished = 0
        self._seen = -1
        self._reported = 0.0
        self._speed = 0.0
        self._waiting: dict[str, deque[Request]] = {}

    def until_done(self, progress: Progress, only: Collection[WorkId] | None) -> Rest | None:
        self._only = only
        self._tidy()
        with ThreadPoolExecutor(LANES, thread_name_prefix="lane") as pool:
            try:
                while self._go_on(pool):
                    progress.checkpoint()
                    self._report(progress)
            finally:
                self._stop_all()
        return self._rest

    def _tidy(self) -> None:
        """Begin where the last run ended, however it did."""
        with self._database.transaction():
            downloads.move(self._database, DownloadState.QUEUED, (DownloadState.DOWNLOADING,))
        pdf_cache.sweep(self._database, self._folder, downloads.identities(self._database))

    def _go_on(self, pool: ThreadPoolExecutor) -> bool:
        """Look once at everything; whether anything is on its way."""
        self._heed()
        self._hand_out(pool)
        if not self._lanes:
            return False
        ended, _ = wait(self._lanes, timeout=_TICK, return_when=FIRST_COMPLETED)
        for future in ended:
            self._settle(self._lanes.pop(future), future)
        for lane in self._lanes.values():
            lane.line.hurry()
        return True

    def _heed(self) -> None:
        """Take in what the reader has done to the queue since the last look."""
        version = self._database.data_version
        if version == self._seen:
            return
        self._seen = version
        self._forgive()
        running = {lane.request.work: lane for lane in self._lanes.values()}
        states = downloads.states(self._database, running)
        for work, lane in running.items():
            if states.get(work) is not DownloadState.DOWNLOADING:
                lane.line.stop()
        self._look_at_queue()

    def _look_at_queue(self) -> None:
        """What waits, for each service in order. What nobody can be asked for fails."""
        waiting: dict[str, deque[Request]] = {}
        for request in downloads.waiting(self._database):
            if self._only is not None and request.work not in self._only:
                continue
            try:
                self._pacing.switches.require_on(request.url)
                service = self._pacing.service(request.url)
            except AppError as problem:
                self._tell(self._outcomes.fail(request, problem))
                continue
            waiting.setdefault(service, deque()).append(request)
        self._waiting = waiting

    def _forgive(self) -> None:
        """Ask services again that the reader wants to be asked; arXiv's no is not the reader's."""
        for service, _, paused_until, *_ in services.all_known(self._database):
            gate = self._pacing.gate_of(service)
            if service != ARXIV and not paused_until and gate.standing.paused_until:
                gate.resume()

    def _hand_out(self, pool: ThreadPoolExecutor) -> None:
        """Give each free lane the next file that its service has."""
        self._rest = None
        lanes = self._lanes_now()
        busy = {lane.service for lane in self._lanes.values()}
        for service, requests in self._waiting.items():
            if len(self._lanes) >= lanes:
                return
            if service in busy or not requests or self._is_paused(service):
                continue
            while requests and not self._begin(pool, requests.popleft(), service):
                pass  # paused or given up since the last look

    def _lanes_now(self) -> int:
        """How many may be on their way: while there was no network, one that looks for it."""
        if self._settings.offline:
            return 0
        outage = self._pacing.outage
        if not outage.is_on:
            return LANES
        left = outage.seconds_left
        if left and any(self._waiting.values()):
            self._rest = Rest(time.time() + left, (NoNetwork(NO_NETWORK, NO_NETWORK_HINT),))
        return 0 if left else 1

    def _is_paused(self, service: str) -> bool:
        try:
            self._pacing.gate_of(service).require_open()
        except HostPaused as pause:
            self._rest = joined(self._rest, pause)
            return True
        return False

    def _begin(self, pool: ThreadPoolExecutor, request: Request, service: str) -> bool:
        with self._database.transaction():
            if not downloads.begin(self._database, request.work):
                return False
            keep_standings(self._database, self._pacing)
        lane = Lane(request, service, self._folder, self._settings.largest_pdf)
        self._lanes[pool.submit(lane.run, self._network, self._means.checker)] = lane
        self._tell([request.work])
        return True

    def _settle(self, lane: Lane, future: "Future[WholePdf]") -> None:
        """See that it is written what became of a download."""
        self._speed = lane.meter.speed or self._speed
        try:
            whole = future.result()
        except (HostPaused, NoNetwork, Offline, Cancelled):
            self._tell(self._outcomes.put_back(lane))
        except AppError as problem:
            self._tell(self._outcomes.fail(lane.request, problem, lane))
            self._finished += 1
        else:
            self._tell(self._outcomes.take_in(lane.request, whole))
            self._finished += 1
        self._look_at_queue()

    def _tell(self, works: Collection[WorkId]) -> None:
        self._listener.changed(Changes(Aspect.PDFS, frozenset(works)))

    def _report(self, progress: Progress) -> None:
        now = time.monotonic()
        if now - self._reported < _REPORTS:
            return
        self._reported = now
        told = self._progress()
        self._listener.progressed(told)
        whole = self._finished + told.left
        progress.report(self._finished / whole if whole else None, told.sentence)

    def _progress(self) -> QueueProgress:
        lanes = tuple(
            DownloadProgress(
                lane.request.work,
                lane.meter.done,
                lane.meter.total,
                lane.meter.look(),
                lane.meter.reason,
            )
            for lane in self._lanes.values()
        )
        speed = sum(one.speed for one in lanes) or self._speed
        files = Counter(lane.service for lane in self._lanes.values())
        files.update({service: len(requests) for service, requests in self._waiting.items()})
        cost = estimate(
            files,
            lambda service: self._pacing.gate_of(service).interval,
            size=room.usual_size(self._database),
            **({"speed": speed} if speed else {}),
        )
        pause = PAUSED if self._pacing.outage.is_on else ""
        return QueueProgress(lanes, self._finished, files.total(), cost.seconds, pause)

    def _stop_all(self) -> None:
        """End what is on its way, and note how far it came."""
        for lane in self._lanes.values():
            lane.line.stop()
        for future, lane in tuple(self._lanes.items()):
            wait([future])
            self._settle(lane, future)
        self._lanes.clear()
