"""Where bookmarks and links of a document lead."""

from typing import Any

import pypdfium2.raw as c

from effllm_desktop.pdf.document import Document

Destination = tuple[int | None, float | None]
"""A page, and how far down on it in points; None where that is not said."""
NOWHERE: Destination = (None, None)


class Destinations:
    """Looks them up in one document."""

    def __init__(self, document: Document) -> None:
        self._document = document

    def of_bookmark(self, bookmark: Any) -> Destination:
        straight = c.FPDFBookmark_GetDest(self._document.raw, bookmark)
        return self._place(straight or self._of_action(c.FPDFBookmark_GetAction(bookmark)))

    def of_link(self, link: Any) -> Destination:
        straight = c.FPDFLink_GetDest(self._document.raw, link)
        return self._place(straight or self._of_action(c.FPDFLink_GetAction(link)))

    def _of_action(self, action: Any) -> Any:
        if not action or c.FPDFAction_GetType(action) != c.PDFACTION_GOTO:
            return None
        return c.FPDFAction_GetDest(self._document.raw, action)

    def _place(self, destination: Any) -> Destination:
        if not destination:
            return NOWHERE
        index = c.FPDFDest_GetDestPageIndex(self._document.raw, destination)
        if not 0 <= index < self._document.pages:
            return NOWHERE
        return index + 1, self._top(destination, index + 1)

    def _top(self, destination: Any, page: int) -> float | None:
        has_x, has_y, has_zoom = (c.FPDF_BOOL() for _ in range(3))
        x, y, zoom = (c.FS_FLOAT() for _ in range(3))
        said = c.FPDFDest_GetLocationInPage(destination, has_x, has_y, has_zoom, x, y, zoom)
        places = self._document.places(page)
        down_is_said = has_x if places.quarters % 2 else has_y
        if not said or not down_is_said.value:
            return None
        return round(max(places.seen(x.value, y.value)[1], 0.0), 2)
