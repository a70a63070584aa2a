"""What keys and clicks mean on the header of a group: fold, unfold, go in and out."""

from enum import Enum, auto

from PySide6.QtCore import QEvent, QModelIndex, Qt
from PySide6.QtGui import QKeyEvent, QMouseEvent

from effllm_desktop.ui.entries.model import EntriesModel


class Wish(Enum):
    """What is wanted of a row where there are groups."""

    TOGGLE = auto()
    IN = auto()  # unfold, or go to the first row below
    OUT = auto()  # fold, or go to the header above


_KEYS: dict[int, Wish] = {
    Qt.Key.Key_Return: Wish.TOGGLE,
    Qt.Key.Key_Enter: Wish.TOGGLE,
    Qt.Key.Key_Space: Wish.TOGGLE,
    Qt.Key.Key_Right: Wish.IN,
    Qt.Key.Key_Left: Wish.OUT,
}


class HeaderKeys:
    """Enter and Space are actions of the entries: on a header they are its own."""

    def __init__(self, model: EntriesModel) -> None:
        self._model = model
        self._pressed = -1

    def claims(self, event: QEvent, here: QModelIndex) -> bool:
        """Whether a shortcut's key is meant for the header where one is."""
        override = event.type() == QEvent.Type.ShortcutOverride
        return override and isinstance(event, QKeyEvent) and self.wish(event, here) is not None

    def wish(self, event: QKeyEvent, here: QModelIndex) -> Wish | None:
        """What a key means; of an entry in the first column the way out of its group is left."""
        if not here.isValid() or event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            return None
        wish = _KEYS.get(event.key())
        if self._is_header(here):
            return wish
        out = wish is Wish.OUT and here.column() == 0 and self._model.groups is not None
        return wish if out else None

    def press(self, event: QMouseEvent, at: QModelIndex) -> None:
        """Remember on which header the mouse was pressed."""
        left = event.button() == Qt.MouseButton.LeftButton and not event.modifiers()
        self._pressed = at.row() if left and self._is_header(at) else -1

    def forget(self) -> None:
        """A second click of two folds nothing: the first one has."""
        self._pressed = -1

    def release(self, at: QModelIndex) -> Wish | None:
        """What it means that the mouse is released there: a click, where it was pressed."""
        pressed, self._pressed = self._pressed, -1
        return Wish.TOGGLE if pressed >= 0 and pressed == at.row() else None

    def _is_header(self, index: QModelIndex) -> bool:
        return index.isValid() and self._model.shown.header_at(index.row()) is not None
