"""An entry's title and description in a row's place, while they are given other words."""

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QFrame, QLineEdit, QVBoxLayout

from effllm_desktop.ui.entries.model import EntriesModel
from effllm_desktop.ui.entries.view import EntriesView
from effllm_desktop.ui.theme import tokens

_STAYS = (Qt.FocusReason.PopupFocusReason, Qt.FocusReason.ActiveWindowFocusReason)
"""The focus comes back: a menu of the field, another window."""

_OWN_KEYS = (Qt.Key.Key_Escape, Qt.Key.Key_Return, Qt.Key.Key_Enter)
"""Keys that are actions of the table and of the window, too."""


class RowEditor(QFrame):
    """Lies over a row and goes where it goes. Enter or going elsewhere keeps the words, Esc not."""

    reworded = Signal(int, str, str)  # row id, title, description

    def __init__(
        self, view: EntriesView, model: EntriesModel, row_id: int, title: str, description: str
    ) -> None:
        super().__init__(view.viewport())
        self.setObjectName("row_editor")
        self.setAccessibleName("Reword the entry")
        self.setProperty("framed", True)
        self.setAutoFillBackground(True)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._view = view
        self._model = model
        self._row_id = row_id
        self._before = title, description
        self._ended = False
        self.title = _field("Title", title)
        self.description = _field("Description", description)
        column = QVBoxLayout(self)
        column.setContentsMargins(*4 * [tokens.SPACE_XS])
        column.setSpacing(tokens.SPACE_XS)
        for field in (self.title, self.description):
            column.addWidget(field)
            field.returnPressed.connect(self.keep)
            field.installEventFilter(self)
        model.modelReset.connect(self._place)
        view.verticalScrollBar().valueChanged.connect(self._place)
        view.viewport().installEventFilter(self)
        self._place()
        self.show()
        self.title.selectAll()
        self.title.setFocus()

    def keep(self) -> None:
        """Tell what stands here now, if it is anything else, and go."""
        words = self.title.text().strip(), self.description.text().strip()
        if self._end() and words != self._before:
            self.reworded.emit(self._row_id, *words)

    def leave(self) -> None:
        """Go, and leave the entry as it was."""
        self._end()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.leave()
        elif event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            other = self.description if event.key() == Qt.Key.Key_Down else self.title
            other.setFocus()
        # Nothing goes on to the table: keys mean other things there.

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Resize and watched is self._view.viewport():
            self._place()
        elif isinstance(event, QFocusEvent) and event.lostFocus():
            if event.reason() not in _STAYS:
                QTimer.singleShot(0, self, self._look_for_focus)
        elif (
            event.type() is QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and event.key() in _OWN_KEYS
        ):
            event.accept()
        return super().eventFilter(watched, event)

    def _look_for_focus(self) -> None:
        """Where the focus went to nothing of this, what was typed is kept."""
        if not (self.title.hasFocus() or self.description.hasFocus()):
            self.keep()

    def _place(self) -> None:
        number = self._model.number_of(self._row_id)
        if number is None:
            self.leave()
            return
        row = self._view.visualRect(self._model.index(number, 0))
        height = max(row.height(), self.sizeHint().height())
        self.setGeometry(row.left(), row.top(), self._view.viewport().width(), height)

    def _end(self) -> bool:
        if self._ended:
            return False
        self._ended = True
        had_focus = self.title.hasFocus() or self.description.hasFocus()
        self.close()
        if had_focus:
            self._view.setFocus()
        return True


def _field(name: str, words: str) -> QLineEdit:
    field = QLineEdit(words)
    field.setObjectName(f"reword_{name.lower()}")
    field.setAccessibleName(name)
    field.setPlaceholderText(name)
    field.setCursorPosition(0)
    return field
