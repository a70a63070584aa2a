"""How the pages of a paper look: how large, how they are turned, light or dark."""

from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QObject, QTimer, Signal

from effllm_desktop.ui.reader.spreads import Spread
from effllm_desktop.ui.reader.zoom import Fit

if TYPE_CHECKING:
    from effllm_desktop.ui.reader.page_view import PageView

PAUSE_MILLISECONDS = 800  # after the last change: a wheel makes many


class Looks(NamedTuple):
    """`zoom` counts where nothing is fitted, 1 is the size on paper. `dark` None: as the window."""

    fit: Fit = Fit.WIDTH
    zoom: float = 1.0
    quarters: int = 0
    dark: bool | None = None
    spread: Spread = Spread.ONE


class LooksKeeper(QObject):
    """Tells what the reader chose, once they have chosen."""

    chosen = Signal(object)  # Looks

    def __init__(self, view: "PageView") -> None:
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
