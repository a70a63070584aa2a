"""All actions with their keys, to be changed: choose an action, press a key, give it."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QWidget,
)

from effllm_desktop.domain.errors import AppError
from effllm_desktop.ui.shell.key_bindings import KeyBindings, plain_name, shown, writes
from effllm_desktop.ui.shell.key_rows import KeyRows
from effllm_desktop.ui.theme import tokens
from effllm_desktop.ui.widgets.dialog_foot import closing_foot
from effllm_desktop.ui.widgets.key_recorder import KeyRecorder
from effllm_desktop.ui.widgets.titled_column import titled_column
from effllm_desktop.ui.widgets.tone_label import ToneLabel

SIZE = (720, 640)
HOW = "Choose an action, press the key it is to have, and give it. It holds at once."
NOTHING = "No action is called that, and none has such a key."
_DOWN = (Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter)


class KeyWindow(QDialog):
    """Down leads from the search to the actions, Enter from an action to its new key."""

    def __init__(self, bindings: KeyBindings, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("change_keys")
        self.setWindowTitle("Change keys")
        self.setAccessibleName(self.windowTitle())
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.resize(*SIZE)
        self._bindings = bindings
        self.search = QLineEdit()
        self.search.setObjectName("key_search")
        self.search.setAccessibleName("Search actions")
        self.search.setPlaceholderText("Search by name or key")
        self.search.setClearButtonEnabled(True)
        self.search.textChanged.connect(self._search)
        self.search.installEventFilter(self)
        self.rows = KeyRows(bindings)
        self.said = ToneLabel(HOW)
        self.said.setObjectName("key_said")
        self.said.setWordWrap(True)
        self.recorder = KeyRecorder()
        self.rows.currentItemChanged.connect(lambda *_: self._on_chosen())
        self.rows.itemActivated.connect(lambda *_: self.recorder.setFocus())
        self.recorder.recorded.connect(lambda _: self._show_recorded())
        self.recorder.left.connect(self.rows.setFocus)
        self.letters = QCheckBox("Single letters, digits and signs act on entries and pages")
        self.letters.setObjectName("single_keys")
        self.letters.setChecked(bindings.letters)
        self.letters.toggled.connect(lambda on: self._try(lambda: bindings.set_letters(act=on)))
        self._set, self._add = _button("Give this key"), _button("Add as another")
        self._none, self._usual = _button("No key"), _button("Usual keys")
        self._set.clicked.connect(lambda: self._give(alone=True))
        self._add.clicked.connect(lambda: self._give(alone=False))
        self._none.clicked.connect(self._take_away)
        self._usual.clicked.connect(self._reset)
        bindings.changed.connect(self._show_keys)
        self._arrange()
        self._show_buttons()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """From the search on to the actions, without closing the window by Enter."""
        pressed = event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent)
        if pressed and event.key() in _DOWN:  # type: ignore[attr-defined] # it is a key
            self.rows.setFocus()
            return True
        return super().eventFilter(watched, event)

    def _show_keys(self) -> None:
        self.rows.show_keys()
        self.letters.setChecked(self._bindings.letters)
        self._show_buttons()

    def _search(self) -> None:
        self.rows.show_only(self.search.text())
        if not self.rows.shown:
            self._say(NOTHING)
        elif self.said.text() == NOTHING:
            self._say(HOW)

    def _on_chosen(self) -> None:
        self.recorder.clear()
        self._say(HOW)
        self._show_buttons()

    def _show_recorded(self) -> None:
        """Say what has that key already, while it is being recorded."""
        chosen, key = self.rows.chosen, self.recorder.key
        self._show_buttons()
        if chosen is None or not key:
            return
        name, collision = plain_name(chosen), self._bindings.collision(chosen.id, key)
        if collision is not None:
            self._say(f"{collision.words}{_TAKES if collision.action else ''}", warns=True)
        elif key in self._bindings.keys(chosen.id):
            self._say(f"“{name}” has {shown(key)} already.")
        elif writes(key) and not self._bindings.letters:
            self._say(f"{shown(key)} is free, but single letters, digits and signs rest now.")
        else:
            self._say(f"{shown(key)} is free.")

    def _show_buttons(self) -> None:
        chosen, key = self.rows.chosen, self.recorder.key
        collision = self._bindings.collision(chosen.id, key) if chosen and key else None
        fixed = collision is not None and collision.action is None
        takes = collision is not None and collision.action is not None
        self._set.setText("Take it" if takes else "Give this key")
        self._set.setEnabled(chosen is not None and bool(key) and not fixed)
        has = chosen is not None and bool(self._bindings.keys(chosen.id))
        self._add.setEnabled(has and self._set.isEnabled())
        self._none.setEnabled(has)
        usual = chosen is None or self._bindings.is_usual(chosen.id)
        self._usual.setEnabled(not usual)

    def _give(self, *, alone: bool) -> None:
        chosen, key = self.rows.chosen, self.recorder.key
        if chosen is None or not key:
            return
        taken = self._bindings.collision(chosen.id, key)
        if not self._try(lambda: self._bindings.give(chosen.id, key, alone=alone)):
            return
        other = taken.action if taken is not None else None
        lost = f" “{plain_name(other)}” no longer has it." if other is not None else ""
        self._done(f"{shown(key)} is a key of “{plain_name(chosen)}” now.{lost}")

    def _take_away(self) -> None:
        chosen = self.rows.chosen
        if chosen is not None and self._try(lambda: self._bindings.take_away(chosen.id)):
            self._done(f"“{plain_name(chosen)}” has no key now.")

    def _reset(self) -> None:
        chosen = self.rows.chosen
        if chosen is not None and self._try(lambda: self._bindings.reset(chosen.id)):
            self._done(f"“{plain_name(chosen)}” has its usual keys again.")

    def _reset_all(self) -> None:
        from effllm_desktop.ui.widgets.file_choice import ask

        ask(
            self,
            "Give all actions their usual keys?",
            "The keys that you gave are forgotten, and single letters act again.",
            "Give the usual keys",
            self._on_reset_all,
        )

    def _on_reset_all(self) -> None:
        if self._try(self._bindings.reset_all):
            self._done("All actions have their usual keys again.")

    def _try(self, act: Callable[[], object]) -> bool:
        """Do it, or say why it cannot be done or kept."""
        try:
            act()
        except AppError as problem:
            self._say(f"{problem.what} {problem.hint}".strip(), warns=True)
            return False
        return True

    def _done(self, words: str) -> None:
        """Ready for the next action, where the one before was chosen."""
        self.recorder.clear()
        self._say(words)
        self.rows.setFocus()

    def _say(self, words: str, *, warns: bool = False) -> None:
        self.said.set_tone("warning" if warns else "text_muted")
        self.said.setText(words)

    def _arrange(self) -> None:
        everything = QPushButton("All usual keys…")
        everything.clicked.connect(self._reset_all)
        change = QHBoxLayout()
        change.setSpacing(tokens.SPACE_S)
        change.addWidget(self.recorder, 1)
        for button in (self._set, self._add, self._none, self._usual):
            change.addWidget(button)
        column = titled_column(self, "Change keys")
        column.addWidget(self.search)
        column.addWidget(self.rows, 1)
        column.addWidget(self.said)
        column.addLayout(change)
        column.addWidget(self.letters)
        column.addLayout(closing_foot(self, everything))


_TAKES = " Giving it here takes it from there."


def _button(text: str) -> QPushButton:
    button = QPushButton(text)
    button.setAutoDefault(False)  # Enter in the list means something else
    return button
