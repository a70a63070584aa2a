"""The reader's edits of sections in a list's text, each a step of its own."""

from dataclasses import dataclass
from typing import ClassVar

from effllm_desktop.app.operations.list_editing import document_of
from effllm_desktop.domain.ids import ListId, SectionId
from effllm_desktop.markdown import section_edits
from effllm_desktop.store.user_tables import UserTables


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
        document = document_of(tables, self.list_id)
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
        document = document_of(tables, self.list_id)
        tables.lists.edit(self.list_id, section_edits.renamed(document, place, self.heading))


@dataclass(frozen=True, slots=True)
class RenameList:
    """Another title for a list, in its text: the list is called like its title."""

    list_id: ListId
    name: str
    merge_key: ClassVar[None] = None

    @property
    def label(self) -> str:
        return f"rename a list to “{self.name}”"

    def apply(self, tables: UserTables) -> None:
        place = tables.lists.title_place(self.list_id)
        document = document_of(tables, self.list_id)
        tables.lists.edit(self.list_id, section_edits.renamed(document, place, self.name))


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
        document = document_of(tables, self.list_id)
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
        document = document_of(tables, self.list_id)
        edits = section_edits.deleted(document, place, with_entries=self.with_entries)
        tables.lists.edit(self.list_id, edits)


def _place(tables: UserTables, list_id: ListId, section: SectionId) -> int:
    place = tables.lists.section_place(list_id, section)
    assert place is not None  # noqa: S101 - only None has none
    return place
