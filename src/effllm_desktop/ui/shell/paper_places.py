"""Where open papers are: in the tabs of the window, or each in a window of its own."""

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint, Qt, Signal
from PySide6.QtWidgets import QWidget

from effllm_desktop.ui.runtime.session import Session
from effllm_desktop.ui.runtime.window_state import PAPERS_NAME, WindowState
from effllm_desktop.ui.shell.menu_specs import TAB_MENU
from effllm_desktop.ui.shell.menus import make_menu
from effllm_desktop.ui.shell.paper_commands import PaperCommands
from effllm_desktop.ui.shell.program_commands import WindowCommands
from effllm_desktop.ui.shell.tabs import Tabs
from effllm_desktop.ui.shell.window import Window

if TYPE_CHECKING:  # imported when the first paper is opened, or moved
    from effllm_desktop.ui.reader.pane import ReaderPane
    from effllm_desktop.ui.shell.paper_window import PaperWindow


class PaperPlaces(QObject):
    """Moves readers about with all that they hold; it opens none and closes none."""

    close_asked = Signal(QWidget)  # ReaderPane: by the cross of its tab, its key, its frame

    def __init__(self, window: Window, session: Session, tabs: Tabs) -> None:
        super().__init__(session)
        self._window = window
        self._session = session
        self._tabs = tabs
        self._readers: list[ReaderPane] = []
        self._windows: dict[ReaderPane, PaperWindow] = {}
        self._state: WindowState | None = None
        self.commands = PaperCommands(window, session, self)
        tabs.close_asked.connect(self.close_asked)
        tabs.menu_asked.connect(self._show_menu)
        tabs.torn_off.connect(self._tear_off)
        self.window_in_front: Window = window
        """What the reader has before them, or had when they turned to another program."""
        self._heard = (
            window.acted.connect(self._show_what_is_there),
            window.activated.connect(partial(self._on_activated, window)),
            window.keys_changed.connect(self._bind_keys),
        )
        session.changes.changed.connect(self._show_what_is_there)

    @property
    def state(self) -> WindowState:
        """What is remembered of papers: its file is read with the first one."""
        if self._state is None:
            self._state = WindowState(self._session.folder, PAPERS_NAME)
        return self._state

    @property
    def has_papers(self) -> bool:
        return bool(self._readers)

    def front_in(self, window: Window) -> "ReaderPane | None":
        """The paper that is in front in a window, if one is."""
        shown = self._tabs.front if window is self._window else window.content
        return next((one for one in self._readers if one is shown), None)

    def window_of(self, reader: "ReaderPane") -> Window:
        """The window that a paper is in, or was."""
        return self._windows.get(reader, self._window)

    def add(self, reader: "ReaderPane") -> None:
        """A tab for a new paper, in front."""
        self._readers.append(reader)
        self._tabs.add(reader, reader.paper.title)

    def show(self, reader: "ReaderPane") -> None:
        """Bring a paper to the front, wherever it is."""
        if reader in self._windows:
            self._windows[reader].come_to_front()
        else:
            self._tabs.show_page(reader)

    def remove(self, reader: "ReaderPane") -> None:
        """Take the tab or the window of a paper away; what is left of it is up to the caller."""
        self._readers.remove(reader)
        window = self._windows.pop(reader, None)
        if window is not None:
            self._end(window)
        else:
            self._tabs.remove(reader)

    def ask_to_close(self, reader: "ReaderPane") -> None:
        self.close_asked.emit(reader)

    def move(self, reader: "ReaderPane") -> None:
        """Put a paper into a window of its own, or back among the tabs."""
        own = reader in self._windows
        reader.set_bare(bare=False)
        reader.carry(lambda: self._move_back(reader) if own else self._move_out(reader))
        self._window.acted.emit()

    def step(self, window: Window, places: int) -> None:
        """Bring the next paper to the front, or the one before: tabs first, then windows."""
        stops: list[QWidget] = [*self._tabs.pages, *self._windows.values()]
        here = stops.index(self._tabs.front if window is self._window else window)
        stop = stops[(here + places) % len(stops)]
        if isinstance(stop, Window):
            stop.come_to_front()
            return
        self._tabs.show_page(stop)
        if window is not self._window:
            self._window.come_to_front()

    def stop(self) -> None:
        """The window stays, and knows of no papers any more."""
        for connection in self._heard:
            QObject.disconnect(connection)
        if self._state is not None:
            self._state.save()

    def _move_out(self, reader: "ReaderPane") -> None:
        from effllm_desktop.ui.shell.full_screen import FullScreen
        from effllm_desktop.ui.shell.paper_window import PaperWindow

        window = PaperWindow(reader.paper.title, self.state)
        commands = (PaperCommands(window, self._session, self), WindowCommands(window))
        FullScreen(window, lambda: self.front_in(window), None, window)
        window.set_commands(lambda: (*commands, *self._window.doers))
        window.bind(self._window.commands.keys())
        window.closing.connect(lambda: self._on_closing(reader))
        window.acted.connect(self._window.acted)
        window.activated.connect(partial(self._on_activated, window))
        self._tabs.remove(reader)
        self._windows[reader] = window
        window.set_content(reader)
        window.show_beside(len(self._windows) - 1)
        self.window_in_front = window

    def _move_back(self, reader: "ReaderPane") -> None:
        window = self._windows.pop(reader)
        window.take_content()
        self._tabs.add(reader, reader.paper.title)
        self._window.come_to_front()
        self._end(window)

    def _end(self, window: "PaperWindow") -> None:
        """Close it; what it told and nobody put away is told on by the window that stays."""
        for notice in reversed(window.notices.notices):
            self._window.notices.show_notice(notice)
        self.window_in_front = self._window
        window.close()  # or it is about to be, by its frame
        window.deleteLater()
        self._window.acted.emit()  # it may have been the last paper

    def _on_closing(self, reader: "ReaderPane") -> None:
        if reader in self._windows:  # else the paper has left it already
            self.ask_to_close(reader)

    def _tear_off(self, page: QWidget, place: QPoint) -> None:
        """A tab was dragged out."""
        reader = next(one for one in self._readers if one is page)
        self.move(reader)
        self._windows[reader].move_under(place)

    def _on_activated(self, window: Window) -> None:
        self.window_in_front = window

    def _show_what_is_there(self) -> None:
        workspace = self._session.workspace
        for window in self._windows.values():
            window.show_steps(workspace.undo_label, workspace.redo_label)

    def _bind_keys(self) -> None:
        for window in self._windows.values():
            window.bind(self._window.commands.keys())

    def _show_menu(self, page: QWidget, place: QPoint) -> None:
        """What can be done with the paper of a tab."""
        self._tabs.show_page(page)
        menu = make_menu(TAB_MENU, self._window.commands, self._tabs)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(place)
