"""Files that are opened, dropped or pasted: lists come in, all else is looked at before."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from effllm_desktop.app.folders import is_markdown, may_hold_records
from effllm_desktop.app.jobs import Progress
from effllm_desktop.ui.importing.importer import Importer
from effllm_desktop.ui.runtime.session import Session
from effllm_desktop.ui.runtime.shown_jobs import ShownJobs
from effllm_desktop.ui.shell.list_edits import written_beside
from effllm_desktop.ui.shell.window import Window
from effllm_desktop.ui.shell.workbench import Workbench
from effllm_desktop.ui.words import counted

if TYPE_CHECKING:
    from effllm_desktop.app.carried import CarriedPdf
    from effllm_desktop.app.carried_pdfs import TakenPdfs
    from effllm_desktop.app.into_section import BringInto
    from effllm_desktop.app.workspace import Outcome


class Opening(QObject):
    """The one way of files into the library, whoever names them.

    A bibliography, a table, bookmarks, outlines, ids or a whole library say first what they would
    bring; so do folders of other programs.
    """

    def __init__(
        self,
        window: Window,
        session: Session,
        bench: Workbench,
        jobs: ShownJobs,
        importer: Importer,
    ) -> None:
        super().__init__(session)
        self._window = window
        self._session = session
        self._bench = bench
        self._jobs = jobs
        self._importer = importer

    def take(self, paths: Sequence[Path]) -> None:
        """Open lists and folders of lists; show what other files have."""
        if all(_are_lists(path) for path in paths):
            self._importer.open_paths(paths)
            return

        def job(progress: Progress) -> list[Path]:
            from effllm_desktop.app.import_preview import to_look_at

            return to_look_at(paths, progress)

        self._jobs.start("Looking at files", job, partial(self._on_told_apart, paths))

    def take_bundled(self) -> None:
        """Open the lists that come with the program."""
        self._importer.open_bundled()

    def look(self, paths: Sequence[Path], *, as_list: bool = False) -> None:
        """Show what files have. `as_list`: they become lists unless the reader says where else."""
        from effllm_desktop.ui.adding.import_dialog import ImportDialog

        lists, here = self._bench.outline.lists, self._bench.scope
        dialog = ImportDialog(self._session, lists, here, paths, self._window, as_list=as_list)
        dialog.lists_wanted.connect(self._importer.open_paths)
        dialog.chosen.connect(self._bring_into)
        dialog.open()
        dialog.rows.setFocus()

    def _on_told_apart(self, paths: Sequence[Path], others: list[Path]) -> None:
        self._importer.open_paths([path for path in paths if path not in others])
        if others:
            self.look(others, as_list=True)

    def _bring_into(self, operation: "BringInto") -> None:
        def done(outcome: "Outcome") -> None:
            self._bench.said.emit(f"Done: {outcome.label}.")
            if operation.pdfs:
                self._copy_in(operation.pdfs)

        self._session.acts.run(written_beside(operation), done=done)

    def _copy_in(self, pdfs: "Sequence[CarriedPdf]") -> None:
        """Copy PDFs of works in that are there now."""
        folder = self._session.folder

        def job(progress: Progress) -> "TakenPdfs":
            from effllm_desktop.app.carried_pdfs import take_in

            return take_in(folder, pdfs, progress)

        def done(taken: "TakenPdfs") -> None:
            from effllm_desktop.ui.importing.notices import failed

            self._session.workspace.notice_outside_changes()
            self._bench.said.emit(f"{counted(len(taken.names), 'PDF')} copied into the library.")
            for notice in failed(taken.failures):
                self._window.notices.show_notice(notice)

        self._jobs.start(f"Copying {counted(len(pdfs), 'PDF')}", job, done)


def _are_lists(path: Path) -> bool:
    """Whether nothing has to be looked at before: Markdown, or a folder of it."""
    return is_markdown(path.name) or (path.is_dir() and not may_hold_records(path))
