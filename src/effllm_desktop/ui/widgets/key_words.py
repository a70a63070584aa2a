"""Sentences with keys in them: written with the keys that actions have now.

Whoever shows one writes it anew when keys become known or are changed: `KeysKnown` says when.
"""

import re
from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QWidget

_BRACKET = re.compile(r" ?\(\{(?P<action>[a-z_0-9]+)\}\)")


def with_keys(widget: QWidget, text: str) -> str:
    """The text with ` ({toggle_star})` as ` (S)`; nothing where that action has no key."""

    def bracket(found: re.Match[str]) -> str:
        key = key_of(widget, found["action"])
        return f" ({key})" if key else ""

    return _BRACKET.sub(bracket, text)


def key_of(widget: QWidget, action: str) -> str:
    """The first key of an action of the window that a widget is in, as this system writes it."""
    found = widget.window().findChild(QAction, action)
    key = found.shortcut() if isinstance(found, QAction) else QKeySequence()
    return key.toString(QKeySequence.SequenceFormat.NativeText).replace("Return", "Enter")


class KeysKnown(QObject):
    """Has a widget write its keys when it is shown, and anew when they were changed.

    Only a window knows them; it says by a `LanguageChange` that they are others.
    """

    def __init__(self, widget: QWidget, write: Callable[[], object]) -> None:
        super().__init__(widget)
        self._write = write
        widget.installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.Show, QEvent.Type.LanguageChange):
            self._write()
        return False
