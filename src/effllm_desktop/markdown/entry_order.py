"""In which order a section keeps its entries, and where a new one belongs in it."""

from collections.abc import Callable, Sequence
from itertools import pairwise
from typing import NamedTuple, Protocol, TypeVar

from effllm_desktop.domain.keys import normalise_title
from effllm_desktop.domain.lists import EntryText

_FEWEST = 4  # entries that may stand in some order by chance
Rank = tuple[int | str, ...]
RankOf = Callable[[EntryText], Rank | None]


class Telling(Protocol):
    """Whatever says what an entry does."""

    @property
    def text(self) -> EntryText: ...


T = TypeVar("T", bound=Telling)


class Order(NamedTuple):
    """What a section's entries stand by. Not every new one has it, such as a paper's number."""

    rank: RankOf
    descending: bool


Orders = tuple[Order, ...]
"""All that hold in a section: a new entry comes by the first that it can be ordered by."""


def orders_of(entries: Sequence[Telling]) -> Orders:
    """The orders in which the entries of a section stand; none where they are too few to tell."""
    if len(entries) < _FEWEST:
        return ()
    return tuple(filter(None, (_held(rank, entries) for rank in (_submitted, _year, _title))))


def follower(entries: Sequence[T], text: EntryText, orders: Orders) -> T | None:
    """The entry that a new one comes before; None where it comes last, as in no order at all."""
    for rank, descending in orders:
        own = rank(text)
        if own is None:
            continue
        for entry in entries:
            its = rank(entry.text)
            if its is not None and (its <= own if descending else its > own):
                return entry
        return None
    return None


def _held(rank: RankOf, entries: Sequence[Telling]) -> Order | None:
    ranks = [rank(entry.text) for entry in entries]
    known = [one for one in ranks if one is not None]
    if len(known) < len(ranks) or len(set(known)) < _FEWEST // 2:
        return None
    pairs = list(pairwise(known))
    if all(one <= other for one, other in pairs):
        return Order(rank, descending=False)
    if all(one >= other for one, other in pairs):
        return Order(rank, descending=True)
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
