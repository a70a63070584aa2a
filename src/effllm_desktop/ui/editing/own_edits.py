"""What the reader changed in a list beside what its file has there; each can be put back."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from effllm_desktop.domain.text_edits import OwnEdit
from effllm_desktop.ui.editing.edit_pairs import MOST_SHOWN, Choice, EditPairs, Pair
from effllm_desktop.ui.words import counted

NONE = "This list has no edits of yours that could be put back."


class OwnEdits(EditPairs):
    """The edits in the order of the text, each with a button."""

    put_back_wanted = Signal(object)  # OwnEdit

    def __init__(self, name: str, edits: Sequence[OwnEdit], parent: QWidget | None = None) -> None:
        super().__init__("own_edits", "Your edits", parent)
        self._name = name
        self.show_edits(edits)

    def show_edits(self, edits: Sequence[OwnEdit]) -> None:
        """Show those that there are now."""
        title = f"{counted(len(edits), 'edit')} of yours in “{self._name}”" if edits else NONE
        more = f" The first {MOST_SHOWN} are shown." if len(edits) > MOST_SHOWN else ""
        told = f"Undo makes again what is put back.{more}" if edits else ""
        self.show_pairs(title, told, map(self._pair, edits[:MOST_SHOWN]))

    def _pair(self, one: OwnEdit) -> Pair:
        act = partial(self.put_back_wanted.emit, one)
        choice = Choice("Put back", act, spoken=f"Put back line {one.line}")
        return Pair((f"Line {one.line:,} now", one.now), ("In its file", one.was), (choice,))
