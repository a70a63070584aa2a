"""The details pane, and what it shows of what is selected. Imported after the first paint."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from effllm_desktop.domain.errors import NotFound
from effllm_desktop.domain.ids import EntryId, WorkId
from effllm_desktop.ui.details.pane import DetailsPane
from effllm_desktop.ui.runtime.session import Session

if TYPE_CHECKING:
    from effllm_desktop.ui.shell.workbench import Workbench


class SelectedDetails(QObject):
    """Shows the work that is selected, what can be done to several, or why there is nothing."""

    def __init__(
        self, session: Session, bench: "Workbench", known_tags: Callable[[], Sequence[str]]
    ) -> None:
        super().__init__(bench)
        self._bench = bench
        self._shown: tuple[WorkId, EntryId] | None = None
        library = session.library
        self.pane = pane = DetailsPane(session.acts, library.works, known_tags=known_tags)
        pane.show_tag_colours(library.tags.colours())
        pane.scope_requested.connect(bench.go)
        pane.query_requested.connect(bench.search)
        pane.link_opened.connect(bench.link_requested)
        pane.read_wanted.connect(bench.read_requested)
        pane.download_wanted.connect(bench.download_requested)
        pane.download_cancelled.connect(bench.download_cancelled)
        pane.highlight_opened.connect(bench.highlight_requested)
        pane.merge_wanted.connect(bench.merge_requested)
        pane.said.connect(bench.said)
        pane.failed.connect(bench.failed)

    def show_works(self, works: Sequence[WorkId]) -> None:
        """Show these works, which are selected."""
        current = self._bench.entries.current()
        if len(works) == 1 and current is not None:
            if current != self._shown:
                self._show_current(*current)
            return
        self._shown = None
        if works:
            self.pane.show_many(works)
        else:
            self.clear()

    def clear(self) -> None:
        """Show no work, and say why."""
        if self._bench.has_lists:
            self.pane.clear()
        else:
            self.pane.clear("Nothing to show yet", "All about an entry stands here.")

    def _show_current(self, work: WorkId, entry: EntryId) -> None:
        if self._bench.entries.selected_count() > 1:  # several entries of one work
            return
        self._shown = (work, entry)
        try:
            self.pane.show_work(work, entry)
        except NotFound as problem:  # deleted from outside a moment ago
            self.pane.clear()
            self._bench.failed.emit(problem)
