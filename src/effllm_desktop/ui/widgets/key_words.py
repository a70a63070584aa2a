"""Sentences with keys in them: written with the keys that actions have now.

Whoever shows one writes it anew when it is shown and at a `LanguageChange`, which the window sends
when keys were changed.
"""

import re

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
