"""What services know of works, brought into the text of the list that is shown."""

from typing import TYPE_CHECKING

from effllm_desktop.domain.ids import EntryId
from effllm_desktop.ui.runtime.session import Session
from effllm_desktop.ui.shell.list_edits import written_beside
from effllm_desktop.ui.shell.window import Window
from effllm_desktop.ui.shell.workbench import Workbench

if TYPE_CHECKING:
    from effllm_desktop.app.operations.completing import BringIn
    from effllm_desktop.app.workspace import Outcome


class CompletingCommands:
    """The method without an argument is named in the table of actions."""

    def __init__(self, window: Window, session: Session, bench: Workbench) -> None:
        self._window = window
        self._session = session
        self._bench = bench

    def bring_in(self) -> None:
        """Show what would change in the list or section; several that are selected are ticked."""
        from effllm_desktop.ui.editing.bring_dialog import BringDialog

        bench = self._bench
        list_id = bench.list_id
        if list_id is None:
            bench.said.emit("Choose a list or a section first.")
            return
        rows = bench.entries.selected_row_ids() if bench.entries.selected_count() > 1 else ()
        only = [EntryId(row) for row in rows]
        title = bench.title_of(bench.scope)
        dialog = BringDialog(self._session, list_id, bench.scope, title, only, self._window)
        dialog.chosen.connect(self._write)
        dialog.open()

    def _write(self, operation: "BringIn") -> None:
        self._session.acts.run(written_beside(operation), done=self._say)

    def _say(self, outcome: "Outcome") -> None:
        self._bench.said.emit(f"Done: {outcome.label}. Undo takes it back.")
