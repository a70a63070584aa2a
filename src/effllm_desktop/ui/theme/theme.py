"""The theme of the running program: one object, light or dark, that says when it changed."""

from enum import StrEnum
from typing import cast

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QApplication

from effllm_desktop.ui.theme.colours import Colours, qt_palette
from effllm_desktop.ui.theme.fonts import Fonts
from effllm_desktop.ui.theme.style_sheet import style_sheet
from effllm_desktop.ui.theme.tokens import DARK, LIGHT, TextSize


class Mode(StrEnum):
    """What the reader chose: follow the system, or one of the two."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"


class Theme(QObject):
    """Colours, fonts and lengths. `apply` dresses the application; widgets get PaletteChange.

    Painting code asks `current()` each time it paints and keeps no colour.
    """

    changed = Signal()

    def __init__(self, application: QApplication) -> None:
        super().__init__(application)
        self._application = application
        self._fonts = Fonts(application.font())
        self._mode = Mode.SYSTEM
        self._dark = False
        self._colours = Colours(LIGHT)

    @property
    def application(self) -> QApplication:
        return self._application

    @property
    def mode(self) -> Mode:
        return self._mode

    @property
    def is_dark(self) -> bool:
        return self._dark

    @property
    def colours(self) -> Colours:
        return self._colours

    def font(self, size: TextSize = TextSize.BODY, *, bold: bool = False) -> QFont:
        return self._fonts.font(size, bold=bold)

    def fixed_font(self, size: TextSize = TextSize.SMALL) -> QFont:
        return self._fonts.fixed(size)

    def length(self, value: int) -> int:
        """A length of `tokens`, grown with the reader's text size."""
        return self._fonts.length(value)

    def apply(self, mode: Mode) -> None:
        """Dress the whole application; again at any time."""
        self._mode = mode
        self._dark = self._wants_dark()
        self._colours = Colours(DARK if self._dark else LIGHT)
        self._application.setPalette(qt_palette(self._colours))
        self._application.setFont(self.font())
        self._application.setStyleSheet(style_sheet(self))
        self.changed.emit()

    def follow_system(self) -> None:
        """Change along with the system from now on (while the mode is SYSTEM)."""
        self._application.styleHints().colorSchemeChanged.connect(self._on_scheme_changed)

    def _wants_dark(self) -> bool:
        if self._mode is Mode.SYSTEM:
            return self._application.styleHints().colorScheme() == Qt.ColorScheme.Dark
        return self._mode is Mode.DARK

    def _on_scheme_changed(self) -> None:
        if self._mode is Mode.SYSTEM and self._wants_dark() != self._dark:
            self.apply(Mode.SYSTEM)


_made: list[Theme] = []
"""The theme that was asked for last: painting asks a hundred times for each picture."""


def current() -> Theme:
    """The application's theme; light until `apply` says otherwise."""
    application = cast("QApplication", QApplication.instance())
    if not _made or _made[0].application is not application:
        _made[:] = [Theme(application)]
    return _made[0]
