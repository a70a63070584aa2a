"""A few choices side by side, one of them in force."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QToolButton, QWidget

from effllm_desktop.ui.theme import TextSize, current, tokens


@dataclass(frozen=True, slots=True)
class Choice:
    """A value and what it is called."""

    value: object
    name: str
    hint: str = ""


class Segmented(QWidget):
    """Buttons in a frame. Tab reaches the group once; arrows move inside, Space and Enter choose.

    Moving with the arrows chooses nothing: each choice may be an act that can be undone.
    """

    chosen = Signal(object)

    def __init__(self, name: str, choices: Sequence[Choice], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._value: object = None
        self._buttons: dict[object, QToolButton] = {}
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        for choice in choices:
            button = self._button(choice)
            self._buttons[choice.value] = button
            row.addWidget(button)
        self._set_tab_stop()

    @property
    def value(self) -> object:
        return self._value

    def set_value(self, value: object) -> None:
        """Show a value (None: none of them); nobody is told."""
        self._value = value
        for choice, button in self._buttons.items():
            button.setChecked(choice == value)
        self._set_tab_stop()

    def stops(self) -> list[QWidget]:
        """The buttons; Tab goes to one of them."""
        return list(self._buttons.values())

    def button(self, value: object) -> QToolButton:
        return self._buttons[value]

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
        step = steps.get(Qt.Key(event.key()))
        buttons = list(self._buttons.values())
        focused = self.focusWidget()
        if step is None or not isinstance(focused, QToolButton) or focused not in buttons:
            super().keyPressEvent(event)
            return
        if self.layoutDirection() == Qt.LayoutDirection.RightToLeft:
            step = -step
        buttons[(buttons.index(focused) + step) % len(buttons)].setFocus()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(current().colours.border, tokens.HAIRLINE))
        frame = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.drawRoundedRect(frame, tokens.RADIUS_S, tokens.RADIUS_S)

    def _button(self, choice: Choice) -> QToolButton:
        button = _Segment(self)
        button.setText(choice.name)
        button.setToolTip(choice.hint)
        button.setCheckable(True)
        button.setFont(current().font(TextSize.SMALL))
        button.clicked.connect(lambda: self._on_clicked(choice.value))
        return button

    def _on_clicked(self, value: object) -> None:
        self.set_value(self._value)  # a press shows nothing by itself: the owner decides
        self.chosen.emit(value)

    def _set_tab_stop(self) -> None:
        buttons = self._buttons
        stop = buttons.get(self._value) or next(iter(buttons.values()), None)
        for button in buttons.values():
            focus = Qt.FocusPolicy.StrongFocus if button is stop else Qt.FocusPolicy.ClickFocus
            button.setFocusPolicy(focus)


class _Segment(QToolButton):
    """Passes the arrows on to the group; Enter presses, as Space does."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            event.ignore()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)
