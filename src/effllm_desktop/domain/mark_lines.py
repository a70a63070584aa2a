"""The lines that underlines and strike-outs draw, on the screen and in PDFs."""

from effllm_desktop.domain.highlights import HighlightKind
from effllm_desktop.domain.pdf import Box

THICKNESS = 1 / 12
"""Of a line, as a share of the height of its text."""
_UP = {HighlightKind.UNDERLINE: 1 / 12, HighlightKind.STRIKEOUT: 5 / 12}
"""Where the middle of a line is, as a share of the height from below: under the base line."""


def line_of(kind: HighlightKind, text: Box, thinnest: float = 0) -> Box:
    """The line below or through a line of text; `thinnest` is the least that is seen."""
    height = text.bottom - text.top
    half = max(height * THICKNESS, thinnest) / 2
    middle = text.bottom - _UP[kind] * height
    return Box(text.left, middle - half, text.right, middle + half)
