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
_MARGIN = 64


class View(NamedTuple):
    """How a page is wanted: pixels a point, quarter turns to the right, which part, how light."""

    page: int
    scale: float
    quarters: int
    tile: Tile | None
    dark: bool


class Painted(NamedTuple):
    """Where in the buffer the picture is."""

    width: int
    height: int
    stride: int
    start: int


def paint(document: Document, view: View, buffer: memoryview) -> Painted:
    """Paint a page, or a tile of one, into a buffer.

    Raises BadPdf where the page cannot be read or is larger than the buffer.
    """
    page, places = document.page(view.page)
    whole = _whole(places, view)
    wanted = view.tile or Tile(0, 0, int(whole.width), int(whole.height))
    tile = _with_margin(wanted)
    size = tile.width * tile.height * BYTES
    if size > len(buffer):
        raise BadPdf(f"Page {view.page} is too large to be shown at this size.", "Zoom out.")
    pixels = buffer[:size]
    _paint(page, view, whole, tile, pixels)
    if view.dark:
        kept = [_turned(box, places, view, whole, tile) for box in dark.pictures(page, places)]
        dark.darken(pixels, tile.width, kept)
    stride = tile.width * BYTES
    start = (wanted.top - tile.top) * stride + (wanted.left - tile.left) * BYTES
    return Painted(wanted.width, wanted.height, stride, start)


def _with_margin(tile: Tile) -> Tile:
    """A tile and some of what is left of it and above.

    PDFium puts letters that begin outside of a picture a pixel off: neighbours would not fit.
    """
    left, top = min(tile.left, _MARGIN), min(tile.top, _MARGIN)
    return Tile(tile.left - left, tile.top - top, tile.width + left, tile.height + top)


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
