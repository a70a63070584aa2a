"""Going about: next and previous, back and forward, panes, order, search."""

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QApplication, QWidget

from effllm_desktop.domain.scopes import Sort
from effllm_desktop.ui.shell.window import Window
from effllm_desktop.ui.shell.workbench import Workbench
from effllm_desktop.ui.widgets.entering import can_enter, enter

if TYPE_CHECKING:
    from collections.abc import Callable

    from effllm_desktop.ui.reader.pane import ReaderPane


class ViewCommands:
    """The methods are named in the table of actions."""

    def __init__(
        self, window: Window, bench: Workbench, reader: "Callable[[], ReaderPane | None]"
    ) -> None:
        """`reader` says which paper is in front of the lists, if any."""
        self._window = window
        self._bench = bench
        self._reader = reader

    def next_unread(self) -> None:
        if not self._bench.entries.select_next_unread(forward=True):
            self._bench.said.emit("Nothing unread below. The next section may have some.")

    def previous_unread(self) -> None:
        if not self._bench.entries.select_next_unread(forward=False):
            self._bench.said.emit("Nothing unread above.")

    def back(self) -> None:
        self._bench.go_back()

    def forward(self) -> None:
        self._bench.go_forward()

    def set_sort(self, sort: Sort) -> None:
        self._bench.sort_by(sort)

    def find(self) -> None:
        self._bench.entries.focus_search()

    def clear_search(self) -> None:
        if self._bench.entries.header.search.text():
            self._bench.search("")
        self._bench.entries.focus_list()

    def next_pane(self) -> None:
        self._move_focus(1)

    def previous_pane(self) -> None:
        self._move_focus(-1)

    def _move_focus(self, step: int) -> None:
        """Around all that can be seen: notices, panes, what stands below them."""
        above, below = self._window.around
        panes = [one for one in (*above, *self._panes(), *below) if can_enter(one)]
        focus = QApplication.focusWidget()
        inside = [place for place, pane in enumerate(panes) if focus and pane.isAncestorOf(focus)]
        first = next((n for n, one in enumerate(panes) if one is self._bench.entries), 0)
        pane = panes[(inside[0] + step) % len(panes) if inside else first]
        if pane is self._bench.entries:
            self._bench.entries.focus_list()
        else:
            enter(pane)

    def _panes(self) -> list[QWidget]:
        reader = self._reader()
        if reader is not None:
            return reader.panes
        return [self._bench.sections, self._bench.entries, self._bench.details]
