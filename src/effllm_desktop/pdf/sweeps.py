"""Going over many pages, as the process and its owner both understand it."""

from typing import NamedTuple

PAGE_AT_HAND = 8
"""Bytes that say which page is being read: so that one that ends the process is known."""


class Sweep(NamedTuple):
    """Pages to be gone over one after another, as many as are done in some seconds."""

    first: int
    last: int
    without: tuple[int, ...]
    seconds: float
