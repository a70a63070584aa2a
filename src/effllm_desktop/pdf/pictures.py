"""Pages become pixels."""

import ctypes
from typing import Any, NamedTuple

import pypdfium2.raw as c

from effllm_desktop.domain.errors import BadPdf
from effllm_desktop.domain.pdf import PageSize, Tile
from effllm_desktop.pdf import dark
from effllm_desktop.pdf.document import Document
from effllm_desktop.pdf.places import Places

BYTES = 4
_WHITE = 0xFFFFFFFF


class View(NamedTuple):
    """How a page is wanted: pixels a point, quarter turns to the right, which part, how light."""

    page: int
    scale: float
    quarters: int
    tile: Tile | None
    dark: bool


def paint(document: Document, view: View, buffer: memoryview) -> tuple[int, int]:
    """Paint into the beginning of a buffer; the width and height of what is there then.

    Rows follow one another without a gap. Raises BadPdf where the page cannot be read.
    """
    page, places = document.page(view.page)
    whole = _whole(places, view)
    tile = view.tile or Tile(0, 0, int(whole.width), int(whole.height))
    pixels = buffer[: tile.width * tile.height * BYTES]
    _paint(page, view, whole, tile, pixels)
    if view.dark:
        kept = [_turned(box, places, view, whole, tile) for box in dark.pictures(page, places)]
        dark.darken(pixels, tile.width, kept)
    return tile.width, tile.height


def _whole(places: Places, view: View) -> PageSize:
    """The size in pixels of the whole page as it is wanted."""
    width = max(round(places.width * view.scale), 1)
    height = max(round(places.height * view.scale), 1)
    return PageSize(height, width) if view.quarters % 2 else PageSize(width, height)


def _paint(page: Any, view: View, whole: PageSize, tile: Tile, pixels: memoryview) -> None:
    target = (ctypes.c_ubyte * len(pixels)).from_buffer(pixels)
    stride = tile.width * BYTES
    bitmap = c.FPDFBitmap_CreateEx(tile.width, tile.height, c.FPDFBitmap_BGRx, target, stride)
    if not bitmap:
        raise BadPdf(f"Page {view.page} has no size that could be shown.")
    try:
        c.FPDFBitmap_FillRect(bitmap, 0, 0, tile.width, tile.height, _WHITE)
        c.FPDF_RenderPageBitmap(
            bitmap,
            page,
            -tile.left,
            -tile.top,
            int(whole.width),
            int(whole.height),
            view.quarters,
            c.FPDF_ANNOT,
        )
    finally:
        c.FPDFBitmap_Destroy(bitmap)


def _turned(
    box: tuple[float, float, float, float],
    places: Places,
    view: View,
    whole: PageSize,
    tile: Tile,
) -> dark.Area:
    """Where a box of the page is in the pixels of a tile; it may reach over their edges."""
    across = whole.height if view.quarters % 2 else whole.width
    down = whole.width if view.quarters % 2 else whole.height
    x_scale, y_scale = across / places.width, down / places.height
    left, top, right, bottom = (
        box[0] * x_scale,
        box[1] * y_scale,
        box[2] * x_scale,
        box[3] * y_scale,
    )
    if view.quarters == 1:
        left, top, right, bottom = down - bottom, left, down - top, right
    elif view.quarters == 2:
        left, top, right, bottom = across - right, down - bottom, across - left, down - top
    elif view.quarters == 3:
        left, top, right, bottom = top, across - right, bottom, across - left
    return dark.Area(
        max(round(left) - tile.left, 0),
        max(round(top) - tile.top, 0),
        min(round(right) - tile.left, tile.width),
        min(round(bottom) - tile.top, tile.height),
    )
