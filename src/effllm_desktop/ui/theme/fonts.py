"""Fonts: the system's own where it has one, with CJK and emoji behind it, in three sizes."""

from PySide6.QtGui import QFont, QFontDatabase, QFontInfo

from effllm_desktop.ui.theme.tokens import GRID, TextSize

USUAL_PIXELS = 12  # 9 points at 96 dots per inch: what the tokens are drawn for
BARE_FAMILIES = ("DejaVu Sans", "Bitstream Vera Sans", "Droid Sans Fallback", "")
"""What fontconfig finds where no desktop chose a font: complete, but wide. We can do better."""
PREFERRED = ("Inter", "Noto Sans", "Source Sans 3", "Noto Sans CJK SC", "DejaVu Sans")
BEHIND = (
    "Noto Sans CJK SC",
    "Droid Sans Fallback",
    "WenQuanYi Micro Hei",
    "Microsoft YaHei",
    "PingFang SC",
    "Noto Color Emoji",
    "Segoe UI Emoji",
    "Apple Color Emoji",
)
FIXED = ("Noto Sans Mono", "DejaVu Sans Mono", "Consolas", "Menlo", "Noto Sans Mono CJK SC")
SMALL_LETTERED = ("Source Sans 3", "Noto Sans CJK SC")  # low x-height: one pixel more reads alike
WIDE_QUOTED = ("Noto Sans CJK SC",)  # its “ and ’ are as wide as a Chinese character


class Fonts:
    """The family and the sizes that this system's default font leads to."""

    def __init__(self, system: QFont) -> None:
        info = QFontInfo(system)
        known = frozenset(QFontDatabase.families())
        self._family = _family(info.family(), known)
        self._families = [self._family, *(name for name in BEHIND if name in known)]
        self._fixed = [name for name in FIXED if name in known] or ["monospace"]
        self._scale = max(info.pixelSize(), USUAL_PIXELS) / USUAL_PIXELS
        self._extra = 1 if self._family in SMALL_LETTERED else 0

    @property
    def family(self) -> str:
        return self._family

    def font(self, size: TextSize = TextSize.BODY, *, bold: bool = False) -> QFont:
        font = QFont()
        font.setFamilies(self._families)
        font.setPixelSize(round(size.value * self._scale) + self._extra)
        if self._family in WIDE_QUOTED:
            font.setFeature(QFont.Tag("pwid"), 1)
        font.setWeight(QFont.Weight.DemiBold if bold else QFont.Weight.Normal)
        return font

    def fixed(self, size: TextSize = TextSize.SMALL) -> QFont:
        """For Markdown, BibTeX and lines of files."""
        font = QFont()
        font.setFamilies([*self._fixed, *self._families[1:]])
        font.setStyleHint(QFont.StyleHint.Monospace)
        font.setPixelSize(round(size.value * self._scale))
        return font

    def length(self, value: int) -> int:
        """A length of the tokens where people use larger text: grown with it, still on the grid."""
        return value if self._scale == 1 else round(value * self._scale / GRID) * GRID


def _family(system: str, known: frozenset[str]) -> str:
    if system not in BARE_FAMILIES:
        return system
    return next((name for name in PREFERRED if name in known), system)
