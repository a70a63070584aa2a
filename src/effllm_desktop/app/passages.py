"""Stretches of a page's text, and what is kept of them when they are highlighted."""

from collections.abc import Iterable
from typing import NamedTuple

from effllm_desktop.domain.highlights import SURROUNDINGS, Passage
from effllm_desktop.domain.pdf import Box, PageText, merged


class Stretch(NamedTuple):
    """Characters of one page; `end` is behind the last."""

    page: int
    start: int
    end: int


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


def stretch_of(text: PageText, of: Passage) -> Stretch | None:
    """Where a passage stands on the page that it was made on; None where it does not."""
    place = text.text.find(of.quote) if of.quote else -1
    while place >= 0:
        stretch = Stretch(of.page, place, place + len(of.quote))
        found = line_boxes(text, stretch.start, stretch.end)
        if found and of.boxes and _is_there(found[0], of.boxes[0]):
            return stretch
        place = text.text.find(of.quote, place + 1)
    return None


def joined(
    text: PageText, stretch: Stretch, others: Iterable[Passage]
) -> tuple[Stretch, list[Passage]]:
    """A stretch grown over the passages of its page that it shares characters with, and those."""
    around = [(one, place) for one in others if (place := stretch_of(text, one)) is not None]
    swallowed: list[Passage] = []
    grown = True
    while grown:
        grown = False
        for one, place in around:
            if one not in swallowed and place.start < stretch.end and stretch.start < place.end:
                start, end = min(place.start, stretch.start), max(place.end, stretch.end)
                stretch = Stretch(stretch.page, start, end)
                swallowed.append(one)
                grown = True
    return stretch, swallowed


def _is_there(one: Box, other: Box) -> bool:
    """Whether two boxes begin at the same place, as far as kept ones are exact."""
    return abs(one.left - other.left) < 1 and abs(one.top - other.top) < 1


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end
