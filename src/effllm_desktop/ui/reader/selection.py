"""What of the text is selected, worked out from the places of its characters. No Qt."""

from collections.abc import Callable
from typing import NamedTuple

from effllm_desktop.app.passages import Stretch
from effllm_desktop.domain.pdf import PageText


class Caret(NamedTuple):
    """A place before a character of a page."""

    page: int
    place: int


TextOf = Callable[[int], PageText | None]
"""The text of a page; None while it is still being read."""


def character_at(text: PageText, x: float, y: float) -> int | None:
    """The character that is nearest to a place: on the nearest line first. None without text."""
    best: int | None = None
    nearest_down = nearest_across = float("inf")
    edges = iter(text.boxes)
    boxes = zip(edges, edges, edges, edges, strict=True)
    for place, (left, top, right, bottom) in enumerate(boxes):
        down = top - y if y < top else max(y - bottom, 0)
        if down > nearest_down or right <= left or bottom <= top:
            continue
        across = left - x if x < left else max(x - right, 0)
        if down < nearest_down or across < nearest_across:
            best, nearest_down, nearest_across = place, down, across
    return best


def is_on_text(text: PageText, x: float, y: float) -> bool:
    """Whether there is a character just there."""
    place = character_at(text, x, y)
    if place is None:
        return False
    box = text.box(place)
    return box.left <= x <= box.right and box.top <= y <= box.bottom


def caret_at(text: PageText, x: float, y: float) -> int:
    """Between which characters a place is."""
    place = character_at(text, x, y)
    if place is None:
        return 0
    box = text.box(place)
    return place + 1 if x > (box.left + box.right) / 2 else place


def word_at(text: str, place: int) -> tuple[int, int]:
    """The word around a character, as start and end."""
    if not text[place : place + 1].isalnum():
        return place, min(place + 1, len(text))
    start = end = place
    while start and _is_of_word(text, start - 1):
        start -= 1
    while end < len(text) and _is_of_word(text, end):
        end += 1
    return start, end


def line_at(text: str, place: int) -> tuple[int, int]:
    """The line around a character."""
    start = text.rfind("\n", 0, place) + 1
    end = text.find("\n", place)
    return start, len(text) if end < 0 else end


def stretches(one: Caret, other: Caret, text_of: TextOf) -> list[Stretch]:
    """What lies between two carets, page by page. Pages whose text is not known are left out."""
    first, last = sorted((one, other))
    found: list[Stretch] = []
    for page in range(first.page, last.page + 1):
        text = text_of(page)
        if text is None:
            continue
        start = first.place if page == first.page else 0
        end = last.place if page == last.page else len(text.text)
        if start < end:
            found.append(Stretch(page, start, end))
    return found


def _is_of_word(text: str, place: int) -> bool:
    """Letters and digits, and a hyphen or apostrophe between two of them."""
    if text[place].isalnum():
        return True
    inside = 0 < place < len(text) - 1 and text[place] in "-'’"
    return inside and text[place - 1].isalnum() and text[place + 1].isalnum()
