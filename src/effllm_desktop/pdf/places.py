"""From the coordinates of a file to places on the page as it is seen, and back.

In the file, points are counted from a corner of the author's choice, upwards; the crop box says
what is seen, and /Rotate by which quarter turns (ISO 32000-1, 7.7.3.3 and 8.3.2.3).
"""

from typing import Any, NamedTuple

import pypdfium2.raw as c

from effllm_desktop.domain.pdf import Box


class Places(NamedTuple):
    """What a page shows of its own coordinates, and how often it is turned to the right."""

    left: float
    bottom: float
    right: float
    top: float
    quarters: int

    @classmethod
    def of(cls, page: Any) -> "Places":
        seen = c.FS_RECTF()
        c.FPDF_GetPageBoundingBox(page, seen)
        turned = max(c.FPDFPage_GetRotation(page), 0)
        return cls(seen.left, seen.bottom, seen.right, seen.top, turned)

    @property
    def width(self) -> float:
        return self.top - self.bottom if self.quarters % 2 else self.right - self.left

    @property
    def height(self) -> float:
        return self.right - self.left if self.quarters % 2 else self.top - self.bottom

    def seen(self, x: float, y: float) -> tuple[float, float]:
        """Where a point of the file is seen."""
        if self.quarters == 1:
            return y - self.bottom, x - self.left
        if self.quarters == 2:
            return self.right - x, y - self.bottom
        if self.quarters == 3:
            return self.top - y, self.right - x
        return x - self.left, self.top - y

    def filed(self, x: float, y: float) -> tuple[float, float]:
        """The point of the file that is seen at a place."""
        if self.quarters == 1:
            return self.left + y, self.bottom + x
        if self.quarters == 2:
            return self.right - x, self.bottom + y
        if self.quarters == 3:
            return self.right - y, self.top - x
        return self.left + x, self.top - y

    def box(self, left: float, bottom: float, right: float, top: float) -> Box:
        """Where a rectangle of the file is seen."""
        (x1, y1), (x2, y2) = self.seen(left, bottom), self.seen(right, top)
        return Box(*(round(one, 2) for one in (min(x1, x2), min(y1, y2), max(x1, x2), max(y1, y2))))

    def filed_box(self, box: Box) -> tuple[float, float, float, float]:
        """The rectangle of the file that is seen as a box: left, bottom, right, top."""
        (x1, y1), (x2, y2) = self.filed(box.left, box.top), self.filed(box.right, box.bottom)
        return min(x1, x2), min(y1, y2), max(x1, x2), max(y1, y2)
