"""Edits of the reader's that a new version of the list crossed: each is taken, or let go."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from effllm_desktop.app.readmodels.lists import Waiting
from effllm_desktop.ui.editing.edit_pairs import MOST_SHOWN, Choice, EditPairs, Pair
from effllm_desktop.ui.words import counted

NONE_LEFT = "No edit waits any more."
HOW = (
    "The new version changed the lines that you had changed. Its lines are shown in the "
    "list; take yours in their place, or let them go. Undo takes back either."
)


class WaitingEdits(EditPairs):
    """Shows what stands in the list now beside what the reader had made of it."""

    settled = Signal(int, bool)  # number of an edit, whether it is taken

    def __init__(self, name: str, waits: Sequence[Waiting], parent: QWidget | None = None) -> None:
        super().__init__("waiting_edits", "Edits that wait", parent)
        self._name = name
        self.show_waiting(waits)

    def show_waiting(self, waits: Sequence[Waiting]) -> None:
        """Show those that wait now."""
        count = counted(len(waits), "edit waits", "edits wait")
        title = f"{count} in “{self._name}”" if waits else NONE_LEFT
        self.show_pairs(title, HOW if waits else "", map(self._pair, waits[:MOST_SHOWN]))

    def _pair(self, one: Waiting) -> Pair:
        choices = (
            Choice("Let mine go", partial(self.settled.emit, one.number, False)),
            Choice("Take mine", partial(self.settled.emit, one.number, True)),
        )
        return Pair(("In the list now", one.theirs), ("Your edit", one.ours), choices)
