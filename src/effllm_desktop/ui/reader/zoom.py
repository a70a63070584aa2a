"""How large pages are: fitted to the view, or of a size that the reader chose."""

from enum import Enum

SMALLEST, LARGEST = 0.1, 16.0
"""Pixels a point."""
STEP = 1.2


class Fit(Enum):
    """What the size of the pages follows."""

    WIDTH = "width"
    PAGE = "page"
    NOTHING = "nothing"


def larger(scale: float) -> float:
    return within(scale * STEP)


def smaller(scale: float) -> float:
    return within(scale / STEP)


def within(scale: float) -> float:
    return min(max(scale, SMALLEST), LARGEST)
