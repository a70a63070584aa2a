"""Where pages lie: one below the other, in pixels of the whole scroll, at one zoom and one turn.

Nothing here knows Qt. Pages are counted from 1; places on pages are in points, as `domain.pdf`
counts them; turns are quarters to the right.
"""

from bisect import bisect_right
from collections.abc import Sequence
from itertools import accumulate
from typing import NamedTuple

from effllm_desktop.domain.pdf import Box, PageSize

GAP = 12
"""Pixels between pages, and around them."""


class Area(NamedTuple):
    """A rectangle of the scroll, in pixels."""

    left: float
    top: float
    width: float
    height: float

    @property
    def right(self) -> float:
        return self.left + self.width

    @property
    def bottom(self) -> float:
        return self.top + self.height


class Spot(NamedTuple):
    """A place on a page, in points."""

    page: int
    x: float
    y: float


class Anchor(NamedTuple):
    """What stays where it is when zoom or turn change: a share of a page's width and height."""

    page: int
    across: float
    down: float


class PageLayout:
    """The pages of a document at a scale (pixels a point), seen through a view of some width."""

    def __init__(
        self, sizes: Sequence[PageSize], scale: float, quarters: int, view_width: float
    ) -> None:
        self.scale = scale
        self.quarters = quarters % 4
        self._sizes = sizes
        self._shown = [turned(size, self.quarters) for size in sizes]
        widest = max((size.width for size in self._shown), default=0)
        self.width = max(widest * scale + 2 * GAP, view_width)
        heights = [size.height * scale + GAP for size in self._shown]
        self._tops = list(accumulate(heights, initial=float(GAP)))

    @property
    def pages(self) -> int:
        return len(self._sizes)

    @property
    def height(self) -> float:
        return self._tops[-1]

    def area(self, page: int) -> Area:
        """Where a page lies."""
        size = self._shown[page - 1]
        width, height = size.width * self.scale, size.height * self.scale
        return Area((self.width - width) / 2, self._tops[page - 1], width, height)

    def page_at(self, y: float) -> int:
        """The page at a height of the scroll; between two, the upper one."""
        return min(max(bisect_right(self._tops, y), 1), max(self.pages, 1))

    def pages_between(self, top: float, bottom: float) -> range:
        """The pages that are seen between two heights."""
        if not self.pages:
            return range(0)
        first, last = self.page_at(top), self.page_at(bottom)
        if self.area(first).bottom < top and first < last:
            first += 1
        if self.area(last).top > bottom - 1 and first < last:
            last -= 1
        return range(first, last + 1)

    def spot(self, x: float, y: float) -> Spot | None:
        """The place on a page at a place of the scroll; None between pages."""
        if not self.pages:
            return None
        page = self.page_at(y)
        area = self.area(page)
        inside = area.left <= x <= area.right and area.top <= y <= area.bottom
        return self.nearest_spot(x, y) if inside else None

    def nearest_spot(self, x: float, y: float) -> Spot:
        """The same; beside a page its nearest place."""
        page = self.page_at(y)
        area = self.area(page)
        across = min(max(x - area.left, 0), area.width) / self.scale
        down = min(max(y - area.top, 0), area.height) / self.scale
        return Spot(page, *_turned_back(across, down, self._sizes[page - 1], self.quarters))

    def point(self, spot: Spot) -> tuple[float, float]:
        """Where a place on a page lies."""
        area = self.area(spot.page)
        across, down = _turned(spot.x, spot.y, self._sizes[spot.page - 1], self.quarters)
        return area.left + across * self.scale, area.top + down * self.scale

    def box(self, page: int, box: Box) -> Area:
        """Where a rectangle on a page lies."""
        x1, y1 = self.point(Spot(page, box.left, box.top))
        x2, y2 = self.point(Spot(page, box.right, box.bottom))
        return Area(min(x1, x2), min(y1, y2), abs(x2 - x1), abs(y2 - y1))

    def anchor(self, x: float, y: float) -> Anchor:
        """What lies at a place of the scroll; it may lie beside the page."""
        page = self.page_at(y)
        area = self.area(page)
        return Anchor(page, (x - area.left) / area.width, (y - area.top) / area.height)

    def anchored(self, anchor: Anchor) -> tuple[float, float]:
        """Where that lies now."""
        area = self.area(min(max(anchor.page, 1), self.pages))
        return area.left + anchor.across * area.width, area.top + anchor.down * area.height


def turned(size: PageSize, quarters: int) -> PageSize:
    return PageSize(size.height, size.width) if quarters % 2 else size


def fit_width(sizes: Sequence[PageSize], quarters: int, view_width: float) -> float:
    """The scale at which the widest page fills the view."""
    widest = max((turned(size, quarters).width for size in sizes), default=1)
    return max(view_width - 2 * GAP, 1) / max(widest, 1)


def fit_page(
    sizes: Sequence[PageSize], page: int, quarters: int, view_width: float, view_height: float
) -> float:
    """The scale at which a page is seen whole."""
    size = turned(sizes[page - 1], quarters)
    across = max(view_width - 2 * GAP, 1) / max(size.width, 1)
    return min(across, max(view_height - 2 * GAP, 1) / max(size.height, 1))


def _turned(x: float, y: float, size: PageSize, quarters: int) -> tuple[float, float]:
    """Where a place is after so many quarter turns to the right."""
    if quarters == 1:
        return size.height - y, x
    if quarters == 2:
        return size.width - x, size.height - y
    if quarters == 3:
        return y, size.width - x
    return x, y


def _turned_back(x: float, y: float, size: PageSize, quarters: int) -> tuple[float, float]:
    return _turned(x, y, turned(size, quarters), -quarters % 4)
