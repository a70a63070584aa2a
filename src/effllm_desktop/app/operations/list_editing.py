"""The reader's edits of a list's text: entries and sections, each a step of its own."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar, NamedTuple

from effllm_desktop.domain.errors import BadInput, Conflict, NotFound
from effllm_desktop.domain.ids import EntryId, ListId, SectionId
from effllm_desktop.domain.lists import EntryText
from effllm_desktop.domain.text_edits import Edit
from effllm_desktop.markdown import inserting, inserting_many, rewording, section_edits
from effllm_desktop.markdown.documents import Document
from effllm_desktop.markdown.writer import escaped_heading
from effllm_desktop.store.user_tables import UserTables


@dataclass(frozen=True, slots=True)
class NewList:
    """Make a list of the reader's own, with nothing but its title."""

    name: str
    merge_key: ClassVar[None] = None

    @property
    def label(self) -> str:
        return f"make the list “{self.name}”"

    def apply(self, tables: UserTables) -> None:
        make_list(tables, self.name)


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
        document = _document(tables, self.list_id)
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
            document = _document(tables, self.list_id)
            count = len(document.entries)
            edits = inserting.moved(document, place, section, before)
            tables.lists.edit(self.list_id, edits)
            if edits:
                came = _landed(document, _document(tables, self.list_id), place)
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
            document = _document(tables, self.list_id)
            tables.lists.edit(self.list_id, rewording.retitled(document, place, self.title))
        if self.description is not None:
            document = _document(tables, self.list_id)
            tables.lists.edit(self.list_id, rewording.described(document, place, self.description))


@dataclass(frozen=True, slots=True)
class AddSection:
    """A new section, last below another one; below none: last of the list."""

    list_id: ListId
    parent: SectionId | None
    heading: str
    merge_key: ClassVar[None] = None

    @property
    def label(self) -> str:
        return f"add the section “{self.heading}”"

    def apply(self, tables: UserTables) -> None:
        parent = tables.lists.section_place(self.list_id, self.parent)
        document = _document(tables, self.list_id)
        tables.lists.edit(self.list_id, section_edits.added(document, parent, self.heading))


@dataclass(frozen=True, slots=True)
class RenameSection:
    """Another heading for a section."""

    list_id: ListId
    section: SectionId
    heading: str
    merge_key: ClassVar[None] = None

    @property
    def label(self) -> str:
        return f"rename a section to “{self.heading}”"

    def apply(self, tables: UserTables) -> None:
        place = _place(tables, self.list_id, self.section)
        document = _document(tables, self.list_id)
        tables.lists.edit(self.list_id, section_edits.renamed(document, place, self.heading))


@dataclass(frozen=True, slots=True)
class MoveSection:
    """Move a section with all below it: before another one, else last below `parent`."""

    list_id: ListId
    section: SectionId
    parent: SectionId | None
    before: SectionId | None = None
    merge_key: ClassVar[None] = None

    @property
    def label(self) -> str:
        return "move a section"

    def apply(self, tables: UserTables) -> None:
        place = _place(tables, self.list_id, self.section)
        parent = tables.lists.section_place(self.list_id, self.parent)
        before = tables.lists.section_place(self.list_id, self.before)
        document = _document(tables, self.list_id)
        tables.lists.edit(self.list_id, section_edits.moved(document, place, parent, before))


@dataclass(frozen=True, slots=True)
class DeleteSection:
    """Take a section out, with all that is below it or its heading alone."""

    list_id: ListId
    section: SectionId
    with_entries: bool
    merge_key: ClassVar[None] = None

    @property
    def label(self) -> str:
        return "delete a section" if self.with_entries else "delete a heading"

    def apply(self, tables: UserTables) -> None:
        place = _place(tables, self.list_id, self.section)
        document = _document(tables, self.list_id)
        edits = section_edits.deleted(document, place, with_entries=self.with_entries)
        tables.lists.edit(self.list_id, edits)


@dataclass(frozen=True, slots=True)
class SettleEdit:
    """Decide about an edit that waits: take it in place of the new version's lines, or let it go.

    `number` is that of the waiting edit.
    """

    list_id: ListId
    number: int
    take: bool
    merge_key: ClassVar[None] = None

    @property
    def label(self) -> str:
        return "take an edit that waited" if self.take else "let an edit go that waited"

    def apply(self, tables: UserTables) -> None:
        waits = {one.number: one for one in tables.lists.waiting_edits(self.list_id)}
        if self.number not in waits:
            raise NotFound("That edit no longer waits.", "Look at the list again.")
        one, text = waits[self.number], tables.lists.text(self.list_id)
        start = text.find(one.theirs)
        if not self.take:
            tables.lists.edit(self.list_id, [Edit(0, 0, "")], settles=self.number)
            return
        if not one.theirs or start < 0 or text.find(one.theirs, start + 1) >= 0:
            raise BadInput(
                "It is no longer clear where that edit belongs.", "Make the change anew by hand."
            )
        edit = Edit(start, start + len(one.theirs), one.ours)
        tables.lists.edit(self.list_id, [edit], settles=self.number)


class MadeEdit(NamedTuple):
    """A span that was changed, and the number of the edit that it settled."""

    start: int
    removed: str
    inserted: str
    settles: int | None


@dataclass(frozen=True, slots=True)
class RepeatEdits:
    """Make edits of a list again that were made elsewhere, on the same text."""

    list_id: ListId
    edits: Sequence[MadeEdit]
    merge_key: ClassVar[None] = None

    @property
    def label(self) -> str:
        return "bring in edits of a list"

    def apply(self, tables: UserTables) -> None:
        for one in self.edits:
            end = one.start + len(one.removed)
            if tables.lists.text(self.list_id)[one.start : end] != one.removed:
                raise Conflict("Edits of a list do not fit its text.", "Make them again by hand.")
            edit = Edit(one.start, end, one.inserted)
            tables.lists.edit(self.list_id, [edit], settles=one.settles)


def make_list(tables: UserTables, name: str) -> ListId:
    """A list with nothing but its title, whose section is the first. Raises BadInput."""
    name = " ".join(name.split())
    if not name:
        raise BadInput("A list needs a name.")
    list_id = tables.lists.new(name)
    tables.lists.edit(list_id, [Edit(0, 0, f"# {escaped_heading(name)}\n")])
    return list_id


def add_entries(
    tables: UserTables, list_id: ListId, place: int | None, entries: Sequence[EntryText]
) -> None:
    """Write entries into the section of this position; None: above all headings."""
    for step in inserting_many.steps(_document(tables, list_id), place, entries):
        tables.lists.edit(list_id, step.edits)


def _document(tables: UserTables, list_id: ListId) -> Document:
    return Document(tables.lists.text(list_id))


def _place(tables: UserTables, list_id: ListId, section: SectionId) -> int:
    place = tables.lists.section_place(list_id, section)
    assert place is not None  # noqa: S101 - only None has none
    return place


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
