"""Jump to the row whose title begins with what is being typed; shortcuts wait meanwhile."""

import time
from collections.abc import Callable, Iterable

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication

_COMMAND = (
    Qt.KeyboardModifier.ControlModifier
    | Qt.KeyboardModifier.AltModifier
    | Qt.KeyboardModifier.MetaModifier
)
Clock = Callable[[], float]
Titles = Callable[[int], Iterable[tuple[int, str]]]
"""Row numbers with their titles, from a row on."""


class TypeAhead:
    """Letters that follow one another quickly are one word; one letter again and again steps on."""

    def __init__(self, titles: Titles, clock: Clock = time.monotonic) -> None:
        self._titles = titles
        self._pause = QApplication.keyboardInputInterval() / 1000
        self._clock = clock
        self._typed = ""
        self._last = float("-inf")

    @property
    def active(self) -> bool:
        """Whether the next letter belongs to the word being typed."""
        return bool(self._typed) and self._clock() - self._last <= self._pause

    def claims(self, event: QEvent) -> bool:
        """Whether a shortcut's key is a letter of the word being typed."""
        override = event.type() == QEvent.Type.ShortcutOverride
        return override and self.active and isinstance(event, QKeyEvent) and is_text(event)

    def wants(self, event: QKeyEvent) -> bool:
        """Whether a key press is a letter; a space is one only inside a word."""
        return is_text(event) and (self.active or not event.text().isspace())

    def type(self, text: str, current: int) -> int | None:
        """The row to go to, None when no title fits. `current` is -1 without a current row."""
        again = self.active
        self._typed = self._typed + text if again else text
        self._last = self._clock()
        typed = self._typed.casefold()
        stepping = len(set(typed)) == 1  # "aaa" goes through the titles with a
        wanted = typed[0] if stepping else typed
        start = current + 1 if stepping or not again else max(current, 0)
        for number, title in self._titles(start):
            if title.casefold().startswith(wanted):
                return number
        return None


def is_text(event: QKeyEvent) -> bool:
    """Whether a key stands for a character and not for a command."""
    text = event.text()
    return bool(text) and text.isprintable() and not event.modifiers() & _COMMAND
