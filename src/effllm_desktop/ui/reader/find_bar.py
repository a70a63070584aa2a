"""The strip in which one types what to find in the document."""

from PySide6.QtCore import Qt, QTimer, Signal, SignalInstance
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QToolButton, QWidget

from effllm_desktop.ui import icons
from effllm_desktop.ui.reader.finds import Finds
from effllm_desktop.ui.theme import current, tokens
from effllm_desktop.ui.widgets.tone_label import ToneLabel
from effllm_desktop.ui.words import counted

FIELD = 320
PAUSE_MILLISECONDS = 250  # after the last letter


class FindBar(QWidget):
    """Finds while one types. Enter goes to the next hit, Shift+Enter to the one before."""

    asked = Signal(str)
    next_asked = Signal()
    previous_asked = Signal()
    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("Find in this paper")
        self.field = _Field(self)
        self._said = ToneLabel()
        self._asked = ""
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE_MILLISECONDS)
        self._pause.timeout.connect(self._ask)
        self.field.textEdited.connect(lambda _text: self._pause.start())
        self.field.entered.connect(lambda forward: self.next_or_asked(forward=forward))
        row = QHBoxLayout(self)
        row.setContentsMargins(tokens.SPACE_M, tokens.SPACE_XS, tokens.SPACE_M, tokens.SPACE_XS)
        row.setSpacing(tokens.SPACE_XS)
        row.addWidget(self.field)
        row.addWidget(self._said)
        self.previous = _button("chevron-up", "Previous hit", self.previous_asked)
        self.next = _button("chevron-down", "Next hit", self.next_asked)
        self.close_button = _button("close", "Close the search", self.closed)
        for button in (self.previous, self.next, self.close_button):
            row.addWidget(button)
        row.addStretch()
        self.hide()

    @property
    def said(self) -> str:
        return self._said.text()

    def open_with(self, words: str) -> None:
        """Show the strip; words that are selected are what one looks for."""
        self.show()
        if words and len(words) < 100:
            self.field.setText(words)
            self._ask()
        self.field.setFocus()
        self.field.selectAll()

    def leave(self) -> None:
        """Hide the strip; the words stay in it."""
        self._pause.stop()
        self._asked = ""
        self.hide()

    def show_finds(self, finds: Finds) -> None:
        """Say how many hits there are."""
        if not finds.words.strip():
            self._said.setText("")
        elif finds.count:
            more = "+" if finds.is_running else ""
            self._said.setText(f"{finds.place:,} of {counted(finds.count, 'hit')}{more}")
        else:
            self._said.setText("Looking …" if finds.is_running else "Not in this paper")
        for button in (self.previous, self.next):
            button.setEnabled(finds.count > 0)

    def _ask(self) -> None:
        self._pause.stop()
        self._asked = self.field.text()
        self.asked.emit(self._asked)

    def next_or_asked(self, *, forward: bool) -> None:
        """Find what is typed; what was found already is gone through."""
        if self.field.text() != self._asked:
            self._ask()
        else:
            (self.next_asked if forward else self.previous_asked).emit()


class _Field(QLineEdit):
    entered = Signal(bool)  # forward

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("find_in_pdf_field")
        self.setAccessibleName("Find in this paper")
        self.setPlaceholderText("Find in this paper")
        self.setFixedWidth(current().length(FIELD))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.entered.emit(not event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        else:
            super().keyPressEvent(event)


def _button(icon: str, name: str, signal: SignalInstance) -> QToolButton:
    button = QToolButton()
    button.setIcon(icons.icon(icon))
    button.setAccessibleName(name)
    button.setToolTip(name)
    button.clicked.connect(signal)
    return button
