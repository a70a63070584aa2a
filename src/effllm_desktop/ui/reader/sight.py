"""What of the pages is in sight, and which pictures that takes. No Qt."""

from typing import NamedTuple

from effllm_desktop.ui.reader import page_tiles
from effllm_desktop.ui.reader.page_layout import Anchor, PageLayout
from effllm_desktop.ui.reader.page_tiles import PictureKey, Seen


class Sight(NamedTuple):
    """A part of the scroll, in pixels; `ratio` pixels of the screen are one of them."""

    layout: PageLayout
    left: float
    top: float
    width: float
    height: float
    ratio: float
    dark: bool

    def pages(self) -> list[int]:
        """The pages in sight; of two side by side perhaps one."""
        rows = self.layout.pages_between(self.top, self.top + self.height)
        return [page for page in rows if self._is_reached(page)] or list(rows[:1])

    def page(self, asked: int, *, moved: bool) -> int:
        """The page that one reads: most of the upper half shows it.

        Until one moves it is the one that was asked for: the last ones cannot come to the top. Of
        two side by side it stays so, else it is the first in sight.
        """
        if not moved and asked in self.pages():
            return asked
        return self._of_row(self.layout.page_at(self.top + self.height / 3), asked)

    def corner(self, asked: int) -> Anchor:
        """What is in the upper left corner, seen from the page that is read there."""
        page = self.layout.page_at(self.top)
        below = self.layout.rows.pages_of(self.layout.rows.row_of(page) + 1)
        if self.top > self.layout.row_bottom(page) and below:  # the gap belongs to what is below
            page = below[0]
        return self.layout.anchor(self.left, self.top, self._of_row(page, asked))

    def whole(self, page: int) -> PictureKey:
        """The picture of a whole page at this scale."""
        scale = round(self.layout.scale * self.ratio, 4)
        return PictureKey(page, scale, self.layout.quarters, self.dark)

    def keys(self, page: int) -> list[PictureKey]:
        """What makes up what is seen of a page."""
        area, ratio = self.layout.area(page), self.ratio
        left, top = (self.left - area.left) * ratio, (self.top - area.top) * ratio
        seen = Seen(left, top, left + self.width * ratio, top + self.height * ratio)
        return page_tiles.keys(self.whole(page), self.layout.size(page), seen)

    def keys_around(self, pages: list[int]) -> list[PictureKey]:
        """The same for what may come into sight: the row below, and the one above."""
        rows = self.layout.rows
        beyond = rows.row_of(pages[-1]) + 1, rows.row_of(pages[0]) - 1
        around = [page for row in beyond if 0 <= row < len(rows) for page in rows.pages_of(row)]
        nowhere = Seen(0, 0, 0, 0)
        return [
            key
            for page in around
            for key in page_tiles.keys(self.whole(page), self.layout.size(page), nowhere)
        ]

    def _of_row(self, page: int, asked: int) -> int:
        beside = self.layout.rows.pages_of(self.layout.rows.row_of(page))
        if asked in beside and self._is_reached(asked):
            return asked
        return next((one for one in beside if self._is_reached(one)), page)

    def _is_reached(self, page: int) -> bool:
        area = self.layout.area(page)
        return area.left < self.left + self.width and area.right > self.left
