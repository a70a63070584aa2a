"""The selection while it is made: by pointer or keys, by letters, words or lines, over pages."""

from enum import Enum

from effllm_desktop.app import passages
from effllm_desktop.app.passages import Stretch
from effllm_desktop.domain.highlights import Passage
from effllm_desktop.domain.pdf import Box, Hit, PageText
from effllm_desktop.ui.reader import selection
from effllm_desktop.ui.reader.page_layout import Spot
from effllm_desktop.ui.reader.selection import Caret, TextOf


class Unit(Enum):
    """What one step of a selection takes: one click, two, three."""

    LETTER = 1
    WORD = 2
    LINE = 3


class TextSelection:
    """Between the place where it was begun and the place where it is now."""

    def __init__(self, text_of: TextOf, pages: int) -> None:
        self._text_of = text_of
        self._pages = pages
        self._unit = Unit.LETTER
        self._begun: tuple[Caret, Caret] | None = None
        self._head = Caret(1, 0)
        self._seen: dict[tuple[object, Caret, int], tuple[Box, ...]] = {}

    @property
    def is_empty(self) -> bool:
        return not self.stretches()

    def clear(self) -> None:
        self._begun = None

    def begin(self, spot: Spot, unit: Unit = Unit.LETTER) -> bool:
        """Begin at a place; False where no text is known."""
        self._unit = unit
        self._begun = self._around(spot)
        if self._begun is None:
            return False
        self._head = self._begun[1]
        return True

    def extend(self, spot: Spot) -> None:
        """Let it go as far as a place."""
        around = self._around(spot)
        if self._begun is None or around is None:
            return
        self._head = around[0] if around[0] < self._begun[0] else around[1]

    def step(self, letters: int, unit: Unit = Unit.LETTER) -> None:
        """Let it go on by a letter or word, forward or backward."""
        if self._begun is None:
            return
        head = self._head
        text = self._text_of(head.page)
        place = head.place + letters
        if text is not None and unit is Unit.WORD:
            place = _word_edge(text.text, head.place, forward=letters > 0)
        if text is not None and 0 <= place <= len(text.text):
            self._head = Caret(head.page, place)
        else:
            self._to_next_page(forward=letters > 0)

    def select_hit(self, hit: Hit) -> bool:
        """Select what was found."""
        text = self._text_of(hit.page)
        if text is None or not hit.boxes:
            return False
        first, last = hit.boxes[0], hit.boxes[-1]
        start = selection.character_at(text, first.left + 0.1, (first.top + first.bottom) / 2)
        end = selection.character_at(text, last.right - 0.1, (last.top + last.bottom) / 2)
        if start is None or end is None:
            return False
        self._unit = Unit.LETTER
        caret = Caret(hit.page, start)
        self._begun, self._head = (caret, caret), Caret(hit.page, end + 1)
        return True

    def select_page(self, page: int) -> None:
        """Select all that stands on a page."""
        text = self._text_of(page)
        if text is not None:
            start = Caret(page, 0)
            self._begun, self._head = (start, start), Caret(page, len(text.text))

    def stretches(self) -> list[Stretch]:
        if self._begun is None:
            return []
        start, end = self._begun
        other = end if self._head < start else start
        return selection.stretches(other, self._head, self._text_of)

    def boxes(self, page: int) -> tuple[Box, ...]:
        """Where it is on a page."""
        text = self._text_of(page)
        if text is None or self._begun is None:
            return ()
        key = self._begun, self._head, page
        if key not in self._seen:  # painting asks again and again
            self._seen = {old: seen for old, seen in self._seen.items() if old[:2] == key[:2]}
            self._seen[key] = tuple(
                box
                for one in self.stretches()
                if one.page == page
                for box in passages.line_boxes(text, one.start, one.end)
            )
        return self._seen[key]

    def words(self) -> str:
        """What is selected, as one would write it down."""
        parts = (
            passages.words_of(text, one)
            for one in self.stretches()
            if (text := self._text_of(one.page)) is not None
        )
        return "\n\n".join(part for part in parts if part)

    def passages(self) -> list[Passage]:
        """What is selected, as highlights keep it."""
        return [found for found, _ in self.marked()]

    def marked(self) -> list[tuple[Passage, Stretch]]:
        """The same, with where each of them stands."""
        found = []
        for one in self.stretches():
            text = self._text_of(one.page)
            passage = passages.passage(text, one) if text is not None else None
            if passage is not None:
                found.append((passage, one))
        return found

    def _around(self, spot: Spot) -> tuple[Caret, Caret] | None:
        """The letter, word or line at a place."""
        text = self._text_of(spot.page)
        if text is None or not text.text:
            return None
        start, end = _unit_at(text, spot, self._unit)
        return Caret(spot.page, start), Caret(spot.page, end)

    def _to_next_page(self, *, forward: bool) -> None:
        page = self._head.page + (1 if forward else -1)
        text = self._text_of(page) if 1 <= page <= self._pages else None
        if text is not None:
            self._head = Caret(page, 0 if forward else len(text.text))


def _unit_at(text: PageText, spot: Spot, unit: Unit) -> tuple[int, int]:
    if unit is Unit.LETTER:
        place = selection.caret_at(text, spot.x, spot.y)
        return place, place
    place = selection.character_at(text, spot.x, spot.y) or 0
    find = selection.word_at if unit is Unit.WORD else selection.line_at
    return find(text.text, place)


def _word_edge(text: str, place: int, *, forward: bool) -> int:
    """The next end of a word, or the start of the one before; where there is none, beyond."""
    step = 1 if forward else -1
    at = place if forward else place - 1
    while 0 <= at < len(text) and not text[at].isalnum():
        at += step
    if not 0 <= at < len(text):
        return at
    start, end = selection.word_at(text, at)
    return end if forward else start
