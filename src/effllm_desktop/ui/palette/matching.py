"""How well a few letters fit the name of something. No Qt."""

from collections.abc import Iterable, Sequence
from typing import Protocol, TypeVar

from effllm_desktop.domain.letters import plain


class Named(Protocol):
    """What is found by its name."""

    @property
    def text(self) -> str: ...


T = TypeVar("T", bound=Named)
_AT_START, _AT_WORD, _INSIDE, _SCATTERED = 4.0, 3.0, 1.0, 0.25


def fitness(asked: str, name: str) -> float:
    """0 where a name does not fit; the more the letters stand together and begin words, the more.

    Each word that is asked for must fit: where a word begins, inside one, or with its letters
    scattered in their order.
    """
    folded = plain(name)
    whole = 0.0
    for word in plain(asked).split():
        fits = _fitness_of_word(word, folded)
        if not fits:
            return 0.0
        whole += fits * len(word)
    return whole / (1 + len(folded) / 200)  # of two that fit alike the shorter one is meant


def best(asked: str, items: Iterable[T], limit: int) -> Sequence[T]:
    """The items that fit, the best first; those that fit alike stay in their order."""
    found = [(fitness(asked, item.text), item) for item in items]
    found = [one for one in found if one[0] > 0]
    found.sort(key=lambda one: -one[0])
    return [item for _, item in found[:limit]]


def _fitness_of_word(word: str, name: str) -> float:
    place = name.find(word)
    if place == 0:
        return _AT_START
    while place > 0:
        if not name[place - 1].isalnum():
            return _AT_WORD
        place = name.find(word, place + 1)
    if word in name:
        return _INSIDE
    return _SCATTERED if _are_in_order(word, name) else 0.0


def _are_in_order(letters: str, name: str) -> bool:
    rest = iter(name)
    return all(letter in rest for letter in letters)
