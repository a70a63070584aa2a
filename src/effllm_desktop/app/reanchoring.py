"""Where a highlight stands in another text of the paper, such as that of its next version.

Three ways, the surest first: the quote as it is; the quote with neither blanks, hyphens nor case
counting, since another version breaks its lines elsewhere; its surroundings, where the quote itself
was reworded. What none of them finds is lost, and said to be.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum

from effllm_desktop.domain.highlights import Passage

_HYPHENS = "-\u00ad\u2010\u2011\ufffe"
_SURROUNDED = 16
"""Signs of the text before and behind that must be found, when the quote is not."""
_GROWTH = 3
"""A reworded quote is at most so many times as long as it was."""


class Certainty(StrEnum):
    """How a passage was found again."""

    EXACT = "exact"
    RESET = "with other line breaks"
    REWORDED = "by what stands around it"


@dataclass(frozen=True, slots=True)
class Found:
    """A stretch of a page's text, pages counted from 1."""

    page: int
    start: int
    end: int
    certainty: Certainty


@dataclass(frozen=True, slots=True)
class _Folded:
    """A text without what does not count, and where each of its signs stands in the text."""

    text: str
    places: tuple[int, ...]

    def stretch(self, start: int, end: int) -> tuple[int, int]:
        return self.places[start], self.places[end - 1] + 1


def find_again(passage: Passage, pages: Sequence[str]) -> Found | None:
    """The place of a passage in a document, given the text of each page; None: it is lost.

    Of several places the one counts whose surroundings are most alike, then the one nearest to the
    old page.
    """
    if not passage.quote.strip():
        return None
    found = _best(passage, pages, _exact(passage, pages))
    if found is None:
        folded = [_fold(page) for page in pages]
        found = _best(passage, pages, _reset(passage, folded))
        found = found or _best(passage, pages, _reworded(passage, folded))
    return found


def _exact(passage: Passage, pages: Sequence[str]) -> Iterator[Found]:
    quote = passage.quote
    for number, text in enumerate(pages, 1):
        for start in _all(text, quote):
            yield Found(number, start, start + len(quote), Certainty.EXACT)


def _reset(passage: Passage, pages: Sequence[_Folded]) -> Iterator[Found]:
    quote = _fold(passage.quote).text
    for number, page in enumerate(pages, 1):
        for start in _all(page.text, quote):
            yield Found(number, *page.stretch(start, start + len(quote)), Certainty.RESET)


def _reworded(passage: Passage, pages: Sequence[_Folded]) -> Iterator[Found]:
    before = _fold(passage.before).text[-_SURROUNDED:]
    after = _fold(passage.after).text[:_SURROUNDED]
    if len(before) < _SURROUNDED or len(after) < _SURROUNDED:
        return
    longest = _GROWTH * len(_fold(passage.quote).text)
    for number, page in enumerate(pages, 1):
        for place in _all(page.text, before):
            start = place + len(before)
            end = page.text.find(after, start + 1, start + longest + len(after))
            if end > start:
                yield Found(number, *page.stretch(start, end), Certainty.REWORDED)


def _best(passage: Passage, pages: Sequence[str], found: Iterator[Found]) -> Found | None:
    candidates = list(found)
    if len(candidates) < 2:
        return candidates[0] if candidates else None
    return max(candidates, key=lambda one: _fitness(passage, pages[one.page - 1], one))


def _fitness(passage: Passage, text: str, found: Found) -> tuple[float, int]:
    before = text[max(found.start - len(passage.before), 0) : found.start]
    after = text[found.end : found.end + len(passage.after)]
    alike = _alikeness(passage.before, before) + _alikeness(passage.after, after)
    return round(alike, 2), -abs(found.page - passage.page)


def _alikeness(one: str, other: str) -> float:
    return SequenceMatcher(None, _fold(one).text, _fold(other).text, autojunk=False).ratio()


def _all(text: str, words: str) -> Iterator[int]:
    place = text.find(words) if words else -1
    while place >= 0:
        yield place
        place = text.find(words, place + 1)


def _fold(text: str) -> _Folded:
    signs: list[str] = []
    places: list[int] = []
    for place, sign in enumerate(text):
        if sign.isspace() or sign in _HYPHENS:
            continue
        folded = sign.casefold()
        signs.append(folded)
        places += [place] * len(folded)
    return _Folded("".join(signs), tuple(places))
