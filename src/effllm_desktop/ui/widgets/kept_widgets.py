"""Widgets of one kind, as many as what is shown needs; they are kept for what is shown next."""

from collections.abc import Callable
from typing import Generic, TypeVar

from PySide6.QtWidgets import QWidget

W = TypeVar("W", bound=QWidget)


class KeptWidgets(Generic[W]):
    """Made when there are too few, and hidden when there are too many.

    To make a button, show it for the first time and throw it away takes a millisecond; somebody who
    holds an arrow key down sees thirty works a second.
    """

    def __init__(self, make: Callable[[int], W]) -> None:
        """`make` puts a widget in its place, of which the number is told."""
        self._make = make
        self._kept: list[W] = []
        self._count = 0

    @property
    def shown(self) -> list[W]:
        return self._kept[: self._count]

    def show(self, count: int) -> list[W]:
        """So many of them, to be told what to say."""
        while len(self._kept) < count:
            self._kept.append(self._make(len(self._kept)))
        for place, widget in enumerate(self._kept):
            widget.setVisible(place < count)
        self._count = count
        return self.shown
