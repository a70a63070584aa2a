"""What can be clicked on a page."""

import ctypes
from collections.abc import Iterator
from typing import Any

import pypdfium2.raw as c

from effllm_desktop.domain.pdf import Box, Link
from effllm_desktop.pdf.destinations import NOWHERE, Destinations
from effllm_desktop.pdf.document import Document
from effllm_desktop.pdf.places import Places
from effllm_desktop.pdf.strings import narrow
from effllm_desktop.pdf.text import TextLayer

_OUTSIDE = ("http://", "https://", "mailto:")
"""Other addresses (programs, files, scripts) are none that a paper should open."""


def links(document: Document, number: int) -> list[Link]:
    """The links that the author made, then addresses that merely stand in the text."""
    made = list(_made(document, number))
    standing = [link for link in _standing(document, number) if not _lies_on(link, made)]
    return made + standing


def _made(document: Document, number: int) -> Iterator[Link]:
    page, places = document.page(number)
    destinations = Destinations(document)
    position, link = ctypes.c_int(0), c.FPDF_LINK()
    while c.FPDFLink_Enumerate(page, position, link):
        target, top = destinations.of_link(link)
        uri = "" if target else _uri(document, link)
        if target or uri.lower().startswith(_OUTSIDE):
            yield Link(_rectangle(link, places), target, top, uri)


def _uri(document: Document, link: Any) -> str:
    action = c.FPDFLink_GetAction(link)
    if not action or c.FPDFAction_GetType(action) != c.PDFACTION_URI:
        return ""
    return narrow(c.FPDFAction_GetURIPath, document.raw, action)


def _rectangle(link: Any, places: Places) -> Box:
    found = c.FS_RECTF()
    c.FPDFLink_GetAnnotRect(link, found)
    return places.box(found.left, found.bottom, found.right, found.top)


def _standing(document: Document, number: int) -> Iterator[Link]:
    with TextLayer(document, number) as layer:
        found = c.FPDFLink_LoadWebLinks(layer.raw)
        try:
            for index in range(c.FPDFLink_CountWebLinks(found)):
                uri = _web_address(found, index)
                if uri.lower().startswith(_OUTSIDE):
                    yield from (Link(box, *NOWHERE, uri) for box in _lines(found, index, layer))
        finally:
            c.FPDFLink_CloseWebLinks(found)


def _web_address(found: Any, index: int) -> str:
    units = c.FPDFLink_GetURL(found, index, None, 0)
    buffer = (ctypes.c_ushort * units)()
    c.FPDFLink_GetURL(found, index, buffer, units)
    return bytes(buffer).decode("utf-16-le", "replace").rstrip("\0")


def _lines(found: Any, index: int, layer: TextLayer) -> Iterator[Box]:
    for line in range(c.FPDFLink_CountRects(found, index)):
        left, top, right, bottom = (ctypes.c_double() for _ in range(4))
        c.FPDFLink_GetRect(found, index, line, left, top, right, bottom)
        yield layer.places.box(left.value, bottom.value, right.value, top.value)


def _lies_on(link: Link, others: list[Link]) -> bool:
    x, y = (link.box.left + link.box.right) / 2, (link.box.top + link.box.bottom) / 2
    return any(
        one.box.left <= x <= one.box.right and one.box.top <= y <= one.box.bottom for one in others
    )
