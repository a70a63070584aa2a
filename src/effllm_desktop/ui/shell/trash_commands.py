"""Lists put away, looked at where they are, taken back, or removed for good."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from effllm_desktop.app.jobs import Progress
from effllm_desktop.app.workspace import Outcome
from effllm_desktop.domain.errors import AppError
from effllm_desktop.domain.ids import ListId
from effllm_desktop.ui.runtime.session import Session
from effllm_desktop.ui.shell.window import Window
from effllm_desktop.ui.shell.workbench import Workbench
from effllm_desktop.ui.words import counted

if TYPE_CHECKING:
    from effllm_desktop.ui.editing.trash_dialog import TrashDialog

LOST = (
    "Its text, its earlier versions and your edits of it are lost, and undo does not bring "
    "them back. What you made of its works stays: states, notes, tags, highlights, PDFs."
)


class TrashCommands:
    """The methods without an argument are named in the table of actions."""

    def __init__(
        self,
        window: Window,
        session: Session,
        bench: Workbench,
        trash: Callable[[ListId], object],
    ) -> None:
        self._window = window
        self._session = session
        self._bench = bench
        self._trash = trash
        self._dialog: TrashDialog | None = None  # while it is open

    def trash_shown_list(self) -> None:
        if (list_id := self._bench.list_id) is not None:
            self._trash(list_id)

    def show_trash(self) -> None:
        from effllm_desktop.ui.editing.trash_dialog import TrashDialog

        lists = self._session.library.lists.trashed()
        dialog = TrashDialog(lists, datetime.now(UTC), self._window)
        self._dialog = dialog
        dialog.finished.connect(self._on_closed)
        dialog.restore_wanted.connect(self._take_back)
        dialog.removal_wanted.connect(self._ask_to_remove)
        dialog.open()
        dialog.rows.setFocus()

    def remove_expired(self) -> None:
        """Remove the lists whose days in the trash are over; it is said which."""
        folder = self._session.folder

        def job(progress: Progress) -> tuple[str, ...]:
            from effllm_desktop.app.emptying_trash import remove_expired

            progress.checkpoint()
            return remove_expired(folder)

        def say(names: tuple[str, ...]) -> None:
            if names:
                self._announce()
                what = f"“{names[0]}”" if len(names) == 1 else counted(len(names), "list")
                self._bench.said.emit(f"Removed {what} for good, after 30 days in the trash.")

        self._session.jobs.start(job, name="Emptying the trash", done=say, failed=self._window.tell)

    def _take_back(self, list_id: int) -> None:
        from effllm_desktop.app.operations.trash import RestoreList

        def done(_: Outcome) -> None:
            self._show_again()

        try:
            self._session.acts.run(RestoreList(ListId(list_id)), done=done)
        except AppError as problem:
            self._tell(problem)

    def _ask_to_remove(self, list_id: int, name: str) -> None:
        from effllm_desktop.ui.widgets.file_choice import ask

        ask(
            self._dialog or self._window,
            f"Remove “{name}” for good?",
            LOST,
            "Remove for good",
            lambda: self._remove(ListId(list_id)),
            final=True,
        )

    def _remove(self, list_id: ListId) -> None:
        folder = self._session.folder

        def job(progress: Progress) -> str:
            from effllm_desktop.app.emptying_trash import remove_for_good

            progress.checkpoint()
            return remove_for_good(folder, list_id)

        def done(name: str) -> None:
            self._announce()
            self._bench.said.emit(f"Removed “{name}” for good.")
            self._show_again()

        def fail(problem: AppError) -> None:
            self._show_again()
            self._tell(problem)

        self._session.jobs.start(job, name="Removing a list", done=done, failed=fail)

    def _on_closed(self) -> None:
        self._dialog = None

    def _show_again(self) -> None:
        if self._dialog is not None:
            self._dialog.show_lists(self._session.library.lists.trashed())

    def _tell(self, problem: AppError) -> None:
        if self._dialog is not None:
            self._dialog.tell(problem)
        else:
            self._window.tell(problem)

    def _announce(self) -> None:
        from effllm_desktop.app.emptying_trash import REMOVED

        self._session.workspace.announce(REMOVED)
