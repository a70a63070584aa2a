"""The tree of lists and sections as it is shown: read when it changed, counted when works did.

What saved searches find is counted by a job (`search_counting`).
"""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from effllm_desktop.app.readmodels.outline import Outline
from effllm_desktop.domain.changes import Aspect, Changes
from effllm_desktop.domain.errors import AppError
from effllm_desktop.ui.runtime.acts import MANY
from effllm_desktop.ui.runtime.session import Session
from effllm_desktop.ui.sections.pane import SectionsPane

if TYPE_CHECKING:
    from effllm_desktop.ui.shell.search_counting import SearchCounting

FRAME_MILLISECONDS = 17  # what is painted first has been by then


class ShownOutline(QObject):
    """`tree` was read last: its lists and sections are those of now, its numbers may not be.

    No saved search is counted before `begin`: it would run beside the first picture of the window.
    """

    def __init__(
        self,
        session: Session,
        sections: SectionsPane,
        failed: Callable[[AppError], object],
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._failed = failed
        self._reader = session.library.outlines
        self._sections = sections
        self._counting: SearchCounting | None = None
        self._numbers = QTimer(self)
        self._numbers.setSingleShot(True)
        self._numbers.setInterval(FRAME_MILLISECONDS)
        self._numbers.timeout.connect(self._show_numbers)
        self._is_old = False  # in its numbers
        self.tree = Outline((), ())

    def begin(self) -> None:
        from effllm_desktop.ui.shell.search_counting import SearchCounting

        show = self._sections.show_search_counts
        self._counting = SearchCounting(self._session, show, self._failed, parent=self)
        self._counting.count()

    def count_now(self) -> None:
        """Do not wait until nothing has changed for a moment."""
        if self._counting is not None:
            self._counting.hurry()

    def now(self) -> Outline:
        """The tree with the numbers of now."""
        if self._is_old:
            self.tree = self._reader.read()
            self._is_old = False
        return self.tree

    def show(self) -> None:
        """Read the tree and show it."""
        self._is_old = True
        self._sections.show_outline(self.now())

    def show_changes(self, changes: Changes) -> None:
        """Show again what changed of the tree or of its numbers."""
        if self._counting is not None:
            self._counting.note(changes)
        if changes.aspects & (Aspect.CATALOG | Aspect.SEARCHES):
            self.show()
        elif changes.aspects & (Aspect.STATE | Aspect.QUEUE):
            self._is_old = True
            self._show_numbers_of(changes)

    def _show_numbers_of(self, changes: Changes) -> None:
        """Of very many works the rows are painted first: both takes longer than one may wait."""
        if changes.works is not None and len(changes.works) <= MANY:
            self._show_numbers()
        else:
            self._numbers.start()

    def _show_numbers(self) -> None:
        self._sections.show_counts(self._reader.counts())
