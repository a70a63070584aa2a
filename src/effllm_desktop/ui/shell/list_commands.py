"""What the reader does with one list: look at its text, open the lists that it links to."""

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from effllm_desktop.app.jobs import Progress
from effllm_desktop.domain.errors import NotFound
from effllm_desktop.domain.ids import ListId
from effllm_desktop.domain.scopes import ListScope
from effllm_desktop.ui.importing.importer import Importer
from effllm_desktop.ui.runtime.session import Session
from effllm_desktop.ui.runtime.shown_jobs import ShownJobs
from effllm_desktop.ui.shell.window import Window
from effllm_desktop.ui.shell.workbench import Workbench

if TYPE_CHECKING:
    from effllm_desktop.app.import_reports import ListReport
    from effllm_desktop.app.readmodels.list_texts import ListText


class ListCommands:
    """Those without an argument are named in the table of actions: they mean the list shown."""

    def __init__(
        self,
        window: Window,
        session: Session,
        bench: Workbench,
        jobs: ShownJobs,
        importer: Importer,
    ) -> None:
        self._window = window
        self._session = session
        self._bench = bench
        self._jobs = jobs
        self._importer = importer

    def look_at_text(self) -> None:
        if (list_id := self._bench.list_id) is not None:
            self.show_text(list_id)

    def open_linked(self) -> None:
        if (list_id := self._bench.list_id) is not None:
            self.look_for_linked(list_id)

    def show_text(self, list_id: ListId, line: int | None = None) -> None:
        """What was repaired in a list, and what was not understood."""
        folder = self._session.folder

        def job(progress: Progress) -> "ListText":
            from effllm_desktop.app.readmodels.list_texts import read_list_text

            progress.report(None, "Reading the text")
            return read_list_text(folder, list_id)

        def show(text: "ListText") -> None:
            from effllm_desktop.ui.importing.list_text import ListTextDialog

            ListTextDialog(text, self._window, line=line).open()

        self._jobs.start("Reading the text of a list", job, show)

    def show_reports(self, reports: "tuple[ListReport, ...]") -> None:
        from effllm_desktop.ui.importing.report import ReportDialog

        dialog = ReportDialog(reports, self._window)
        dialog.text_requested.connect(self.show_text)
        dialog.lines_requested.connect(self.show_text)
        dialog.open()

    def look_for_linked(self, list_id: ListId) -> None:
        """Find the lists that a list links to, and ask which of them to open."""
        file = self._session.library.lists.facts(list_id).linked
        name = self._bench.title_of(ListScope(list_id))
        if file is None:
            raise NotFound(
                f"“{name}” is linked to no file, so nobody knows where its links lead.",
                "Open its file again to link it.",
            )
        folder = self._session.folder

        def job(progress: Progress) -> tuple[Path, ...]:
            from effllm_desktop.app.related_lists import offered_by_list

            return offered_by_list(folder, list_id, progress)

        self._jobs.start("Looking for linked lists", job, partial(self._on_found, name, file))

    def _on_found(self, name: str, file: Path, paths: tuple[Path, ...]) -> None:
        if not paths:
            self._bench.said.emit(f"“{name}” links to no list that is not here already.")
            return
        from effllm_desktop.ui.importing.linked_lists import LinkedListsDialog

        dialog = LinkedListsDialog(name, file.parent, paths, self._window)
        dialog.chosen.connect(self._importer.open_linked)
        dialog.open()
