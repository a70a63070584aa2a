"""A field that takes the next key as it is pressed. Tab and Esc leave it."""

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QKeySequenceEdit, QLineEdit, QWidget


class KeyRecorder(QKeySequenceEdit):
    """One key with its modifiers; the next one that is pressed takes its place."""

    recorded = Signal(str)  # as it is kept; empty: cleared
    left = Signal()  # by Esc

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setMaximumSequenceLength(1)
        self.keySequenceChanged.connect(lambda _: self.recorded.emit(self.key))
        self.setObjectName("key_recorder")
        self.setAccessibleName("New key")
        self.setAccessibleDescription("The next key that is pressed is taken. Esc leaves.")
        self._show_waiting()

    @property
    def key(self) -> str:
        """What was pressed last, empty where nothing was."""
        return self.keySequence().toString(QKeySequence.SequenceFormat.PortableText)

    def event(self, event: QEvent) -> bool:
        """Esc is not recorded: somebody must be able to leave."""
        if event.type() == QEvent.Type.KeyPress and _is_escape(event):
            self.clear()
            self.left.emit()
            return True
        return super().event(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self._show_waiting()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._show_waiting()

    def _show_waiting(self) -> None:
        """Qt says “Press shortcut” whether or not a key would be heard."""
        field = self.findChild(QLineEdit)
        if field is not None:
            field.setPlaceholderText("Press a key" if self.hasFocus() else "New key")


def _is_escape(event: QEvent) -> bool:
    plain = isinstance(event, QKeyEvent) and not event.modifiers()
    return plain and isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Escape
