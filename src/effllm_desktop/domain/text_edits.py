"""A change of one span of a text."""

from typing import NamedTuple


class Edit(NamedTuple):
    """Put `replacement` in the place of the characters from `start` up to `end`."""

    start: int
    end: int
    replacement: str
