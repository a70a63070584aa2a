"""Two works become one: the ones that are selected, or one that may be the same as another."""

from functools import partial

from effllm_desktop.app.operations.identifying import MergeWorks
from effllm_desktop.app.workspace import Outcome
from effllm_desktop.domain.errors import AppError
from effllm_desktop.domain.ids import WorkId
from effllm_desktop.ui.runtime.session import Session
from effllm_desktop.ui.shell.window import Window
from effllm_desktop.ui.shell.workbench import Workbench

LONGEST_TITLE = 60


class MergeCommands:
    """The one without an argument is named in the table of actions."""

    def __init__(self, window: Window, session: Session, bench: Workbench) -> None:
        self._window = window
        self._session = session
        self._bench = bench

    def merge_selected(self) -> None:
        works = self._bench.entries.selected_works()
        if len(works) == 2:
            self.offer(*works)
        else:
            self._bench.said.emit("Select two works to merge them.")

    def offer(self, work: int, other: int) -> None:
        """Show what comes out, and let the reader choose."""
        from effllm_desktop.ui.details.merge_dialog import MergeDialog

        preview = self._session.library.duplicates.preview
        try:
            dialog = MergeDialog(WorkId(work), WorkId(other), preview, self._window)
        except AppError as problem:  # merged from outside a moment ago
            self._window.tell(problem)
            return
        dialog.merge_wanted.connect(self._merge)
        dialog.open()

    def _merge(self, operation: MergeWorks, title: str) -> None:
        self._session.acts.run(operation, done=partial(self._say, title))

    def _say(self, title: str, _: Outcome) -> None:
        short = title if len(title) <= LONGEST_TITLE else f"{title[:LONGEST_TITLE]}…"
        self._bench.said.emit(f"Merged into “{short}”. Undo makes two works of it again.")
