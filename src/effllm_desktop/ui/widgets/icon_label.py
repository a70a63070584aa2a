"""An icon that is only looked at, in a colour of the theme."""

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from effllm_desktop.ui import icons
from effllm_desktop.ui.theme.tokens import ICON


class IconLabel(QLabel):
    """Draws itself anew when the theme changed."""

    def __init__(
        self, name: str, tone: str = "text_muted", size: int = ICON, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._name = name
        self._tone = tone
        self._size = size
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._draw()

    def show_icon(self, name: str) -> None:
        self._name = name
        self._draw()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self._draw()

    def _draw(self) -> None:
        ratio = self.devicePixelRatioF()
        self.setPixmap(icons.pixmap(self._name, self._tone, self._size, ratio=ratio))
