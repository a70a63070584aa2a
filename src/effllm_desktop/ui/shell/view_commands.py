"""Going about: next and previous, back and forward, panes, order, search."""

from PySide6.QtWidgets import QApplication, QWidget

from effllm_desktop.domain.scopes import Sort
from effllm_desktop.ui.shell.workbench import Workbench


class ViewCommands:
    """The methods are named in the table of actions."""

    def __init__(self, bench: Workbench) -> None:
        self._bench = bench

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
        panes: list[QWidget] = [self._bench.sections, self._bench.entries, self._bench.details]
        focus = QApplication.focusWidget()
        inside = [place for place, pane in enumerate(panes) if focus and pane.isAncestorOf(focus)]
        place = (inside[0] + step) % len(panes) if inside else 1
        if panes[place] is self._bench.entries:
            self._bench.entries.focus_list()
        else:
            panes[place].setFocus()
