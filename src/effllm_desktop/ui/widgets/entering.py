"""The keyboard led into a part of the window."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget


def enter(part: QWidget) -> None:
    """Give the focus to a part, or to the first thing in it that takes it."""
    door = _door(part)
    if door is not None:
        door.setFocus(Qt.FocusReason.OtherFocusReason)


def can_enter(part: QWidget) -> bool:
    """Whether a part can be seen, and anything in it takes the focus."""
    return part.isVisible() and _door(part) is not None


def _door(part: QWidget) -> QWidget | None:
    if part.focusProxy() is not None or part.focusPolicy() != Qt.FocusPolicy.NoFocus:
        return part
    return next(
        (
            one
            for one in part.findChildren(QWidget)
            if one.isVisibleTo(part)
            and one.isEnabled()
            and one.focusPolicy() & Qt.FocusPolicy.TabFocus
        ),
        None,
    )
