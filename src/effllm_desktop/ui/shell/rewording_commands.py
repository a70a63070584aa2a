"""Entries in other words, in their rows; and what the reader changed in a list, put back."""

from collections.abc import Callable
from functools import partial

from effllm_desktop.app.jobs import Progress
from effllm_desktop.app.workspace import Operation, Outcome
from effllm_desktop.domain.errors import AppError
from effllm_desktop.domain.ids import EntryId, ListId
from effllm_desktop.domain.scopes import ListScope
from effllm_desktop.domain.text_edits import OwnEdit
from effllm_desktop.ui.runtime.session import Session
from effllm_desktop.ui.runtime.shown_jobs import ShownJobs
from effllm_desktop.ui.shell.entry_commands import said
from effllm_desktop.ui.shell.window import Window
from effllm_desktop.ui.shell.workbench import Workbench


class RewordingCommands:
    """Those without an argument are named in the table of actions."""

    def __init__(self, window: Window, session: Session, bench: Workbench, jobs: ShownJobs) -> None:
        self._window = window
        self._session = session
        self._bench = bench
        self._jobs = jobs

    def reword_entry(self) -> None:
        """Open the selected row for other words."""
        for row in self._bench.entries.selected_row_ids(1):
            (text,) = self._session.library.entries.texts(self._bench.scope, [row])
            self._bench.entries.reword(row, text.title, text.description or "")

    def reword(self, row: int, title: str, description: str) -> None:
        """What a row was left with. Words that the list cannot take stay, to be changed again."""
        from effllm_desktop.app.operations.entry_editing import RewordEntry

        list_id = self._bench.list_id
        if list_id is None:
            return
        (text,) = self._session.library.entries.texts(self._bench.scope, [row])
        deed = RewordEntry(
            list_id,
            EntryId(row),
            None if title == text.title else title,
            None if description == (text.description or "") else description,
        )
        if not self._run(deed):
            self._bench.entries.reword(row, title, description)

    def put_entry_back(self) -> None:
        from effllm_desktop.app.operations.putting_back import PutBack

        list_id = self._bench.list_id
        for row in self._bench.entries.selected_row_ids(1):
            if list_id is not None:
                self._run(PutBack(list_id, EntryId(row)), "This entry is as its file has it.")

    def show_edits(self) -> None:
        """The reader's edits of the list that is shown, each with a way back."""
        if (list_id := self._bench.list_id) is None:
            return
        name = self._bench.title_of(ListScope(list_id))
        self._read(list_id, partial(self._open_edits, list_id, name))

    def _open_edits(self, list_id: ListId, name: str, edits: tuple[OwnEdit, ...]) -> None:
        from effllm_desktop.app.operations.putting_back import PutBackEdit
        from effllm_desktop.ui.editing.own_edits import NONE, OwnEdits

        if not edits:
            self._bench.said.emit(NONE)
            return
        dialog = OwnEdits(name, edits, self._window)

        def put_back(edit: OwnEdit) -> None:
            try:
                self._session.acts.run(
                    PutBackEdit(list_id, edit),
                    done=lambda _: self._read(list_id, dialog.show_edits),
                )
            except AppError as problem:
                dialog.tell(problem)

        dialog.put_back_wanted.connect(put_back)
        dialog.open()

    def _read(self, list_id: ListId, show: Callable[[tuple[OwnEdit, ...]], object]) -> None:
        folder = self._session.folder

        def job(progress: Progress) -> tuple[OwnEdit, ...]:
            from effllm_desktop.app.readmodels.own_edits import read_own_edits

            progress.report(None, "Comparing the list with its file")
            return read_own_edits(folder, list_id)

        self._jobs.start("Comparing a list with its file", job, show)

    def _run(self, deed: Operation, nothing: str = "") -> bool:
        """False where it was refused. `nothing` is said where nothing was changed by it."""

        def say(outcome: Outcome) -> None:
            changed = outcome.changes.aspects or outcome.changes.works
            self._bench.said.emit(said(outcome.label) if changed else nothing)

        try:
            self._session.acts.run(deed, done=say)
        except AppError as problem:
            self._window.tell(problem)
            return False
        return True
