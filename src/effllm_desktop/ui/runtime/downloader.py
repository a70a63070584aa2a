"""Works the queue of PDFs off while the window is open, and takes the reader's wishes about it.

The queue itself is in the library: what is written here in passing (asked for, paused, given up) is
written by jobs on connections of their own, so that the window never waits for the library.
"""

import time
from collections.abc import Callable, Sequence
from contextlib import closing
from functools import partial
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from effllm_desktop.app.jobs import Job, Progress
from effllm_desktop.domain.changes import Aspect, Changes
from effllm_desktop.domain.errors import AppError
from effllm_desktop.domain.ids import WorkId
from effllm_desktop.ui.runtime.session import Session
from effllm_desktop.ui.runtime.shown_jobs import ShownJobs

if TYPE_CHECKING:  # nothing of the network is imported before something is wanted of it
    from effllm_desktop.app.downloading.meters import QueueProgress
    from effllm_desktop.app.library import Library
    from effllm_desktop.app.waiting import Rest

T = TypeVar("T")
Works = Sequence[WorkId] | None
LONGEST_WAIT = 3600.0  # seconds between two looks at a service that is left alone


class _Bridge(QObject):
    """Brings what the job says to the main thread: its slots live there."""

    progressed = Signal(object)  # QueueProgress
    changed = Signal(object)  # Changes


class Downloader(QObject):
    """One for each open library. Of `works` None means all."""

    progressed = Signal(object)  # QueueProgress, or None when nothing is on its way
    rested = Signal(object)  # Rest: why something waits though nothing is on its way; None: no more
    failed = Signal(AppError)

    def __init__(self, session: Session, jobs: ShownJobs) -> None:
        super().__init__(session)
        self._session = session
        self._jobs = jobs
        self._running = False
        self._rest: Rest | None = None
        self._again = QTimer(self)
        self._again.setObjectName("downloads_again")
        self._again.setSingleShot(True)
        self._again.timeout.connect(self.look)
        self._bridge = _Bridge(self)
        self._bridge.progressed.connect(self._on_progressed)
        self._bridge.changed.connect(self._on_changed)
        session.changes.changed.connect(self._on_changes)

    @property
    def is_running(self) -> bool:
        return self._running

    def look(self) -> None:
        """Go on with what is queued, if anything is and the network may be used."""
        if self._running or self._session.settings.offline:
            return
        if self._is_anything_queued():
            self._begin()
        else:
            self._again.stop()
            self._set_rest(None)

    def look_now(self) -> None:
        """The same at once, also where it is not yet time to look for a network again."""
        self._hurry()
        self.look()

    def stop(self) -> None:
        """Begin nothing any more."""
        self._again.stop()
        self._running = True

    def request(self, works: Sequence[WorkId], *, first: bool, done: Callable[..., object]) -> None:
        """Ask for the PDFs of works; `done` hears what became of the wish (`Asked`)."""
        settings = self._session.settings

        def wish(library: "Library") -> object:
            from effllm_desktop.app.downloading import asking

            return asking.request(library, settings, works, first=first)

        def asked(result: object) -> None:
            done(result)
            self.look_now()

        self._hurry()
        self._write("Asking for PDFs", wish, asked)

    def pause(self, works: Works) -> None:
        self._ask("pause", works)

    def resume(self, works: Works) -> None:
        self._ask("resume", works, self.look_now)

    def retry(self, works: Works) -> None:
        self._ask("retry", works, self.look_now)

    def cancel(self, works: Works) -> None:
        self._ask("cancel", works)

    def _ask(self, wish: str, works: Works, then: Callable[[], object] | None = None) -> None:
        def act(library: "Library") -> None:
            from effllm_desktop.app.downloading import asking

            getattr(asking, wish)(library, works)

        if then is not None:
            self._hurry()
        self._write("Changing the queue", act, lambda _: then() if then else None)

    def _hurry(self) -> None:
        """Let the next run of the queue look for a network; `_write` may be what begins it."""
        from effllm_desktop.app.network import look_again

        look_again(self._session.pacing)

    def _write(self, name: str, act: Callable[["Library"], T], done: Callable[[T], object]) -> None:
        folder = self._session.folder

        def job(_: Progress) -> T:
            from effllm_desktop.app.library import open_library

            with closing(open_library(folder)) as library:
                return act(library)

        def finish(result: T) -> None:
            self._session.workspace.notice_outside_changes()
            done(result)

        self._session.jobs.start(job, name=name, done=finish, failed=self.failed.emit)

    def _is_anything_queued(self) -> bool:
        from effllm_desktop.app.downloading.asking import is_anything_queued

        return is_anything_queued(self._session.library.database)

    def _begin(self) -> None:
        self._again.stop()
        self._running = True
        self._jobs.start(
            "Downloading",
            self._job(),
            self._on_done,
            self._on_failed,
            ended=self._on_ended,
            cancelled=partial(self.pause, None),
        )

    def _job(self) -> "Job[Rest | None]":
        folder, settings, bridge = self._session.folder, self._session.settings, self._bridge
        pacing = self._session.pacing

        def job(progress: Progress) -> "Rest | None":
            from effllm_desktop.app.downloading.queue import Means, work_queue
            from effllm_desktop.app.pdf_reading import pages_of

            means = Means(settings, pages_of, pacing)
            return work_queue(folder, means, progress, _Hearing(bridge))

        return job

    def _on_ended(self) -> None:
        self._running = False
        self.progressed.emit(None)

    def _on_done(self, rest: "Rest | None") -> None:
        self._set_rest(rest)
        if rest is None:
            self.look()  # something may have been asked for at the last moment
            return
        wait = min(max(rest.until - time.time(), 1.0), LONGEST_WAIT)
        self._again.start(int(wait * 1000))

    def _set_rest(self, rest: "Rest | None") -> None:
        if rest != self._rest:
            self._rest = rest
            self.rested.emit(rest)

    def _on_failed(self, problem: AppError) -> None:
        self.failed.emit(problem)

    @Slot(object)
    def _on_progressed(self, progress: "QueueProgress") -> None:
        if self._rest is not None and not progress.pause:
            self._set_rest(None)
        self.progressed.emit(progress)

    @Slot(object)
    def _on_changed(self, changes: Changes) -> None:
        self._session.workspace.announce(changes)

    def _on_changes(self, changes: Changes) -> None:
        if Aspect.PDFS not in changes.aspects:
            return
        if self._waits_for_network() and self._is_anything_queued():
            return  # it would find nothing new before it is time, or the reader wants it
        self.look()

    def _waits_for_network(self) -> bool:
        """Whether there is still none as far as anybody knows: a refresh may have found one."""
        if self._rest is None or not self._rest.no_network or not self._again.isActive():
            return False
        from effllm_desktop.app.network import was_cut_off

        return was_cut_off(self._session.pacing)


class _Hearing:
    """What the job speaks to, on its thread."""

    def __init__(self, bridge: _Bridge) -> None:
        self._bridge = bridge

    def progressed(self, progress: "QueueProgress") -> None:
        self._bridge.progressed.emit(progress)

    def changed(self, changes: Changes) -> None:
        self._bridge.changed.emit(changes)
