"""Highlights of works, and the place where reading stopped."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import ClassVar

from effllm_desktop.domain.errors import BadInput
from effllm_desktop.domain.highlights import Colour, HighlightKind, LastPlace, Passage
from effllm_desktop.domain.ids import HighlightId, WorkId
from effllm_desktop.store.user_tables import UserTables

_VERBS = {HighlightKind.UNDERLINE: "underline", HighlightKind.STRIKEOUT: "strike out"}


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
    kind: HighlightKind = HighlightKind.HIGHLIGHT
    merge_key: ClassVar[None] = None

    @property
    def label(self) -> str:
        if self.kind in _VERBS:
            return f"{_VERBS[self.kind]} {_counted(self.passages, 'passage')}"
        return f"make {_highlights(self.passages)}"

    def apply(self, tables: UserTables) -> None:
        _require_of_text({self.kind})
        tables.highlights.remove(self.instead_of)
        for place, passage in enumerate(self.passages):
            comment, checked = "" if place else self.comment, _checked(passage)
            tables.highlights.add(self.work, checked, self.colour, comment, self.pdf, self.kind)


@dataclass(frozen=True, slots=True)
class ChangeHighlights:
    """Give highlights another colour or comment, or another kind; None leaves it as it is.

    One go of writing a comment is one step, however often it saves.
    """

    highlights: Sequence[HighlightId]
    colour: Colour | None = None
    comment: str | None = None
    kind: HighlightKind | None = None

    @property
    def label(self) -> str:
        if self.kind is not None:
            return f"{_VERBS.get(self.kind, 'highlight')} {_counted(self.highlights, 'passage')}"
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
        if self.kind is not None:
            _require_of_text({self.kind, *tables.highlights.kinds(self.highlights)})
            values["kind"] = self.kind.value
        tables.highlights.change(self.highlights, values)


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
            tables.highlights.move(highlight, _checked(passage), self.pdf)


@dataclass(frozen=True, slots=True)
class RemoveHighlights:
    """Delete highlights, with their comments."""

    highlights: Sequence[HighlightId]
    merge_key: ClassVar[None] = None

    @property
    def label(self) -> str:
        return f"delete {_highlights(self.highlights)}"

    def apply(self, tables: UserTables) -> None:
        tables.highlights.remove(self.highlights)


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


def _require_of_text(kinds: Collection[HighlightKind]) -> None:
    if HighlightKind.NOTE in kinds:
        raise BadInput(
            "A note on a page has no text that could be marked.", "Select some text of the page."
        )


def _highlights(them: Sequence[object]) -> str:
    return _counted(them, "highlight")


def _counted(them: Sequence[object], noun: str) -> str:
    return f"1 {noun}" if len(them) == 1 else f"{len(them):,} {noun}s"
