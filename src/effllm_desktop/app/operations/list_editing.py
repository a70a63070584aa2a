"""Lists as wholes: made by the reader, and edits of their text that waited or were made elsewhere.

Edits of entries and of sections have modules of their own.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar, NamedTuple

from effllm_desktop.domain.errors import BadInput, Conflict, NotFound
from effllm_desktop.domain.ids import ListId
from effllm_desktop.domain.text_edits import Edit
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


def document_of(tables: UserTables, list_id: ListId) -> Document:
    """The text of a list, as edits see it."""
    return Document(tables.lists.text(list_id))
