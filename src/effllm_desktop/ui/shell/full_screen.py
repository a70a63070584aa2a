"""The whole screen for the paper in front: only its pages. Lists keep what is around them."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from effllm_desktop.ui.shell.tabs import Tabs
from effllm_desktop.ui.shell.window import Window

if TYPE_CHECKING:  # imported when the first paper is opened
    from collections.abc import Callable

    from effllm_desktop.ui.reader.pane import ReaderPane


class FullScreen(QObject):
    """For one window. F11 leads back, and so does Esc; every key does what it always does."""

    def __init__(
        self,
        window: Window,
        front: "Callable[[], ReaderPane | None]",
        tabs: Tabs | None,
        parent: QObject,
    ) -> None:
        """`tabs` are those of the window, where it has some."""
        super().__init__(parent)
        self._window = window
        self._front = front
        self._tabs = tabs
        window.full_screen_changed.connect(self._arrange)
        if tabs is not None:
            tabs.changed.connect(self._arrange)

    def _arrange(self) -> None:
        reader = self._front()
        bare = reader is not None and self._window.isFullScreen()
        self._window.set_bare(bare=bare)
        if self._tabs is not None:
            self._tabs.set_bare(bare=bare)
        if reader is not None:
            reader.set_bare(bare=bare)
