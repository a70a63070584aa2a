"""Entries sent to a section: written there anew, or within one list moved."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal, SignalInstance
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPushButton, QWidget

from effllm_desktop.app.adding_places import beginning
from effllm_desktop.app.library import Library
from effllm_desktop.app.readmodels.outline import ListNode
from effllm_desktop.domain.ids import ListId
from effllm_desktop.domain.scopes import Scope
from effllm_desktop.ui.adding.place_choice import PlaceChoice
from effllm_desktop.ui.theme import tokens
from effllm_desktop.ui.widgets.titled_column import titled_column
from effllm_desktop.ui.widgets.tone_label import ToneLabel

WIDTH = 560
COPIES = "They are written there anew, in that list's style. What you made of the works goes along."
MOVES = "Within this list they move; copied, they stand in both sections."


class SendDialog(QDialog):
    """`within` is the list that the entries are in, if they are of one: there they can move."""

    moved = Signal(object, object)  # list, section
    copied = Signal(object, object)

    def __init__(
        self,
        library: Library,
        lists: Sequence[ListNode],
        here: Scope,
        what: str,
        *,
        within: ListId | None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("send_dialog")
        self.setWindowTitle("Send to")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setMinimumWidth(WIDTH)
        self._within = within
        self.place = PlaceChoice(lists, here, partial(beginning, library))
        self._told = ToneLabel()
        self._told.setWordWrap(True)
        self.move_button = QPushButton("Move")
        self.copy_button = QPushButton("Copy")
        cancel = QPushButton("Cancel")
        cancel.clicked.connect(self.reject)
        self.move_button.clicked.connect(lambda: self._send(self.moved))
        self.copy_button.clicked.connect(lambda: self._send(self.copied))
        foot = QHBoxLayout()
        foot.setSpacing(tokens.SPACE_S)
        foot.addStretch()
        for button in (cancel, self.copy_button, self.move_button):
            foot.addWidget(button)
        column = titled_column(self, f"Send {what} to", tokens.SPACE_M)
        column.addWidget(self.place)
        column.addWidget(self._told)
        column.addLayout(foot)
        self.place.changed.connect(self._show)
        self._show()

    def _show(self) -> None:
        """Enter moves where that can be meant, else it copies."""
        place = self.place.place()
        moves = place is not None and place[0] == self._within
        self._told.setText(MOVES if moves else COPIES)
        self.move_button.setVisible(moves)
        self.copy_button.setEnabled(place is not None)
        for button, first in ((self.move_button, moves), (self.copy_button, not moves)):
            button.setDefault(first)
            button.setProperty("main", first)
            button.style().unpolish(button)
            button.style().polish(button)

    def _send(self, signal: SignalInstance) -> None:
        place = self.place.place()
        if place is not None:
            self.accept()
            signal.emit(*place)
