"""Notes on pages of PDFs: highlights that have a place, but no text."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import isfinite
from typing import ClassVar

from effllm_desktop.domain.errors import BadInput
from effllm_desktop.domain.highlights import Colour, HighlightKind, Passage
from effllm_desktop.domain.ids import HighlightId, WorkId
from effllm_desktop.domain.pdf import Box
from effllm_desktop.store.user_tables import UserTables


@dataclass(frozen=True, slots=True)
class AddPageNote:
    """Put a note on a page, counted from 1; `sign` is where it is shown."""

    work: WorkId
    page: int
    sign: Box
    colour: Colour = Colour.YELLOW
    comment: str = ""
    pdf: str | None = None
    merge_key: ClassVar[None] = None

    @property
    def label(self) -> str:
        return f"add a note to page {self.page}"

    def apply(self, tables: UserTables) -> None:
        passage = Passage(*_checked(self.page, self.sign), quote="")
        kind = HighlightKind.NOTE
        tables.highlights.add(self.work, passage, self.colour, self.comment, self.pdf, kind)


@dataclass(frozen=True, slots=True)
class MovePageNote:
    """Put the sign of a note elsewhere. Moving it `by_steps` is one step of undo in one go."""

    note: HighlightId
    page: int
    sign: Box
    by_steps: bool = False
    label: ClassVar[str] = "move a note"

    @property
    def merge_key(self) -> str | None:
        return f"place of note {self.note}" if self.by_steps else None

    def apply(self, tables: UserTables) -> None:
        page, signs = _checked(self.page, self.sign)
        if tables.highlights.kinds([self.note]) != {HighlightKind.NOTE}:
            raise BadInput("Only notes on pages are moved: highlights stay with their text.")
        tables.highlights.move_note(self.note, page, signs)


@dataclass(frozen=True, slots=True)
class RemovePageNotes:
    """Delete notes on pages."""

    notes: Sequence[HighlightId]
    merge_key: ClassVar[None] = None

    @property
    def label(self) -> str:
        return "delete a note on a page" if len(self.notes) == 1 else "delete notes on pages"

    def apply(self, tables: UserTables) -> None:
        tables.highlights.remove(self.notes)


def _checked(page: int, sign: Box) -> tuple[int, tuple[Box, ...]]:
    left, top, right, bottom = sign
    if page < 1 or not all(map(isfinite, sign)) or left >= right or top >= bottom:
        raise BadInput("That is no place on a page.", "Point at a page, then add the note.")
    return page, (sign,)
