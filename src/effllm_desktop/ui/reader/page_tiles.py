"""Which pictures make up what is seen of a page: the whole of it, or tiles of a very large one."""

from collections.abc import Iterator
from typing import NamedTuple

from effllm_desktop.domain.pdf import PageSize, Tile
from effllm_desktop.ui.reader.page_layout import turned

WHOLE_PIXELS = 8_000_000
"""Larger pages are painted in tiles: 32 MB for a picture is a third of what all may take."""
TILE = 1024
OVERVIEW_PIXELS = 500_000
"""Of the small picture of a whole page that is shown until its tiles are there."""


class PictureKey(NamedTuple):
    """One picture: `scale` is in pixels of the screen a point."""

    page: int
    scale: float
    quarters: int
    dark: bool
    tile: Tile | None = None


class Seen(NamedTuple):
    """The part of a page that is in the window, in pixels of the screen from the page's corner."""

    left: float
    top: float
    right: float
    bottom: float


def pixels(size: PageSize, scale: float, quarters: int) -> tuple[int, int]:
    """Width and height of a page's picture."""
    shown = turned(size, quarters)
    return max(round(shown.width * scale), 1), max(round(shown.height * scale), 1)


def keys(whole: PictureKey, size: PageSize, seen: Seen) -> list[PictureKey]:
    """The pictures that are wanted for a page, the most important ones first."""
    width, height = pixels(size, whole.scale, whole.quarters)
    if width * height <= WHOLE_PIXELS:
        return [whole]
    tiles = [whole._replace(tile=tile) for tile in _tiles(width, height, seen)]
    return [overview(whole, size), *tiles]


def overview(whole: PictureKey, size: PageSize) -> PictureKey:
    """A small picture of the whole page."""
    scale = (OVERVIEW_PIXELS / max(size.width * size.height, 1)) ** 0.5
    return whole._replace(scale=round(scale, 3), tile=None)


def _tiles(width: int, height: int, seen: Seen) -> Iterator[Tile]:
    for top in range(int(max(seen.top, 0)) // TILE * TILE, int(min(seen.bottom, height)), TILE):
        for left in range(int(max(seen.left, 0)) // TILE * TILE, int(min(seen.right, width)), TILE):
            yield Tile(left, top, min(TILE, width - left), min(TILE, height - top))
