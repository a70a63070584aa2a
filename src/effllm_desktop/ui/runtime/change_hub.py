"""The workspace's announcements as a Qt signal."""

from PySide6.QtCore import QObject, Signal

from effllm_desktop.app.workspace import Workspace
from effllm_desktop.domain.changes import Changes


class ChangeHub(QObject):
    """Emits `changed(Changes)` after each commit, on the main thread."""

    changed = Signal(Changes)

    def __init__(self, workspace: Workspace, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._leave = workspace.subscribe(self.changed.emit)

    def close(self) -> None:
        self._leave()
