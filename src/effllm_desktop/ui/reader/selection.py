"""What of the text is selected, worked out from the places of its characters. No Qt."""

from collections.abc import Callable, Iterator
from typing import NamedTuple

from effllm_desktop.domain.highlights import SURROUNDINGS, Passage
from effllm_desktop.domain.pdf import Box, PageText, merged


class Caret(NamedTuple):
    """A place before a character of a page."""

    page: int
    place: int


class Stretch(NamedTuple):
    """Characters of one page; `end` is behind the last."""

    page: int
    start: int
    end: int


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


def line_boxes(text: PageText, start: int, end: int) -> tuple[Box, ...]:
    """A box for each line that characters are on."""
    return merged(text.box(place) for place in range(start, min(end, len(text.text))))


def words_of(text: PageText, stretch: Stretch) -> str:
    """What stands there, as one would write it down: lines run on, paragraphs stay apart."""
    paragraphs = text.text[stretch.start : stretch.end].split("\n\n")
    return "\n\n".join(filter(None, (" ".join(one.split()) for one in paragraphs)))


def passage(text: PageText, stretch: Stretch) -> Passage | None:
    """What is kept of a stretch when it is highlighted; None where there are no words."""
    start, end = _trimmed(text.text, stretch.start, stretch.end)
    boxes = line_boxes(text, start, end)
    if start >= end or not boxes:
        return None
    return Passage(
        page=stretch.page,
        boxes=tuple(Box(*(round(value, 2) for value in box)) for box in boxes),
        quote=text.text[start:end],
        before=text.text[max(start - SURROUNDINGS, 0) : start],
        after=text.text[end : end + SURROUNDINGS],
    )


def passages(chosen: list[Stretch], text_of: TextOf) -> list[Passage]:
    """The same for each page of a selection."""
    return list(_passages(chosen, text_of))


def _passages(chosen: list[Stretch], text_of: TextOf) -> Iterator[Passage]:
    for stretch in chosen:
        text = text_of(stretch.page)
        found = passage(text, stretch) if text else None
        if found is not None:
            yield found


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end


def _is_of_word(text: str, place: int) -> bool:
    """Letters and digits, and a hyphen or apostrophe between two of them."""
    if text[place].isalnum():
        return True
    inside = 0 < place < len(text) - 1 and text[place] in "-'’"
    return inside and text[place - 1].isalnum() and text[place + 1].isalnum()
