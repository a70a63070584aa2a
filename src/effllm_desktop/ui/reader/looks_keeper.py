"""What the reader chose of how pages look, told once they have chosen."""

from PySide6.QtCore import QObject, QTimer, Signal

from effllm_desktop.ui.reader.page_canvas import PageCanvas

PAUSE_MILLISECONDS = 800  # after the last change: a wheel makes many


class LooksKeeper(QObject):
    """Tells what the reader chose, once they have chosen."""

    chosen = Signal(object)  # Looks

    def __init__(self, view: PageCanvas) -> None:
        super().__init__(view)
        self._view = view
        self._told = view.looks
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE_MILLISECONDS)
        self._pause.timeout.connect(self._tell)
        view.looked.connect(self._pause.start)

    def flush(self) -> None:
        """Tell at once what was chosen a moment ago."""
        if self._pause.isActive():
            self._pause.stop()
            self._tell()

    def _tell(self) -> None:
        looks = self._view.looks
        if looks != self._told:
            self._told = looks
            self.chosen.emit(looks)
