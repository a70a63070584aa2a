"""Looks now and then whether linked files changed, off the main thread, and tells once."""

from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from effllm_desktop.app.jobs import Progress
from effllm_desktop.domain.errors import AppError
from effllm_desktop.domain.ids import ListId
from effllm_desktop.ui.runtime.session import Session

if TYPE_CHECKING:
    from effllm_desktop.app.import_reports import ListReport
    from effllm_desktop.app.upstreams import UpstreamChange

INTERVAL_MILLISECONDS = 5000
Told = dict[ListId, tuple[int, int] | None]


@dataclass(frozen=True, slots=True)
class FileNews:
    """A linked file that is not what was taken in: what it would bring, or why it cannot be read.

    `stamp` is the file's size and time, so that the same news is told once.
    """

    list_id: ListId
    name: str
    path: Path
    stamp: tuple[int, int] | None
    report: "ListReport | None" = None
    problem: AppError | None = None


@dataclass(frozen=True, slots=True)
class Look:
    """What one look found: the lists whose files differ, and what was not told of them yet."""

    changed: frozenset[ListId]
    news: tuple[FileNews, ...]


class UpstreamWatch(QObject):
    """One look at a time. What is unchanged costs a `stat` for each linked list."""

    found = Signal(FileNews)
    settled = Signal(int)  # a list that is up to date again

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._session = session
        self._told: Told = {}
        self._looking = False
        self._has_links = True
        self._timer = QTimer(self)
        self._timer.timeout.connect(self.look)
        self._timer.start(INTERVAL_MILLISECONDS)

    def set_linked(self, *, any_list: bool) -> None:
        """No list is linked: no need to look."""
        self._has_links = any_list

    def look(self) -> None:
        if self._looking or not self._has_links:
            return
        self._looking = True
        folder, told = self._session.folder, dict(self._told)
        self._session.jobs.start(
            lambda progress: look(folder, told, progress),
            name="Looking at linked files",
            done=self._on_looked,
            failed=self._on_failed,
        )

    def stop(self) -> None:
        self._timer.stop()

    def _on_looked(self, seen: Look) -> None:
        self._looking = False
        for list_id in self._told.keys() - seen.changed:
            del self._told[list_id]
            self.settled.emit(list_id)
        for one in seen.news:
            self._told[one.list_id] = one.stamp
            self.found.emit(one)

    def _on_failed(self, problem: AppError) -> None:
        self._looking = False
        self.stop()  # it would fail every five seconds
        self._session.trouble.emit(problem)


def look(folder: Path, told: Told, progress: Progress) -> Look:
    """A job: which linked files differ from what was taken in, and how."""
    from effllm_desktop.app.library import open_library
    from effllm_desktop.app.upstreams import changed_upstreams

    library = open_library(folder)
    try:
        changes = changed_upstreams(library)
    finally:
        library.close()
    news = []
    for change in changes:
        progress.checkpoint()
        stamp = _stamp(change.path)
        if change.list_id not in told or told[change.list_id] != stamp:
            news.append(_news(folder, change, stamp))
    return Look(frozenset(change.list_id for change in changes), tuple(news))


def _news(folder: Path, change: "UpstreamChange", stamp: tuple[int, int] | None) -> FileNews:
    from effllm_desktop.app.import_reports import ImportRequest
    from effllm_desktop.app.importing import preview
    from effllm_desktop.app.sources import FileSource

    base = FileNews(change.list_id, change.name, change.path, stamp, problem=change.problem)
    if change.problem is not None:
        return base
    seen = preview(folder, ImportRequest((FileSource(change.path),)))
    if seen.failures:
        return replace(base, problem=seen.failures[0].problem)
    return replace(base, report=seen.lists[0])


def _stamp(path: Path) -> tuple[int, int] | None:
    try:
        status = path.stat()
    except OSError:
        return None
    return status.st_size, status.st_mtime_ns
