"""Our icons: SVG drawn on one grid of 16, painted in the theme's colours at any size and density.

An icon asks the theme when it is painted, so a change of theme needs nothing but a repaint. The
names are the files in `resources/icons`; a tone is a colour of `theme.tokens.Palette`.
"""

from functools import cache

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QIcon, QIconEngine, QPainter, QPixmap, QPixmapCache
from PySide6.QtSvg import QSvgRenderer

from effllm_desktop import resource_files
from effllm_desktop.ui import theme
from effllm_desktop.ui.theme.tokens import ICON


def icon(name: str, tone: str = "text_muted") -> QIcon:
    """For buttons, actions and menus."""
    return QIcon(_Engine(name, tone))


def paint(painter: QPainter, name: str, rectangle: QRect, tone: str = "text_muted") -> None:
    """For delegates: draw the icon into a rectangle of what is being painted."""
    ratio = painter.deviceTransform().m11()
    colour = theme.current().colours.named(tone).name()
    painter.drawPixmap(rectangle.topLeft(), _rendered(name, colour, rectangle.size(), ratio))


def pixmap(name: str, tone: str = "text_muted", size: int = ICON, *, ratio: float = 1) -> QPixmap:
    """For labels. It keeps its colour: make it anew when the theme changed."""
    colour = theme.current().colours.named(tone).name()
    return _rendered(name, colour, QSize(size, size), ratio)


class _Engine(QIconEngine):
    """Paints one drawing in one tone."""

    def __init__(self, name: str, tone: str) -> None:
        super().__init__()
        self._name = name
        self._tone = tone

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, state: QIcon.State) -> None:
        tone = "text_disabled" if mode == QIcon.Mode.Disabled else self._tone
        paint(painter, self._name, rect, tone)

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        return self.scaledPixmap(size, mode, state, 1)

    def scaledPixmap(
        self, size: QSize, mode: QIcon.Mode, state: QIcon.State, scale: float
    ) -> QPixmap:
        tone = "text_disabled" if mode == QIcon.Mode.Disabled else self._tone
        colour = theme.current().colours.named(tone).name()
        return _rendered(self._name, colour, size, scale)

    def clone(self) -> QIconEngine:
        return _Engine(self._name, self._tone)


@cache
def _drawing(name: str) -> str:
    return resource_files.read_text("icons", f"{name}.svg")


def _rendered(name: str, colour: str, size: QSize, ratio: float) -> QPixmap:
    key = f"effllm/{name}/{colour}/{size.width()}x{size.height()}@{ratio}"
    found = QPixmap()
    if not QPixmapCache.find(key, found):
        found = _render(name, colour, size, ratio)
        QPixmapCache.insert(key, found)
    return found


def _render(name: str, colour: str, size: QSize, ratio: float) -> QPixmap:
    renderer = QSvgRenderer(_drawing(name).replace("currentColor", colour).encode())
    image = QPixmap(size * ratio)
    image.fill(Qt.GlobalColor.transparent)
    image.setDevicePixelRatio(ratio)
    painter = QPainter(image)
    renderer.render(painter, QRectF(QPoint(0, 0), size))
    painter.end()
    return image


def program_icon() -> QIcon:
    """The program's own, in its own colours."""
    return QIcon(str(resource_files.resource_path("icons", "effllm-desktop.svg")))
