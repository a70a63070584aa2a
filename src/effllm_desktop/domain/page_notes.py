"""The sign of a note on a page: where it lies, and how it looks."""

from collections.abc import Collection

from effllm_desktop.domain.pdf import Box, PageSize

SIGN = 20.0
"""Points that a sign is wide and high, as in other programs that write notes into PDFs."""


def sign_at(x: float, y: float, page: PageSize) -> Box:
    """The sign around a place; at the edge of a page it stays on it."""
    left = round(min(max(x - SIGN / 2, 0), max(page.width - SIGN, 0)), 2)
    top = round(min(max(y - SIGN / 2, 0), max(page.height - SIGN, 0)), 2)
    return Box(left, top, round(left + SIGN, 2), round(top + SIGN, 2))


def free_sign(x: float, y: float, page: PageSize, taken: Collection[Box]) -> Box:
    """The same, below those that are there already: none hides another one."""
    sign = sign_at(x, y, page)
    while any(_covers(other, sign) for other in taken):
        lower = sign_at(x, y + SIGN, page)
        if lower.top <= sign.top:
            return sign
        y, sign = y + SIGN, lower
    return sign


def moved(sign: Box, across: float, down: float, page: PageSize) -> Box:
    """The sign so many points further to the right and down, on its page."""
    middle = (sign.left + sign.right) / 2, (sign.top + sign.bottom) / 2
    return sign_at(middle[0] + across, middle[1] + down, page)


def sign_lines(sign: Box) -> tuple[tuple[tuple[float, float], ...], ...]:
    """The outline of a sheet with a corner cut off, then lines on it: the points of each."""
    unit = (sign.right - sign.left) / SIGN

    def at(*places: tuple[float, float]) -> tuple[tuple[float, float], ...]:
        return tuple((sign.left + unit * x, sign.top + unit * y) for x, y in places)

    return (
        at((2, 1), (18, 1), (18, 13), (12, 19), (2, 19)),
        at((18, 13), (12, 13), (12, 19)),
        at((5, 6), (15, 6)),
        at((5, 10), (15, 10)),
    )


def _covers(one: Box, other: Box) -> bool:
    """Whether more than half of a sign lies under another one, either way."""
    return abs(one.left - other.left) < SIGN / 2 and abs(one.top - other.top) < SIGN / 2
