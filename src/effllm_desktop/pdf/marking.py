"""Writing highlights into a copy of a document, so that every other viewer shows them.

The copy is the document's own bytes with an update behind them (ISO 32000-1, 7.5.6): nothing of
the author's is written anew.
"""

import ctypes
import io
from collections.abc import Iterable
from typing import Any

import pypdfium2.raw as c

from effllm_desktop.domain.errors import BadPdf
from effllm_desktop.domain.pdf import Mark
from effllm_desktop.pdf.appearances import drawn
from effllm_desktop.pdf.document import Document
from effllm_desktop.pdf.places import Places

_SUBTYPES = {
    "highlight": c.FPDF_ANNOT_HIGHLIGHT,
    "underline": c.FPDF_ANNOT_UNDERLINE,
    "strikeout": c.FPDF_ANNOT_STRIKEOUT,
    "note": c.FPDF_ANNOT_TEXT,
}


def marked(document: Document, marks: Iterable[Mark]) -> bytes:
    """The document with highlights. Raises BadPdf where one cannot be written."""
    by_page: dict[int, list[Mark]] = {}
    for mark in marks:
        by_page.setdefault(mark.page, []).append(mark)
    for number, those in by_page.items():
        page, places = document.page(number)
        for mark in those:
            _add(page, places, mark)
        _draw(page)
    copy = io.BytesIO()
    document.raw.save(copy, flags=c.FPDF_INCREMENTAL)
    return copy.getvalue()


def _add(page: Any, places: Places, mark: Mark) -> None:
    annotation = c.FPDFPage_CreateAnnot(page, _SUBTYPES[mark.kind])
    if not annotation:
        raise BadPdf(f"Page {mark.page} of this PDF takes no highlights.")
    try:
        lines = [places.filed_box(box) for box in mark.boxes]
        if mark.kind != "note":
            _append(annotation, mark, places)
        lefts, bottoms, rights, tops = zip(*lines, strict=True)
        around = c.FS_RECTF(min(lefts), max(tops), max(rights), min(bottoms))
        c.FPDFAnnot_SetRect(annotation, around)
        colour = bytes.fromhex(mark.colour.removeprefix("#"))
        c.FPDFAnnot_SetColor(annotation, c.FPDFANNOT_COLORTYPE_Color, *colour, 255)
        c.FPDFAnnot_SetStringValue(annotation, b"Contents", _wide(mark.comment))
        c.FPDFAnnot_SetFlags(annotation, c.FPDF_ANNOT_FLAG_PRINT)
        if looks := drawn(mark, places):
            c.FPDFAnnot_SetAP(annotation, c.FPDF_ANNOT_APPEARANCEMODE_NORMAL, _wide(looks))
    finally:
        c.FPDFPage_CloseAnnot(annotation)


def _append(annotation: Any, mark: Mark, places: Places) -> None:
    """Say which lines of text it is on: corners in the order that viewers read, as one sees them.

    That is upper left, upper right, lower left, lower right, whatever the standard says.
    """
    for left, top, right, bottom in mark.boxes:
        corners = ((left, top), (right, top), (left, bottom), (right, bottom))
        values = [value for corner in corners for value in places.filed(*corner)]
        c.FPDFAnnot_AppendAttachmentPoints(annotation, c.FS_QUADPOINTSF(*values))


def _wide(text: str) -> Any:
    """A text as PDFium takes it."""
    units = text.encode("utf-16-le", "replace")
    return (ctypes.c_ushort * (len(units) // 2 + 1)).from_buffer_copy(units + bytes(2))


def _draw(page: Any) -> None:
    """Paint the page: that makes PDFium draw the highlights' appearances, which are then saved."""
    pixel = (ctypes.c_ubyte * 4)()
    bitmap = c.FPDFBitmap_CreateEx(1, 1, c.FPDFBitmap_BGRx, pixel, 4)
    c.FPDF_RenderPageBitmap(bitmap, page, 0, 0, 1, 1, 0, c.FPDF_ANNOT)
    c.FPDFBitmap_Destroy(bitmap)
