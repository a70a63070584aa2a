"""Where pages lie: one below the other, or two side by side, in pixels of the whole scroll.

Nothing here knows Qt. Pages are counted from 1; places on pages are in points, as `domain.pdf`
counts them; turns are quarters to the right.
"""

from bisect import bisect_right
from collections.abc import Sequence
from itertools import accumulate, zip_longest
from typing import NamedTuple

from effllm_desktop.domain.pdf import Box, PageSize
from effllm_desktop.ui.reader.spreads import Rows, Spread

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
        self,
        sizes: Sequence[PageSize],
        scale: float,
        quarters: int,
        view_width: float,
        spread: Spread = Spread.ONE,
    ) -> None:
        self.scale = scale
        self.quarters = quarters % 4
        self.rows = Rows(len(sizes), spread)
        self._sizes = sizes
        self._shown = _all_turned(sizes, self.quarters)
        across, down = _extents(self._shown, self.rows)
        widest = max((gaps * GAP + points * scale for gaps, points in across), default=2 * GAP)
        self.width = max(widest, view_width)
        self._tops = list(accumulate((one * scale + GAP for one in down), initial=float(GAP)))

    @property
    def pages(self) -> int:
        return len(self._sizes)

    @property
    def height(self) -> float:
        return self._tops[-1]

    def size(self, page: int) -> PageSize:
        """How large a page is in points, not turned."""
        return self._sizes[page - 1]

    def area(self, page: int) -> Area:
        """Where a page lies."""
        size = self._shown[page - 1]
        width, height = size.width * self.scale, size.height * self.scale
        top = self._tops[self.rows.row_of(page)]
        return Area(self._left(page, width), top, width, height)

    def row_bottom(self, page: int) -> float:
        """Where the row of a page ends."""
        return self._tops[self.rows.row_of(page) + 1] - GAP

    def page_at(self, y: float, x: float | None = None) -> int:
        """The page at a place of the scroll, or the nearest one; between two, the upper one.

        Without `x`: the first one of those that stand side by side there.
        """
        row = min(max(bisect_right(self._tops, y), 1), max(len(self.rows), 1)) - 1
        beside = self.rows.pages_of(row)
        if x is None or len(beside) < 2:
            return beside[0] if beside else 1
        return min(beside, key=lambda page: _distance(x, self.area(page)))

    def pages_between(self, top: float, bottom: float) -> range:
        """The pages of the rows that are seen between two heights."""
        if not self.pages:
            return range(0)
        first, last = (self.rows.row_of(self.page_at(y)) for y in (top, bottom))
        if self._tops[first + 1] - GAP < top and first < last:
            first += 1
        if self._tops[last] > bottom - 1 and first < last:
            last -= 1
        return range(self.rows.pages_of(first)[0], self.rows.pages_of(last)[-1] + 1)

    def spot(self, x: float, y: float) -> Spot | None:
        """The place on a page at a place of the scroll; None between pages."""
        if not self.pages:
            return None
        area = self.area(self.page_at(y, x))
        inside = area.left <= x <= area.right and area.top <= y <= area.bottom
        return self.nearest_spot(x, y) if inside else None

    def nearest_spot(self, x: float, y: float) -> Spot:
        """The same; beside a page its nearest place."""
        page = self.page_at(y, x)
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

    def anchor(self, x: float, y: float, page: int | None = None) -> Anchor:
        """What lies at a place of the scroll, seen from a page: it may lie beside it."""
        page = page or self.page_at(y, x)
        area = self.area(page)
        return Anchor(page, (x - area.left) / area.width, (y - area.top) / area.height)

    def anchored(self, anchor: Anchor) -> tuple[float, float]:
        """Where that lies now."""
        area = self.area(min(max(anchor.page, 1), self.pages))
        return area.left + anchor.across * area.width, area.top + anchor.down * area.height

    def _left(self, page: int, width: float) -> float:
        beside = self.rows.pages_of(self.rows.row_of(page))
        middle = self.width / 2
        if self.rows.columns == 1:
            return middle - width / 2
        if len(beside) == 1:  # the place of the other one is free, where there is room for it
            right = middle + GAP / 2 if self.rows.column_of(page) else middle - GAP / 2 - width
            return max(min(right, self.width - GAP - width), GAP)
        start = middle - (GAP + self.scale * sum(self._shown[p - 1].width for p in beside)) / 2
        return start if page == beside[0] else middle * 2 - start - width


def turned(size: PageSize, quarters: int) -> PageSize:
    return PageSize(size.height, size.width) if quarters % 2 else size


def _all_turned(sizes: Sequence[PageSize], quarters: int) -> Sequence[PageSize]:
    return [turned(size, quarters) for size in sizes] if quarters % 2 else sizes


def fit_width(
    sizes: Sequence[PageSize], quarters: int, view_width: float, spread: Spread = Spread.ONE
) -> float:
    """The scale at which the widest page fills the view, or the widest two side by side."""
    across, _ = _extents(_all_turned(sizes, quarters), Rows(len(sizes), spread))
    return min((_fitting(view_width, *one) for one in across), default=_fitting(view_width, 2, 1))


def fit_page(
    sizes: Sequence[PageSize],
    page: int,
    quarters: int,
    view_width: float,
    view_height: float,
    spread: Spread = Spread.ONE,
) -> float:
    """The scale at which a page is seen whole, and so is the one beside it.

    A page that stands alone among pairs is as large as if there was another one like it.
    """
    rows = Rows(len(sizes), spread)
    beside = [turned(sizes[one - 1], quarters) for one in rows.pages_of(rows.row_of(page))]
    if len(beside) < rows.columns < len(sizes) + 1:
        beside *= 2
    across = _fitting(view_width, len(beside) + 1, sum(size.width for size in beside))
    return min(across, _fitting(view_height, 2, max(size.height for size in beside)))


def _fitting(pixels: float, gaps: int, points: float) -> float:
    return max(pixels - gaps * GAP, 1) / max(points, 1)


def _extents(shown: Sequence[PageSize], rows: Rows) -> tuple[list[tuple[int, float]], list[float]]:
    """How wide rows are, and how high each of them is.

    Widths are said once, as gaps in pixels and pages in points: most rows are like many others.
    """
    if rows.columns == 1 or not shown:
        return [(2, width) for width in {size.width for size in shown}], [s.height for s in shown]
    places = [None] * rows.lead + list(shown)
    pairs = list(zip_longest(places[::2], places[1::2]))
    found = {pair: [size for size in pair if size is not None] for pair in set(pairs)}
    across = [(len(one) + 1, sum(size.width for size in one)) for one in found.values()]
    heights = {pair: max(size.height for size in one) for pair, one in found.items()}
    return across, [heights[pair] for pair in pairs]


def _distance(x: float, area: Area) -> float:
    return max(area.left - x, x - area.right, 0)


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
