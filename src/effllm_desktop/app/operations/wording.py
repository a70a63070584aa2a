"""Pieces of the labels of operations."""

from collections.abc import Sequence


def works(ids: Sequence[int]) -> str:
    """How many works, in words that follow a verb."""
    return "1 work" if len(ids) == 1 else f"{len(ids):,} works"


def names(words: Sequence[str]) -> str:
    """Names as one phrase."""
    return ", ".join(f"“{word}”" for word in words)
