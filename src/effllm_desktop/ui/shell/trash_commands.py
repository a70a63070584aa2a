"""Lists put away, looked at where they are, and taken back."""

from collections.abc import Callable
from datetime import UTC, datetime

from effllm_desktop.app.workspace import Outcome
from effllm_desktop.domain.errors import AppError
from effllm_desktop.domain.ids import ListId
from effllm_desktop.ui.runtime.session import Session
from effllm_desktop.ui.shell.window import Window
from effllm_desktop.ui.shell.workbench import Workbench


class TrashCommands:
    """The methods are named in the table of actions."""

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

    def trash_shown_list(self) -> None:
        if (list_id := self._bench.list_id) is not None:
            self._trash(list_id)

    def show_trash(self) -> None:
        from effllm_desktop.app.operations.trash import RestoreList
        from effllm_desktop.ui.editing.trash_dialog import TrashDialog

        lists = self._session.library.lists
        dialog = TrashDialog(lists.trashed(), datetime.now(UTC), self._window)

        def take_back(list_id: int) -> None:
            def done(_: Outcome) -> None:
                dialog.show_lists(lists.trashed())

            try:
                self._session.acts.run(RestoreList(ListId(list_id)), done=done)
            except AppError as problem:
                dialog.tell(problem)

        dialog.restore_wanted.connect(take_back)
        dialog.open()
        dialog.rows.setFocus()
