"""Pieces of sentences."""

from collections.abc import Iterable, Sequence

from effllm_desktop.domain.state import Status

STATUSES = {
    Status.UNREAD: "unread",
    Status.READING: "reading",
    Status.READ: "read",
    Status.DROPPED: "not for me",
}


def count(number: int, noun: str, plural: str = "") -> str:
    """`1 entry`, `2,000 entries`."""
    return f"{number:,} {noun if number == 1 else plural or f'{noun}s'}"


def entry_count(number: int) -> str:
    return count(number, "entry", "entries")


def choice(names: Sequence[str], most: int = 8) -> str:
    """Names to choose from; of many only the first ones."""
    shown = [f"“{name}”" for name in names[:most]]
    more = len(names) - most
    if more > 0:
        return f"{', '.join(shown)} or one of {more:,} more"
    *first, last = shown
    return f"{', '.join(first)} or {last}" if first else last


def counts(pairs: Iterable[tuple[int, str]]) -> str:
    """`3 new, 1 changed`; what there is none of is left out."""
    return ", ".join(f"{number:,} {word}" for number, word in pairs if number)
