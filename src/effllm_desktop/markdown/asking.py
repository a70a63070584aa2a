"""Long work that asks now and then whether anybody still waits for it."""

from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

Checkpoint = Callable[[], None]
"""Raises something where the work is to end."""
T = TypeVar("T")
_OFTEN = 200  # entries or blocks between two questions: a few milliseconds


def no_checkpoint() -> None:
    """Nobody ends it."""


def asking(values: Iterable[T], checkpoint: Checkpoint) -> Iterator[T]:
    """The same values; before some of them it is asked whether to go on."""
    for number, value in enumerate(values):
        if not number % _OFTEN:
            checkpoint()
        yield value
