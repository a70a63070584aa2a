"""The text of a page, as people would write it down.

PDFium gives UTF-16 units in reading order, with two units at the ends of lines and U+FFFE for a
hyphen that only stands there because the line ended.
"""

import ctypes
import re
from array import array
from collections.abc import Iterator
from typing import Any

import pypdfium2.raw as c

from effllm_desktop.domain.errors import BadPdf
from effllm_desktop.domain.pdf import Box, PageText
from effllm_desktop.pdf.document import Document
from effllm_desktop.pdf.places import Places

BROKEN = "\ufffe"
_UNWANTED = re.compile("[\0\ufffe\ufb00-\ufb06]")
_LIGATURES = ("ff", "fi", "fl", "ffi", "ffl", "st", "st")
"""U+FB00 to U+FB06."""
_REPLACED = {0: "", ord(BROKEN): ""} | dict(enumerate(_LIGATURES, 0xFB00))


class TextLayer:
    """The characters of a page, as long as this is kept. Raises BadPdf where there are none."""

    def __init__(self, document: Document, number: int) -> None:
        self._page, self._places = document.page(number)
        self._raw = c.FPDFText_LoadPage(self._page)
        if not self._raw:
            raise BadPdf(f"The text of page {number} cannot be read.")
        self._count = c.FPDFText_CountChars(self._raw)
        self._box = c.FS_RECTF()

    def __enter__(self) -> "TextLayer":
        return self

    def __exit__(self, *_: object) -> None:
        c.FPDFText_ClosePage(self._raw)

    @property
    def raw(self) -> Any:
        return self._raw

    @property
    def places(self) -> Places:
        return self._places

    def units(self) -> str:
        """The text as PDFium gives it. Halves of characters become U+FFFD."""
        units = (ctypes.c_ushort * (self._count + 1))()
        length = c.FPDFText_GetText(self._raw, 0, self._count, units) if self._count > 0 else 1
        return bytes(units)[: 2 * (length - 1)].decode("utf-16-le", "replace")

    def box(self, unit: int) -> Box | None:
        """Where a unit of the text is seen; None for one that PDFium put in."""
        index = c.FPDFText_GetCharIndexFromTextIndex(self._raw, unit)
        if index < 0 or not c.FPDFText_GetLooseCharBox(self._raw, index, self._box):
            return None
        found = self._box
        return self._places.box(found.left, found.bottom, found.right, found.top)


def plain(document: Document, number: int) -> str:
    """The text of a page without places: much faster."""
    with TextLayer(document, number) as layer:
        return cleaned(layer.units())


def cleaned(units: str) -> str:
    """Words that were broken at the end of a line are joined, ligatures are letters."""
    units = units.replace("\r", "")  # on every page, and much faster than the others
    return units.translate(_REPLACED) if _UNWANTED.search(units) else units


def with_places(document: Document, number: int) -> PageText:
    with TextLayer(document, number) as layer:
        text: list[str] = []
        boxes: array[float] = array("f")
        for unit, character in numbered(layer.units()):
            letters = cleaned(character)
            if letters:
                text.append(letters)
                box = None if letters == "\n" else layer.box(unit)
                boxes.extend((box or Box(0, 0, 0, 0)) * len(letters))
        return PageText("".join(text), boxes)


def numbered(units: str) -> Iterator[tuple[int, str]]:
    """The characters of a text, each with its place in UTF-16 units."""
    unit = 0
    for character in units:
        yield unit, character
        unit += 1 + (character > "\uffff")
