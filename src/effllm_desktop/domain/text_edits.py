"""A change of one span of a text."""

from typing import NamedTuple


class Edit(NamedTuple):
    """Put `replacement` in the place of the characters from `start` up to `end`."""

    start: int
    end: int
    replacement: str


class OwnEdit(NamedTuple):
    """Whole lines of a list that the reader has otherwise than its file: now, and as they were.

    `line` is that of the list as it is now, counted from 1.
    """

    start: int
    line: int
    now: str
    was: str
