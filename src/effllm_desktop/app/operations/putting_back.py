"""Edits of the reader's taken back: a list brought to what its file has, wholly or in part."""

from dataclasses import dataclass
from typing import ClassVar

from effllm_desktop.domain.errors import BadInput, Conflict
from effllm_desktop.domain.ids import EntryId, ListId
from effllm_desktop.domain.text_edits import Edit, OwnEdit
from effllm_desktop.markdown.carrying import put_back
from effllm_desktop.markdown.documents import Document
from effllm_desktop.markdown.source import decode
from effllm_desktop.store.user_tables import UserTables


@dataclass(frozen=True, slots=True)
class PutBack:
    """Bring a list's text back to its file's: around one entry that is there, or wholly."""

    list_id: ListId
    entry: EntryId | None = None
    merge_key: ClassVar[None] = None

    @property
    def label(self) -> str:
        return "put a list back" if self.entry is None else "put an entry back"

    def apply(self, tables: UserTables) -> None:
        lists = tables.lists
        text, base = lists.text(self.list_id), decode(lists.version_text(self.list_id))
        _require_base(base)
        start, end = 0, len(text)
        if self.entry is not None:
            (place,) = tables.lists.entry_places(self.list_id, [self.entry])
            entry = Document(text).entry(place)
            start, end = entry.start, entry.end
        tables.lists.edit(self.list_id, put_back(base, text, start, end))


@dataclass(frozen=True, slots=True)
class PutBackEdit:
    """Bring one edit of a list's text back to what its file has there."""

    list_id: ListId
    edit: OwnEdit
    merge_key: ClassVar[None] = None

    @property
    def label(self) -> str:
        return "put an edit back"

    def apply(self, tables: UserTables) -> None:
        edit, text = self.edit, tables.lists.text(self.list_id)
        end = edit.start + len(edit.now)
        if text[edit.start : end] != edit.now:
            raise Conflict("The list has changed since.", "Look at your edits again.")
        _require_base(decode(tables.lists.version_text(self.list_id)))
        tables.lists.edit(self.list_id, [Edit(edit.start, end, edit.was)])


def _require_base(base: str) -> None:
    if not base:
        raise BadInput(
            "This list is your own, and was not saved yet: there is nothing to put it back to.",
            "Undo takes back what you did last.",
        )
