"""The reader's edits of entries in a list's text, each a step of its own."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from effllm_desktop.app.operations.list_editing import document_of
from effllm_desktop.domain.ids import EntryId, ListId, SectionId
from effllm_desktop.domain.lists import EntryText
from effllm_desktop.markdown import inserting, inserting_many, rewording
from effllm_desktop.markdown.documents import Document
from effllm_desktop.store.user_tables import UserTables


@dataclass(frozen=True, slots=True)
class AddEntries:
    """Write new entries into a section, in the section's own style."""

    list_id: ListId
    section: SectionId | None
    entries: Sequence[EntryText]
    merge_key: ClassVar[None] = None

    @property
    def label(self) -> str:
        return f"add {_entries(self.entries)}"

    def apply(self, tables: UserTables) -> None:
        place = tables.lists.section_place(self.list_id, self.section)
        add_entries(tables, self.list_id, place, self.entries)


@dataclass(frozen=True, slots=True)
class RemoveEntries:
    """Take entries out of their list. What the reader made of their works stays."""

    list_id: ListId
    entries: Sequence[EntryId]
    merge_key: ClassVar[None] = None

    @property
    def label(self) -> str:
        return f"take {_entries(self.entries)} out of a list"

    def apply(self, tables: UserTables) -> None:
        places = tables.lists.entry_places(self.list_id, self.entries)
        document = document_of(tables, self.list_id)
        tables.lists.edit(self.list_id, inserting.removed(document, places))


@dataclass(frozen=True, slots=True)
class MoveEntries:
    """Move entries, in their order, before another one of a section, else to the section's end."""

    list_id: ListId
    entries: Sequence[EntryId]
    section: SectionId | None
    before: EntryId | None = None
    merge_key: ClassVar[None] = None

    @property
    def label(self) -> str:
        return f"move {_entries(self.entries)}"

    def apply(self, tables: UserTables) -> None:
        section = tables.lists.section_place(self.list_id, self.section)
        places = tables.lists.entry_places(self.list_id, self.entries)
        before = None
        if self.before is not None:
            (before,) = tables.lists.entry_places(self.list_id, [self.before])
        while places:
            place = places.pop(0)
            document = document_of(tables, self.list_id)
            count = len(document.entries)
            edits = inserting.moved(document, place, section, before)
            tables.lists.edit(self.list_id, edits)
            if edits:
                came = _landed(document, document_of(tables, self.list_id), place)
                places = [_shifted(one, place, came, count) for one in places]
                before = None if before is None else _shifted(before, place, came, count)


@dataclass(frozen=True, slots=True)
class RewordEntry:
    """Give an entry another title or description; None leaves a thing as it is."""

    list_id: ListId
    entry: EntryId
    title: str | None = None
    description: str | None = None
    merge_key: ClassVar[None] = None

    @property
    def label(self) -> str:
        return "reword an entry"

    def apply(self, tables: UserTables) -> None:
        (place,) = tables.lists.entry_places(self.list_id, [self.entry])
        if self.title is not None:
            document = document_of(tables, self.list_id)
            tables.lists.edit(self.list_id, rewording.retitled(document, place, self.title))
        if self.description is not None:
            document = document_of(tables, self.list_id)
            tables.lists.edit(self.list_id, rewording.described(document, place, self.description))


def add_entries(
    tables: UserTables, list_id: ListId, place: int | None, entries: Sequence[EntryText]
) -> None:
    """Write entries into the section of this position; None: above all headings."""
    for step in inserting_many.steps(document_of(tables, list_id), place, entries):
        tables.lists.edit(list_id, step.edits)


def _landed(before: Document, after: Document, place: int) -> int:
    """Where an entry stands that was moved: the order of the others is what it was."""
    others = before.said
    others.pop(place)
    said = after.said
    return next(
        (at for at in range(len(said) - 1) if said[at] != others[at]),
        len(said) - 1,
    )


def _shifted(position: int, left: int, came: int, count: int) -> int:
    """The position of an entry once another one has left a place and come to another one."""
    order = [place for place in range(count) if place != left]
    order.insert(came, left)
    return order.index(position)


def _entries(some: Sequence[object]) -> str:
    return "1 entry" if len(some) == 1 else f"{len(some):,} entries"
