"""What keys do on the pages, besides the actions of the window and what every scroll area does."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

from effllm_desktop.ui.reader.text_selection import Unit

if TYPE_CHECKING:
    from effllm_desktop.ui.reader.page_view import PageView


def press(view: "PageView", event: QKeyEvent) -> bool:
    """Whether the key meant something here."""
    key, modifiers = event.key(), event.modifiers()
    shift = bool(modifiers & Qt.KeyboardModifier.ShiftModifier)
    bar = view.verticalScrollBar()
    if shift and key in (Qt.Key.Key_Left, Qt.Key.Key_Right):
        unit = Unit.WORD if modifiers & Qt.KeyboardModifier.ControlModifier else Unit.LETTER
        view.extend_selection(1 if key == Qt.Key.Key_Right else -1, unit)
    elif key == Qt.Key.Key_Space:
        bar.setValue(bar.value() + (-1 if shift else 1) * bar.pageStep())
    elif key in (Qt.Key.Key_Home, Qt.Key.Key_End):
        bar.setValue(bar.minimum() if key == Qt.Key.Key_Home else bar.maximum())
    else:
        return False
    return True
