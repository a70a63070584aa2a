"""What is left to read: pages, and how long they take at the reader's own pace."""

import re
from typing import NamedTuple

USUAL_SECONDS = 150
"""For a page, until it is known how long the reader takes."""
_ENOUGH = 20
"""Pages from which on a pace is believed."""
_REMEMBERED = 400
"""Pages after which older ones count half: people change, and so do papers."""
_PAGES = re.compile(r"(?<![A-Za-z\d_.])(\d{1,4})\s*(?:pages\b|pp\b|页)", re.IGNORECASE)


class Pace(NamedTuple):
    """How long some pages took together."""

    seconds: float = 0
    pages: int = 0

    @property
    def is_own(self) -> bool:
        """Whether enough pages were read to tell."""
        return self.pages >= _ENOUGH

    @property
    def page_seconds(self) -> float:
        """How long a page takes."""
        return self.seconds / self.pages if self.is_own else USUAL_SECONDS

    def with_page(self, seconds: float) -> "Pace":
        """The pace once another page was read."""
        pace = Pace(self.seconds + seconds, self.pages + 1)
        return pace if pace.pages < _REMEMBERED else Pace(pace.seconds / 2, pace.pages // 2)


class Effort(NamedTuple):
    """Pages that are left of some works; `known` says of how many of them they are."""

    works: int
    known: int
    pages: int

    def seconds(self, pace: Pace) -> float:
        return self.pages * pace.page_seconds


def pages_in(comment: str) -> int | None:
    """How many pages a comment of authors speaks of, such as `12 pages, 5 figures`."""
    match = _PAGES.search(comment)
    return int(match[1]) or None if match else None
