"""Where two versions of a text differ, line by line."""

import re
from dataclasses import dataclass

Span = tuple[int, int]
_FOREIGN = re.compile(r"[^\x00-\x7f]+")


@dataclass(frozen=True, slots=True)
class Difference:
    """A line (from 0) that is not alike, and the columns that tell why on each side."""

    line: int
    left: tuple[Span, ...]
    right: tuple[Span, ...]


def differences(left: str, right: str) -> list[Difference]:
    pairs = zip(left.split("\n"), right.split("\n"), strict=False)
    return [_difference(line, *pair) for line, pair in enumerate(pairs) if pair[0] != pair[1]]


def _difference(line: int, left: str, right: str) -> Difference:
    """A repair is about characters beyond ASCII: so those within the part that differs."""
    shorter = min(len(left), len(right))
    start = next((i for i in range(shorter) if left[i] != right[i]), shorter)
    room = shorter - start
    end = next((i for i in range(room) if left[-1 - i] != right[-1 - i]), room)
    return Difference(
        line, _spans(left, start, len(left) - end), _spans(right, start, len(right) - end)
    )


def _spans(text: str, start: int, end: int) -> tuple[Span, ...]:
    found = tuple(match.span() for match in _FOREIGN.finditer(text, start, end))
    return found or ((start, end),)
