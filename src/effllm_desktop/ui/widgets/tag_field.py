"""Tags as chips in lines, with a field at the end that adds one and completes known ones."""

import re
from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import QStringListModel, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QCompleter, QLineEdit, QToolButton, QWidget

from effllm_desktop.domain.tags import TagColour
from effllm_desktop.ui.theme import TextSize, current, tokens
from effllm_desktop.ui.widgets.flow_layout import FlowLayout
from effllm_desktop.ui.widgets.tag_chip import TagChip

CHIPS_SHOWN = 24
_SEPARATORS = re.compile(r"[,;\n，；]")


class TagField(QWidget):
    """Shows tags and says what a person wants to be done to them; it changes none itself."""

    added = Signal(list)
    removed = Signal(str)
    pressed = Signal(str)
    rearranged = Signal()  # other chips: whoever keeps the order of tabs must mend it

    def __init__(
        self, known_tags: Callable[[], Sequence[str]], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._tags: tuple[str, ...] = ()
        self._colours: Mapping[str, TagColour] = {}
        self._all_shown = False
        self._chips: list[TagChip] = []
        self.field = _AddField(known_tags, self)
        self.field.entered.connect(self._on_entered)
        self.field.last_unwanted.connect(self._on_backspace)
        self._rest = QToolButton(self)
        self._rest.setFont(current().font(TextSize.SMALL))
        self._rest.clicked.connect(self._on_rest_clicked)
        self._flow = FlowLayout(self, across=tokens.SPACE_XS, down=tokens.SPACE_XS)
        self._flow.addWidget(self._rest)
        self._flow.addWidget(self.field)
        self._show_chips()

    def set_tags(self, tags: Sequence[str]) -> None:
        """Show other tags; what is half typed in the field stays."""
        if tuple(tags) != self._tags:
            self._tags = tuple(tags)
            self._show_chips()

    def show_colours(self, colours: Mapping[str, TagColour]) -> None:
        """Show tags in these colours, by their names."""
        if colours != self._colours:
            self._colours = colours
            self._show_chips()

    def fold(self) -> None:
        """Show only the first tags again, as for another work."""
        self._all_shown = False
        self.field.clear()
        self._show_chips()

    def chips(self) -> list[TagChip]:
        return list(self._chips)

    def stops(self) -> list[QWidget]:
        """What Tab goes through."""
        return [*self._chips, self._rest, self.field]

    def _show_chips(self) -> None:
        wanted = self._tags if self._all_shown else self._tags[:CHIPS_SHOWN]
        focused = next((chip.tag for chip in self._chips if chip.hasFocus()), None)
        for chip in self._chips:
            self._flow.removeWidget(chip)
            chip.hide()
            chip.deleteLater()
        self._chips = [self._chip(tag) for tag in wanted]
        for place, chip in enumerate(self._chips):
            self._flow.insert_widget(place, chip)
            chip.show()  # only now: to show a widget settles the layout as it is
        hidden = len(self._tags) - len(wanted)
        self._rest.setText(f"{hidden} more")
        self._rest.setVisible(hidden > 0)
        self._keep_focus(focused)
        self.updateGeometry()
        self.rearranged.emit()

    def _chip(self, tag: str) -> TagChip:
        chip = TagChip(tag, self, self._colours.get(tag))
        chip.clicked.connect(lambda: self.pressed.emit(tag))
        chip.remove_requested.connect(self.removed)
        return chip

    def _keep_focus(self, tag: str | None) -> None:
        """A removed chip hands the focus to the field, not to whatever comes next in the window."""
        if tag is None:
            return
        chip = next((chip for chip in self._chips if chip.tag == tag), None)
        (chip or self.field).setFocus()

    def _on_rest_clicked(self) -> None:
        self._all_shown = True
        self._show_chips()

    def _on_entered(self, text: str) -> None:
        tags = [tag for part in _SEPARATORS.split(text) if (tag := clean(part))]
        new = [tag for tag in dict.fromkeys(tags) if tag not in self._tags]
        if new:
            self.added.emit(new)

    def _on_backspace(self) -> None:
        if self._tags:
            self._all_shown = True  # the last one must be seen when it goes
            self.removed.emit(self._tags[-1])


def clean(text: str) -> str:
    """A tag as it is kept: no number sign in front, single spaces."""
    return " ".join(text.split()).lstrip("#").strip()


class _AddField(QLineEdit):
    """Enter or a comma hands the text over; Backspace in the empty field means the last tag."""

    entered = Signal(str)
    last_unwanted = Signal()

    def __init__(self, known_tags: Callable[[], Sequence[str]], parent: QWidget) -> None:
        super().__init__(parent)
        self._known_tags = known_tags
        self._words = QStringListModel(self)
        self.setObjectName("add_tag")
        self.setAccessibleName("Add a tag")
        self.setPlaceholderText("Add a tag")
        self.setFont(current().font(TextSize.SMALL))
        self.setMinimumWidth(96)
        completer = QCompleter(self._words, self)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        # Queued: the field writes the completion into itself after this signal.
        completer.activated.connect(self._hand_over, Qt.ConnectionType.QueuedConnection)
        self.setCompleter(completer)
        self.textEdited.connect(self._on_edited)

    def focusInEvent(self, event: QFocusEvent) -> None:
        self._words.setStringList(list(self._known_tags()))
        super().focusInEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._hand_over(self.text())
        elif key == Qt.Key.Key_Backspace and not self.text():
            self.last_unwanted.emit()
        elif key == Qt.Key.Key_Escape and self.text():
            self.clear()
        else:
            super().keyPressEvent(event)

    def _on_edited(self, text: str) -> None:
        if _SEPARATORS.search(text):
            self._hand_over(text)

    def _hand_over(self, text: str) -> None:
        if text.strip():
            self.entered.emit(text)
        self.clear()
