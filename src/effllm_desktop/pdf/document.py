"""A document in the hands of PDFium. Only the worker's process gets this far.

PDFium is not made for threads, and a page's helper objects must not outlive it: whoever takes a
page or its text keeps both in names of their own until done.
"""

from collections import OrderedDict
from pathlib import Path
from typing import Any

import pypdfium2 as pdfium
import pypdfium2.raw as c

from effllm_desktop.domain.errors import BadPdf, PdfLocked, StorageFailed
from effllm_desktop.domain.pdf import DocumentFacts, PageSize
from effllm_desktop.pdf.places import Places

_PAGES_KEPT = 4
"""Parsed pages that are kept: turning back and tiles of one page come at once."""

_ERRORS_OF_LOCKS = (c.FPDF_ERR_PASSWORD, c.FPDF_ERR_SECURITY)


class Document:
    """An open document: read into memory, so that nobody who replaces the file does harm."""

    def __init__(self, path: Path, password: str = "") -> None:
        try:
            self.data = path.read_bytes()
        except OSError as error:
            raise StorageFailed(
                f"{path.name} could not be read: {error.strerror}.",
                "Check whether the file is still there, or fetch it again.",
            ) from error
        self._pdf = _opened(self.data, path.name, password)
        self._kept: OrderedDict[int, tuple[Any, Places]] = OrderedDict()
        self._places: dict[int, Places] = {}

    @property
    def raw(self) -> Any:
        return self._pdf

    @property
    def pages(self) -> int:
        return len(self._pdf)

    def facts(self) -> DocumentFacts:
        return DocumentFacts(
            self.pages,
            tuple(self._size(index) for index in range(self.pages)),
            _clean(self._pdf.get_metadata_value("Title")),
            _clean(self._pdf.get_metadata_value("Author")),
            " ".join(_clean(self._pdf.get_metadata_value(one)) for one in ("Subject", "Keywords")),
        )

    def page(self, number: int) -> tuple[Any, Places]:
        """A page, and how its places are converted. Raises BadPdf where it cannot be read."""
        found = self._kept.pop(number, None) or self._load(number)
        self._kept[number] = found
        while len(self._kept) > _PAGES_KEPT:
            self._kept.popitem(last=False)
        return found

    def places(self, number: int) -> Places:
        """How the places of a page are converted. They are kept: outlines ask for many."""
        if number not in self._places:
            self._places[number] = self._load(number)[1]
        return self._places[number]

    def close(self) -> None:
        self._kept.clear()
        self._pdf.close()

    def _load(self, number: int) -> tuple[Any, Places]:
        try:
            page = self._pdf[number - 1]
        except pdfium.PdfiumError as error:
            raise BadPdf(f"Page {number} of this PDF is damaged and cannot be shown.") from error
        return page, Places.of(page)

    def _size(self, index: int) -> PageSize:
        size = c.FS_SIZEF()
        c.FPDF_GetPageSizeByIndexF(self._pdf, index, size)
        return PageSize(round(size.width, 2), round(size.height, 2))


def _opened(data: bytes, name: str, password: str) -> Any:
    try:
        return pdfium.PdfDocument(data, password=password or None)
    except pdfium.PdfiumError as error:
        if error.err_code in _ERRORS_OF_LOCKS:
            raise PdfLocked(
                f"{name} can only be opened with a password.", "Type the password to read it."
            ) from error
        raise BadPdf(
            f"{name} cannot be opened: it is damaged, or it has no pages.", "Fetch it again."
        ) from error


def _clean(value: str) -> str:
    return " ".join(value.replace("\0", " ").encode("utf-16", "replace").decode("utf-16").split())
