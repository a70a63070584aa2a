"""How a page lies on paper, and in which pieces it is painted. No Qt."""

from collections.abc import Iterator
from typing import NamedTuple

from effllm_desktop.domain.pdf import PageSize, Tile
from effllm_desktop.ui.reader.page_layout import turned

FINEST = 600
"""Dots an inch: nobody sees more, and printers that have more put them between ours."""
BAND_PIXELS = 3_000_000
"""What is painted at a time by the document's process."""


class Placed(NamedTuple):
    """A page on a sheet, in dots of the printer."""

    quarters: int
    left: float
    top: float
    width: float
    height: float
    dots: float
    """Dots of the printer for each pixel that is painted."""


def placed(page: PageSize, width: float, height: float, resolution: float) -> Placed:
    """As large as the sheet allows, in its middle; turned where that lets it be larger."""
    quarters = int((page.width > page.height) != (width > height))
    shown = turned(page, quarters)
    scale = min(width / max(shown.width, 1), height / max(shown.height, 1))
    across, down = shown.width * scale, shown.height * scale
    dots = max(resolution / FINEST, 1.0)
    return Placed(quarters, (width - across) / 2, (height - down) / 2, across, down, dots)


def bands(width: int, height: int) -> Iterator[Tile]:
    """A page of so many pixels in pieces from the top down."""
    rows = max(BAND_PIXELS // max(width, 1), 1)
    for top in range(0, height, rows):
        yield Tile(0, top, width, min(rows, height - top))


def repeated(pages: list[int], copies: int, *, collated: bool) -> list[int]:
    """The sheets in their order, for a printer that makes one of each."""
    if collated:
        return pages * copies
    return [page for page in pages for _ in range(copies)]
