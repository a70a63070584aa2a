"""Marks that are in a file already."""

import ctypes
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pypdfium2.raw as c

from effllm_desktop.domain.pdf import Annotation, Box
from effllm_desktop.pdf.document import Document
from effllm_desktop.pdf.places import Places
from effllm_desktop.pdf.strings import wide

_KINDS = {
    c.FPDF_ANNOT_HIGHLIGHT: "highlight",
    c.FPDF_ANNOT_UNDERLINE: "underline",
    c.FPDF_ANNOT_SQUIGGLY: "squiggly",
    c.FPDF_ANNOT_STRIKEOUT: "strikeout",
    c.FPDF_ANNOT_TEXT: "note",
    c.FPDF_ANNOT_FREETEXT: "text",
    c.FPDF_ANNOT_INK: "ink",
    c.FPDF_ANNOT_LINE: "line",
    c.FPDF_ANNOT_SQUARE: "rectangle",
    c.FPDF_ANNOT_CIRCLE: "ellipse",
    c.FPDF_ANNOT_POLYGON: "polygon",
    c.FPDF_ANNOT_POLYLINE: "polyline",
    c.FPDF_ANNOT_STAMP: "stamp",
    c.FPDF_ANNOT_CARET: "caret",
}
"""Links, fields of forms and windows that pop up are no marks."""


def annotations(document: Document, number: int) -> list[Annotation]:
    page, places = document.page(number)
    found = []
    for index in range(c.FPDFPage_GetAnnotCount(page)):
        with _held(page, index) as annotation:
            kind = _KINDS.get(c.FPDFAnnot_GetSubtype(annotation) if annotation else -1)
            if kind:
                found.append(_said(annotation, kind, places))
    return found


@contextmanager
def _held(page: Any, index: int) -> Iterator[Any]:
    annotation = c.FPDFPage_GetAnnot(page, index)
    try:
        yield annotation
    finally:
        c.FPDFPage_CloseAnnot(annotation)


def _said(annotation: Any, kind: str, places: Places) -> Annotation:
    contents = wide(c.FPDFAnnot_GetStringValue, annotation, b"Contents")
    return Annotation(kind, tuple(_boxes(annotation, places)), _colour(annotation), contents)


def _boxes(annotation: Any, places: Places) -> Iterator[Box]:
    """The lines that it marks, else its rectangle."""
    lines = c.FPDFAnnot_CountAttachmentPoints(annotation)
    points = c.FS_QUADPOINTSF()
    for line in range(lines):
        c.FPDFAnnot_GetAttachmentPoints(annotation, line, points)
        xs = points.x1, points.x2, points.x3, points.x4
        ys = points.y1, points.y2, points.y3, points.y4
        yield places.box(min(xs), min(ys), max(xs), max(ys))
    if not lines:
        found = c.FS_RECTF()
        c.FPDFAnnot_GetRect(annotation, found)
        yield places.box(found.left, found.bottom, found.right, found.top)


def _colour(annotation: Any) -> str:
    """The colour that is said, else that of what is drawn: PDFium gives the one or the other."""
    if not c.FPDFAnnot_HasKey(annotation, b"C"):
        return ""
    parts = [ctypes.c_uint() for _ in range(4)]
    kind = c.FPDFANNOT_COLORTYPE_Color
    if not c.FPDFAnnot_GetColor(annotation, kind, *parts):
        drawn = c.FPDFAnnot_GetObject(annotation, 0)
        of_ink = c.FPDFPageObj_GetStrokeColor if _is_line(drawn) else c.FPDFPageObj_GetFillColor
        if not drawn or not of_ink(drawn, *parts):
            return ""
    red, green, blue, _ = (part.value for part in parts)
    return f"#{red:02x}{green:02x}{blue:02x}"


def _is_line(drawn: Any) -> bool:
    """Whether it is a path that is not filled: what is underlined is drawn so."""
    filled, stroked = ctypes.c_int(), ctypes.c_int()
    found = drawn and c.FPDFPath_GetDrawMode(drawn, filled, stroked)
    return bool(found) and not filled.value
