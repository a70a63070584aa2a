"""What the reader does with lists and with the library that is open."""

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from effllm_desktop.app.jobs import Progress
from effllm_desktop.app.operations.trash import RestoreList, TrashList
from effllm_desktop.domain.errors import AppError
from effllm_desktop.domain.ids import ListId
from effllm_desktop.domain.scopes import ListScope
from effllm_desktop.ui.notice import Level, Notice, NoticeAction
from effllm_desktop.ui.runtime.outside import show_folder
from effllm_desktop.ui.runtime.session import Session
from effllm_desktop.ui.runtime.shown_jobs import ShownJobs
from effllm_desktop.ui.runtime.upstream_watch import UpstreamWatch
from effllm_desktop.ui.shell.opening import Opening
from effllm_desktop.ui.shell.window import Window
from effllm_desktop.ui.shell.workbench import Workbench
from effllm_desktop.ui.words import counted

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from effllm_desktop.app.import_reports import ListReport
    from effllm_desktop.app.safety import CheckReport, ListCheck
    from effllm_desktop.app.workspace import Outcome


class LibraryCommands:
    """The methods are named in the table of actions."""

    def __init__(
        self,
        window: Window,
        session: Session,
        bench: Workbench,
        jobs: ShownJobs,
        opening: Opening,
        watch: UpstreamWatch,
        show_reports: "Callable[[tuple[ListReport, ...]], object]",
    ) -> None:
        self._window = window
        self._session = session
        self._bench = bench
        self._jobs = jobs
        self._opening = opening
        self._watch = watch
        self._show_reports = show_reports

    def open_list(self) -> None:
        from effllm_desktop.ui.widgets.file_choice import choose_files

        choose_files(self._window, "Open lists", self._opening.take)

    def import_file(self) -> None:
        """See what a file has, then take it into a section or as a list of its own."""
        from effllm_desktop.ui.widgets.file_choice import IMPORTED, choose_file

        choose_file(
            self._window, "Import", Path.home(), IMPORTED, lambda path: self._opening.look([path])
        )

    def open_list_folder(self) -> None:
        from effllm_desktop.ui.widgets.file_choice import choose_folder

        choose_folder(self._window, "Open a folder of lists", lambda one: self._opening.take([one]))

    def open_bundled(self) -> None:
        self._opening.take_bundled()

    def refresh(self) -> None:
        """Look now whether linked files changed, and whether others wrote to the library."""
        self._session.workspace.notice_outside_changes()
        self._watch.look()

    def undo(self) -> None:
        self._bench.flush()
        self._session.acts.undo(lambda outcome: self._bench.said.emit(f"Undone: {outcome.label}."))

    def redo(self) -> None:
        self._session.acts.redo(
            lambda outcome: self._bench.said.emit(f"Done again: {outcome.label}.")
        )

    def show_history(self) -> None:
        """What was done, and the way back to any point of it."""
        from effllm_desktop.app.readmodels.history import history
        from effllm_desktop.ui.history.dialog import HistoryDialog

        self._bench.flush()
        database, acts = self._session.library.database, self._session.acts
        dialog = HistoryDialog(partial(history, database), self._window)

        def go(step: "Callable[[Callable[[Outcome], None]], None]", left: int) -> None:
            """One step after the other: each is a transaction, and may be refused."""

            def done(_: "Outcome") -> None:
                if left > 1:
                    go(step, left - 1)
                else:
                    dialog.show_again()

            try:
                step(done)
            except AppError as problem:
                dialog.show_again()
                dialog.tell(problem)

        dialog.back_wanted.connect(lambda steps: go(acts.undo, steps))
        dialog.forward_wanted.connect(lambda steps: go(acts.redo, steps))
        dialog.open()
        dialog.rows.setFocus()

    def save_backup(self) -> None:
        folder = self._session.folder
        self._bench.flush()

        def job(progress: Progress) -> Path:
            from effllm_desktop.app.safety import backup_now

            progress.report(None, "Saving a backup")
            return backup_now(folder)

        self._jobs.start("Saving a backup", job, self._on_backed_up)

    def check_library(self) -> None:
        folder = self._session.folder

        def job(progress: Progress) -> "CheckReport":
            from effllm_desktop.app.safety import check

            progress.report(None, "Checking the library")
            return check(folder)

        self._jobs.start("Checking the library", job, self._on_checked)

    def trash_list(self, list_id: ListId) -> None:
        name = self._bench.title_of(ListScope(list_id))
        notice = Notice(
            trashed(list_id),
            Level.INFO,
            f"“{name}” is in the trash. All that you made of its works is kept.",
            actions=(NoticeAction("Put back", lambda: self.restore_list(list_id)),),
        )
        self._session.acts.run(
            TrashList(list_id), done=lambda _: self._window.notices.show_notice(notice)
        )

    def restore_list(self, list_id: ListId) -> None:
        """A step of its own: by the time somebody asks, the last step may be another one."""
        self._session.acts.run(
            RestoreList(list_id), done=lambda _: self._bench.go(ListScope(list_id))
        )

    def open_library_folder(self) -> None:
        show_folder(self._session.folder)

    def open_log_folder(self) -> None:
        show_folder(self._session.folder / "logs")

    def _on_backed_up(self, file: Path) -> None:
        self._bench.said.emit(f"Saved the backup {file.name}.")

    def _on_checked(self, report: "CheckReport") -> None:
        odd = [one for one in report.lists if one.problems and not one.foreign]
        places = sum(len(one.problems) for one in odd)
        if report.damage:
            notice = Notice(
                "checked",
                Level.ERROR,
                f"The library is damaged: {report.damage[0]}.",
                "Go back to a backup: Library, Restore a backup.",
            )
        elif places:
            told = f"{counted(places, 'place')} in your lists "
            told += "was not understood." if places == 1 else "were not understood."
            show = NoticeAction("Show", lambda: self._show_problems(odd), stays=True)
            notice = Notice("checked", Level.INFO, f"The library is sound. {told}", "", (show,))
        else:
            notice = Notice("checked", Level.INFO, "The library is sound.")
        self._window.notices.show_notice(notice)

    def _show_problems(self, checks: "Iterable[ListCheck]") -> None:
        from effllm_desktop.app.import_reports import ListReport, Outcome

        facts = [(one, self._session.library.lists.facts(one.list_id)) for one in checks]
        self._show_reports(
            tuple(
                ListReport(
                    one.list_id,
                    one.name,
                    Outcome.UNCHANGED,
                    list_facts.entries,
                    list_facts.sections,
                    problems=one.problems,
                )
                for one, list_facts in facts
            )
        )


def trashed(list_id: ListId) -> str:
    """The key of the notice that a list is in the trash."""
    return f"trashed {list_id}"
