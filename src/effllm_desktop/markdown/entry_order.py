"""In which order a section keeps its entries, and where a new one belongs in it."""

from collections.abc import Sequence
from itertools import pairwise
from typing import Protocol, TypeVar

from effllm_desktop.domain.keys import normalise_title
from effllm_desktop.domain.lists import EntryText

_FEWEST = 4  # entries that may stand in some order by chance
Rank = tuple[int | str, ...]


class Telling(Protocol):
    """Whatever says what an entry does."""

    @property
    def text(self) -> EntryText: ...


T = TypeVar("T", bound=Telling)


def follower(entries: Sequence[T], text: EntryText) -> T | None:
    """The entry that a new one comes before; None where it comes last, as in no order at all."""
    if len(entries) < _FEWEST:
        return None
    for rank in (_submitted, _year, _title):
        own = rank(text)
        ranks = [rank(entry.text) for entry in entries]
        if own is None or None in ranks:
            continue
        known = [one for one in ranks if one is not None]
        if len(set(known)) < _FEWEST // 2:
            continue
        pairs = list(pairwise(known))
        if all(one <= other for one, other in pairs):
            later = (e for e, one in zip(entries, known, strict=True) if one > own)
            return next(later, None)
        if all(one >= other for one, other in pairs):
            earlier = (e for e, one in zip(entries, known, strict=True) if one <= own)
            return next(earlier, None)
    return None


def _submitted(text: EntryText) -> Rank | None:
    """When a paper came to arXiv, from the digits of its identifier."""
    if text.arxiv is None or "/" in text.arxiv.id:
        return None
    month, _, number = text.arxiv.id.partition(".")
    return int(month), int(number)


def _year(text: EntryText) -> Rank | None:
    return None if text.year is None else (text.year,)


def _title(text: EntryText) -> Rank | None:
    return (normalise_title(text.title),)
