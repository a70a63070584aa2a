"""Takes lists in as jobs and says what became of them."""

from collections.abc import Iterable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from effllm_desktop.app.jobs import Progress
from effllm_desktop.ui.runtime.session import Session
from effllm_desktop.ui.runtime.shown_jobs import ShownJobs

if TYPE_CHECKING:  # the engine is not imported before something is opened
    from effllm_desktop.app.import_reports import ImportSummary
    from effllm_desktop.app.sources import Source

LARGE = 2**20
"""Bytes of a list that takes longer to read than a process to start."""


class Importer(QObject):
    """One for each open library."""

    imported = Signal(object)  # ImportSummary
    working = Signal(str)  # on what, in words; empty when on nothing any more

    def __init__(self, session: Session, jobs: ShownJobs) -> None:
        super().__init__(session)
        self._session = session
        self._jobs = jobs
        self._names: list[str] = []

    def open_paths(self, paths: Iterable[Path]) -> None:
        """Open lists, or take in new versions of those that are known."""
        self._open_files(paths, optional=False)

    def open_linked(self, paths: Iterable[Path]) -> None:
        """Open those of some files that are lists."""
        self._open_files(paths, optional=True)

    def open_bundled(self) -> None:
        from effllm_desktop.app.sources import Bundled

        self._start("Opening the bundled lists", (Bundled(),))

    def _open_files(self, paths: Iterable[Path], *, optional: bool) -> None:
        from effllm_desktop.app.sources import FileSource

        sources = tuple(FileSource(path, optional) for path in paths)
        if sources:
            name = sources[0].path.name if len(sources) == 1 else f"{len(sources)} lists"
            self._start(f"Opening {name}", sources)

    def _start(self, name: str, sources: "tuple[Source, ...]") -> None:
        folder = self._session.folder

        def job(progress: Progress) -> "ImportSummary":
            from effllm_desktop.app import own_process
            from effllm_desktop.app.import_jobs import take_in
            from effllm_desktop.app.import_reports import ImportRequest

            work = partial(take_in, folder, ImportRequest(sources))
            return own_process.run(work, progress) if _are_large(sources) else work(progress)

        self._names.append(name)
        self._session.acts.expect_slow_disk(True)
        self.working.emit(name)
        self._jobs.start(name, job, self._on_done, ended=partial(self._on_ended, name))

    def _on_ended(self, name: str) -> None:
        self._names.remove(name)
        self._session.acts.expect_slow_disk(bool(self._names))
        self.working.emit(self._names[-1] if self._names else "")

    def _on_done(self, summary: "ImportSummary") -> None:
        # It may have been noticed already: everything is shown anew once, not twice.
        self._session.workspace.notice_outside_changes()
        self.imported.emit(summary)


def _are_large(sources: "Iterable[Source]") -> bool:
    """Whether reading them would disturb the window: large files, and folders with who knows what.

    A file that cannot be looked at is no large one: the import says what is wrong with it.
    """
    from effllm_desktop.app.sources import FileSource

    paths = [source.path for source in sources if isinstance(source, FileSource)]
    return any(path.is_dir() for path in paths) or (
        sum(path.stat().st_size for path in paths if path.is_file()) > LARGE
    )
