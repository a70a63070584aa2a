"""The whole screen for the paper in front: only its pages. Lists keep what is around them."""

from PySide6.QtCore import QObject

from effllm_desktop.ui.shell.papers import Papers
from effllm_desktop.ui.shell.tabs import Tabs
from effllm_desktop.ui.shell.window import Window


class FullScreen(QObject):
    """F11 or Esc leads back to the window; every key of the reader's does what it always does."""

    def __init__(self, window: Window, tabs: Tabs, papers: Papers) -> None:
        super().__init__(papers)
        self._window = window
        self._tabs = tabs
        self._papers = papers
        window.full_screen_changed.connect(self._arrange)
        tabs.changed.connect(self._arrange)
        papers.left.connect(self._on_left)

    def _arrange(self) -> None:
        reader = self._papers.front
        bare = reader is not None and self._window.isFullScreen()
        self._window.set_bare(bare=bare)
        self._tabs.set_bare(bare=bare)
        if reader is not None:
            reader.set_bare(bare=bare)

    def _on_left(self) -> None:
        if self._window.isFullScreen():
            self._window.toggle_full_screen()
