"""A document's own table of contents."""

import ctypes
from collections.abc import Iterator
from typing import Any

import pypdfium2.raw as c

from effllm_desktop.domain.pdf import OutlineItem
from effllm_desktop.pdf.destinations import Destinations
from effllm_desktop.pdf.document import Document
from effllm_desktop.pdf.strings import wide

_DEEPEST = 16
_LONGEST = 20_000
"""Lines. An outline may lead back into itself; what was seen is not seen again."""


def outline(document: Document) -> list[OutlineItem]:
    destinations = Destinations(document)
    return [
        OutlineItem(level, _title(bookmark), *destinations.of_bookmark(bookmark))
        for level, bookmark in _bookmarks(document)
    ]


def _bookmarks(document: Document) -> Iterator[tuple[int, Any]]:
    """All bookmarks with their level, in order."""
    seen: set[int] = set()
    waiting = [(0, c.FPDFBookmark_GetFirstChild(document.raw, None))]
    while waiting and len(seen) < _LONGEST:
        level, bookmark = waiting.pop()
        if not bookmark or (address := ctypes.addressof(bookmark.contents)) in seen:
            continue
        seen.add(address)
        yield level, bookmark
        waiting.append((level, c.FPDFBookmark_GetNextSibling(document.raw, bookmark)))
        if level < _DEEPEST:
            waiting.append((level + 1, c.FPDFBookmark_GetFirstChild(document.raw, bookmark)))


def _title(bookmark: Any) -> str:
    return " ".join(wide(c.FPDFBookmark_GetTitle, bookmark).split())
