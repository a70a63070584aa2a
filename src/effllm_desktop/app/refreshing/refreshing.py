"""Refreshing: services are asked about works, and what they say is written as it comes.

Who asks gets plain values and gives plain values; this thread alone writes to the library. What has
come stays, also when the refresh is cancelled.
"""

from collections.abc import Callable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor  # noqa: TID251 - a lane for each service
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from queue import Empty

from effllm_desktop.app.clock import Clock, system_clock
from effllm_desktop.app.jobs import Progress
from effllm_desktop.app.network import keep_standings, network_of, pacing_of
from effllm_desktop.app.refreshing.asking import (
    Asked,
    Questions,
    conditions,
    github_calls_left,
    questions,
    versions_read,
)
from effllm_desktop.app.refreshing.lanes import Lane, Replies, Rests, lanes_of
from effllm_desktop.app.refreshing.reports import RefreshReport, Tally
from effllm_desktop.app.settings import Settings
from effllm_desktop.domain.errors import FetchFailed, LibraryInUse, Offline
from effllm_desktop.domain.ids import WorkId
from effllm_desktop.domain.metadata import Facts, Reply, Source
from effllm_desktop.net.pacing import Pacing
from effllm_desktop.store import metadata, validators
from effllm_desktop.store.database import Database
from effllm_desktop.store.opening import open_database

_TICK = 0.05  # seconds between two looks at what services and the caller say


@dataclass(frozen=True, slots=True)
class Means:
    """What a refresh is made with. `pacing` is the program's, if it has one already."""

    settings: Settings
    pacing: Pacing | None = None
    clock: Clock = system_clock


def _forgotten() -> FetchFailed:
    """Two works were made one, or one two, while a service was asked whether something is new."""
    return FetchFailed("What was known of it went while it was asked about.", "Refresh it again.")


def refresh(
    folder: Path,
    means: Means,
    works: Sequence[WorkId],
    progress: Progress,
    *,
    older_than: timedelta | None = None,
) -> RefreshReport:
    """A job: ask services about works; about all of them, or those unanswered for so long.

    Raises Offline before anything is asked, and Cancelled. Failures of services are in the report.
    """
    with closing(open_database(folder)) as database:
        before = None if older_than is None else means.clock() - older_than
        off = means.settings.off
        asked = questions(database, works, before=before, off=off)
        everybody = questions(database, works, off=off).works if before else asked.works
        if means.settings.offline and len(asked):
            raise Offline("The program is set to stay offline.", "To change that: offline = false.")
        nameless = [work for work in dict.fromkeys(works) if work not in everybody]
        return _Run(database, means, asked, progress).until_done(nameless)


class _Run:
    """One refresh."""

    def __init__(
        self, database: Database, means: Means, asked: Questions, progress: Progress
    ) -> None:
        self._database = database
        self._means = means
        self._asked = asked
        self._progress = progress
        self._pacing = means.pacing or pacing_of(means.settings, database)
        self._replies = Replies()
        self._tally = Tally()
        self._done = 0
        self._whole = len(asked.works)
        self._names: dict[Source, Asked] = {
            Source.ARXIV: asked.arxiv,
            Source.SEMANTIC_SCHOLAR: asked.papers,
            Source.OPENALEX: asked.papers,
            Source.GITHUB: asked.repositories,
        }

    def until_done(self, nameless: Sequence[WorkId]) -> RefreshReport:
        settings = self._means.settings
        rests = Rests(
            github_calls_left(self._database, self._now()),
            conditions(self._database, Source.GITHUB, self._asked.repositories),
            conditions(self._database, Source.OPENALEX, self._asked.papers),
            versions_read(self._database, self._asked.arxiv),
        )
        network = network_of(settings, self._pacing, self._database.file.parent)
        lanes = lanes_of(self._asked, settings, network, rests)
        with ThreadPoolExecutor(max(len(lanes), 1), thread_name_prefix="lane") as pool:
            try:
                ends = [pool.submit(lane.run, ask, self._replies) for lane, ask in lanes]
                self._watch([lane for lane, _ in lanes], ends)
            finally:
                for lane, _ in lanes:
                    lane.line.stop()
        self._take_all()
        for end in ends:
            end.result()  # a mistake of ours is not to be lost
        asked = list(self._asked.works)
        return self._tally.report(nameless, metadata.not_found(self._database, asked))

    def _watch(self, lanes: Sequence[Lane], ends: Sequence["Future[None]"]) -> None:
        """Write what comes, until everybody has ended. Raises Cancelled."""
        try:
            while not all(end.done() for end in ends):
                self._progress.checkpoint()
                self._report(lanes)
                self._take_next()
                for lane in lanes:
                    lane.line.hurry()
        except BaseException:
            self._take_all()
            raise

    def _take_next(self) -> None:
        try:
            reply = self._replies.get(timeout=_TICK)
        except Empty:
            return
        self._take(reply)

    def _take_all(self) -> None:
        while not self._replies.empty():
            self._take(self._replies.get())

    def _take(self, reply: Reply) -> None:
        """Write a reply; while others write to the library it waits. Raises Cancelled."""
        while True:
            try:
                with self._database.transaction():
                    tell = self._written(reply)
                    keep_standings(self._database, self._pacing)
                break
            except LibraryInUse:
                self._progress.checkpoint()
        tell()

    def _written(self, reply: Reply) -> Callable[[], None]:
        """Write a reply inside the transaction; what tells it once that is committed."""
        source, names, now = reply.source, self._names[reply.source], self._now().isoformat()
        found: dict[WorkId, Facts] = {
            work: said.facts for name, said in reply.found.items() for work in names[name]
        }
        missing = [work for name in reply.missing for work in names[name]]
        unchanged = [work for name in reply.unchanged for work in names[name]]
        kept = {work: one for name, one in reply.validators.items() for work in names[name]}
        older = {work: said.facts for name, said in reply.older.items() for work in names[name]}
        changed = metadata.take(self._database, source, found, now)
        metadata.take_older(self._database, older, now)
        metadata.take_missing(self._database, source, missing, now)
        validators.keep(self._database, source, [*found, *missing], kept)
        renewed = metadata.renew(self._database, source, unchanged, now)
        gone = [work for work in unchanged if work not in renewed]

        def tell() -> None:
            self._tally.found(source, found, changed)
            self._tally.found(source, older, older)
            self._tally.missing(source, missing)
            self._tally.found(source, renewed, ())
            if gone:
                self._tally.failed(source, gone, _forgotten())
            for name, problem in reply.failed.items():
                self._tally.failed(source, names[name], problem)
            if source is not Source.OPENALEX:  # it is asked a second time about the same
                self._done += len(reply.names)

        return tell

    def _report(self, lanes: Sequence[Lane]) -> None:
        reasons = dict.fromkeys(lane.reason for lane in lanes if lane.reason)
        told = f"Asking about {self._whole:,} work{'' if self._whole == 1 else 's'}"
        fraction = self._done / len(self._asked) if len(self._asked) else None
        self._progress.report(fraction, " · ".join([told, *reasons]))

    def _now(self) -> datetime:
        return self._means.clock()
