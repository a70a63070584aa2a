"""Labels in one of the theme's colours that stay right when the theme changes."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QLabel, QWidget

from effllm_desktop.ui.theme import TextSize, current


class ToneLabel(QLabel):
    """Plain text in a tone (a colour of the tokens) and one of the three sizes."""

    def __init__(
        self,
        text: str = "",
        parent: QWidget | None = None,
        *,
        tone: str = "text_muted",
        size: TextSize = TextSize.SMALL,
        bold: bool = False,
    ) -> None:
        super().__init__(text, parent)
        self._tone = tone
        self._size = size
        self._bold = bold
        self.setTextFormat(Qt.TextFormat.PlainText)
        self._dress()
        current().changed.connect(self._dress)

    def set_tone(self, tone: str) -> None:
        """Another colour of the tokens."""
        if tone != self._tone:
            self._tone = tone
            self._dress()

    def _dress(self) -> None:
        theme = current()
        self.setFont(theme.font(self._size, bold=self._bold))
        palette = self.palette()
        for role in (QPalette.ColorRole.WindowText, QPalette.ColorRole.Text):  # on any surface
            palette.setColor(role, theme.colours.named(self._tone))
        self.setPalette(palette)
