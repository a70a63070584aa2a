"""Dark pages: light on dark, but pictures as they are."""

import ctypes
from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

import pypdfium2 as pdfium
import pypdfium2.raw as c

from effllm_desktop.domain.pdf import Box
from effllm_desktop.pdf.places import Places

_INK, _PAPER = 232, 24
"""What black and white become: the full contrast of a screen in the dark tires the eyes."""
_SHADES = bytes(round(_INK + (_PAPER - _INK) * shade / 255) for shade in range(256))

_NESTING = 4
"""How deep pictures are looked for in drawings that are put together from drawings."""
_SCAN = 0.75
"""A picture of this share of the page is the page itself, which was scanned."""


class Area(NamedTuple):
    """Whole pixels."""

    left: int
    top: int
    right: int
    bottom: int


def darken(pixels: memoryview, width: int, kept: Iterable[Area]) -> None:
    """Turn dark what is painted, rows of `width` pixels, but for some areas."""
    before = bytes(pixels)
    pixels[:] = before.translate(_SHADES)
    pixels[3::4] = b"\xff" * (len(before) // 4)
    for area in kept:
        for row in range(area.top, area.bottom):
            start, end = (4 * (row * width + x) for x in (area.left, area.right))
            if start < end:
                pixels[start:end] = before[start:end]


def pictures(page: Any, places: Places) -> list[Box]:
    """Where a page shows pictures."""
    largest = _SCAN * places.width * places.height
    boxes = (places.box(*bounds) for bounds in _bounds(page))
    return [box for box in boxes if (box.right - box.left) * (box.bottom - box.top) < largest]


def _bounds(page: Any) -> Iterator[tuple[float, float, float, float]]:
    for number in range(c.FPDFPage_CountObjects(page)):
        yield from _found(c.FPDFPage_GetObject(page, number), pdfium.PdfMatrix(), 0)


def _found(
    thing: Any, matrix: pdfium.PdfMatrix, depth: int
) -> Iterator[tuple[float, float, float, float]]:
    kind = c.FPDFPageObj_GetType(thing)
    if kind == c.FPDF_PAGEOBJ_IMAGE:
        edges = [ctypes.c_float() for _ in range(4)]
        if c.FPDFPageObj_GetBounds(thing, *edges):
            yield matrix.on_rect(*(edge.value for edge in edges))
    elif kind == c.FPDF_PAGEOBJ_FORM and depth < _NESTING:
        own = c.FS_MATRIX()
        c.FPDFPageObj_GetMatrix(thing, own)
        inner = pdfium.PdfMatrix.from_raw(own).multiply(matrix)
        for number in range(c.FPDFFormObj_CountObjects(thing)):
            yield from _found(c.FPDFFormObj_GetObject(thing, number), inner, depth + 1)
