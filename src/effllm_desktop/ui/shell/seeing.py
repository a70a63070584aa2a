"""What is new has been seen once it was selected and the reader went on from it."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from effllm_desktop.app.operations.seeing import LookAt
from effllm_desktop.domain.errors import AppError
from effllm_desktop.domain.ids import WorkId
from effllm_desktop.ui.runtime.session import Session
from effllm_desktop.ui.shell.workbench import Workbench

if TYPE_CHECKING:
    from effllm_desktop.domain.scopes import Scope

PAUSE_MILLISECONDS = 250


class Seeing(QObject):
    """Watches the selection. What is selected is still new: it must not go under one's eyes.

    While the selection goes on from row to row nothing is written; when it rests, all that was
    passed by is one act, and no step of the reader's. Rows stay where they are until the place is
    left, as everywhere. What is selected when the window closes stays new.
    """

    def __init__(self, session: Session, bench: Workbench, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self._bench = bench
        self._scope: Scope = bench.scope
        self._here: WorkId | None = None
        self._passed: dict[WorkId, None] = {}
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE_MILLISECONDS)
        self._pause.timeout.connect(self.write)
        bench.entries.selection_changed.connect(self._on_selected)
        bench.navigated.connect(self._on_navigated)
        self._on_selected(bench.entries.selected_works())

    def write(self) -> None:
        """Note what was passed by until now."""
        self._pause.stop()
        works, self._passed = tuple(self._passed), {}
        if not works:
            return
        try:
            self._session.acts.run(LookAt(works))
        except AppError as problem:
            self._session.trouble.emit(problem)

    def _on_selected(self, works: list[WorkId]) -> None:
        """Only what is selected alone is looked at: that is what the details show."""
        alone = len(works) == 1 and self._bench.entries.is_current_new
        self._go_on_to(works[0] if alone else None)

    def _on_navigated(self) -> None:
        if self._bench.scope != self._scope:
            self._scope = self._bench.scope
            self._go_on_to(None)
            self.write()

    def _go_on_to(self, work: WorkId | None) -> None:
        if self._here is not None and work != self._here:
            self._passed[self._here] = None
            self._pause.start()
        self._here = work
        if work is not None:
            self._passed.pop(work, None)
