"""Highlights of works, and the place where reading stopped."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from effllm_desktop.domain.errors import BadInput
from effllm_desktop.domain.highlights import Colour, LastPlace, Passage
from effllm_desktop.domain.ids import HighlightId, WorkId
from effllm_desktop.store.user_tables import UserTables


@dataclass(frozen=True, slots=True)
class AddHighlights:
    """Mark passages of a work: one for each page that a selection is on.

    The comment stands on the first of them. `pdf` is the SHA-256 of the file that they were marked
    in, `instead_of` are highlights that they take the place of.
    """

    work: WorkId
    passages: Sequence[Passage]
    colour: Colour = Colour.YELLOW
    comment: str = ""
    pdf: str | None = None
    instead_of: Sequence[HighlightId] = ()
    merge_key: ClassVar[None] = None

    @property
    def label(self) -> str:
        return f"make {_highlights(self.passages)}"

    def apply(self, tables: UserTables) -> None:
        tables.remove_highlights(self.instead_of)
        for place, passage in enumerate(self.passages):
            comment = "" if place else self.comment
            tables.add_highlight(self.work, _checked(passage), self.colour, comment, self.pdf)


@dataclass(frozen=True, slots=True)
class ChangeHighlights:
    """Give highlights another colour or comment; None leaves it as it is.

    One go of writing a comment is one step, however often it saves.
    """

    highlights: Sequence[HighlightId]
    colour: Colour | None = None
    comment: str | None = None

    @property
    def label(self) -> str:
        if self.comment is None:
            return f"recolour {_highlights(self.highlights)}"
        return "edit a comment" if self.comment.strip() else "delete a comment"

    @property
    def merge_key(self) -> str | None:
        return None if self.comment is None else f"comments {list(self.highlights)}"

    def apply(self, tables: UserTables) -> None:
        values: dict[str, str] = {}
        if self.colour is not None:
            values["colour"] = self.colour.value
        if self.comment is not None:
            values["comment"] = self.comment
        tables.change_highlights(self.highlights, values)


@dataclass(frozen=True, slots=True)
class MoveHighlights:
    """Let highlights stand elsewhere: where they were found in another version of their paper.

    `pdf` is the SHA-256 of that version.
    """

    moves: Sequence[tuple[HighlightId, Passage]]
    pdf: str
    merge_key: ClassVar[None] = None

    @property
    def label(self) -> str:
        return f"move {_highlights(self.moves)} to another version"

    def apply(self, tables: UserTables) -> None:
        for highlight, passage in self.moves:
            tables.move_highlight(highlight, _checked(passage), self.pdf)


@dataclass(frozen=True, slots=True)
class RemoveHighlights:
    """Delete highlights, with their comments."""

    highlights: Sequence[HighlightId]
    merge_key: ClassVar[None] = None

    @property
    def label(self) -> str:
        return f"delete {_highlights(self.highlights)}"

    def apply(self, tables: UserTables) -> None:
        tables.remove_highlights(self.highlights)


@dataclass(frozen=True, slots=True)
class SetLastPlace:
    """Remember where reading of a work stopped.

    This is no step: nobody undoes turning a page, and undo must go on meaning the last highlight
    however far one has read since.
    """

    work: WorkId
    place: LastPlace
    merge_key: ClassVar[None] = None

    @property
    def label(self) -> str:
        return f"stop at page {self.place.page}"

    def apply(self, tables: UserTables) -> None:
        tables.set_last_place(self.work, self.place)


def _checked(passage: Passage) -> Passage:
    if passage.page < 1 or not passage.boxes or not passage.quote.strip():
        raise BadInput("There is no text to highlight.", "Select some text of the page first.")
    return passage


def _highlights(them: Sequence[object]) -> str:
    return "1 highlight" if len(them) == 1 else f"{len(them):,} highlights"
