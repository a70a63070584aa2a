"""Lists as the reader treats them: made, edited, put into the trash."""

import json
from collections.abc import Iterable

from effllm_desktop.domain.errors import BadInput, NotFound
from effllm_desktop.domain.ids import EntryId, ListId, SectionId, VersionId
from effllm_desktop.domain.text_edits import Edit
from effllm_desktop.store import list_edits, lists, sections
from effllm_desktop.store.list_edits import Waiting
from effllm_desktop.store.lists import Version
from effllm_desktop.store.user_rows import RowChange, Values
from effllm_desktop.store.writing import Writing

_NOTHING = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
"""The SHA-256 of no bytes."""


class UserLists:
    """Part of `UserTables`."""

    def __init__(self, writing: Writing) -> None:
        self._writing = writing
        self._database = writing.database

    def trash(self, list_id: ListId, at: str | None = None) -> None:
        if not self._database.value("SELECT 1 FROM lists WHERE id = ?", (list_id,)):
            raise NotFound("That list is not in the library.")
        if not self._trashed(list_id):
            now = at or self._writing.now
            values: Values = {"trashed_at": now}
            self._database.run("INSERT INTO trashed_lists VALUES (?, ?)", (list_id, now))
            self._writing.noted.append(RowChange("trashed_lists", [list_id], None, values))

    def restore(self, list_id: ListId) -> None:
        trashed_at = self._trashed(list_id)
        if trashed_at:
            self._writing.delete(
                "trashed_lists", list_id, {"trashed_at": trashed_at}, key="list_id"
            )

    def new(self, name: str) -> ListId:
        """A list without a text, taken out of the trash: undo puts it back there."""
        found, now = lists.free_name(self._database, name), self._writing.now
        list_id = lists.add(self._database, found, named=False, origin=None, now=now)
        lists.add_version(self._database, list_id, Version(_NOTHING, b""), now)
        self._database.run("INSERT INTO trashed_lists VALUES (?, ?)", (list_id, now))
        self.restore(list_id)
        return list_id

    def text(self, list_id: ListId) -> str:
        """The text of a list, with the edits made so far."""
        if not self._database.value("SELECT 1 FROM lists WHERE id = ?", (list_id,)):
            raise NotFound("That list is not in the library.")
        return list_edits.shown(self._database, list_id).decode("utf-8", "surrogateescape")

    def version_text(self, list_id: ListId) -> bytes:
        """The text of a list without the reader's edits."""
        return list_edits.base(self._database, list_id)

    def waiting_edits(self, list_id: ListId) -> tuple[Waiting, ...]:
        """The edits that wait for the reader's decision."""
        return list_edits.waiting(self._database, list_id)

    def edit(self, list_id: ListId, edits: Iterable[Edit], settles: int | None = None) -> None:
        """Change spans of a list's text, all of them spans of the text as it is now."""
        text = self.text(list_id)
        version = VersionId(
            self._database.value("SELECT version_id FROM lists WHERE id = ?", (list_id,))
        )
        ordered = sorted(edits)
        for edit in reversed(ordered):  # from the end, so that offsets go on being right
            removed = text[edit.start : edit.end]
            row = list_edits.row_of(list_id, version, edit, removed, settles)
            self._writing.insert("list_edits", row)
        pieces, position = list[str](), 0
        for edit in ordered:
            pieces += (text[position : edit.start], edit.replacement)
            position = edit.end
        text = "".join((*pieces, text[position:]))
        data = text.encode("utf-8", "surrogateescape")
        is_base = data == list_edits.base(self._database, list_id)
        list_edits.keep_text(self._database, list_id, None if is_base else data)
        if settles is not None:
            list_edits.settle(self._database, list_id, settles)

    def entry_places(self, list_id: ListId, entries: Iterable[EntryId]) -> list[int]:
        """The positions of entries in their list. Raises NotFound for those that are gone."""
        wanted = list(dict.fromkeys(entries))
        rows = self._database.rows(
            "SELECT id, position FROM entries WHERE list_id = ? AND position IS NOT NULL "
            "AND id IN (SELECT value FROM json_each(?))",
            (list_id, json.dumps(wanted)),
        )
        if len(rows) < len(wanted):
            raise NotFound("An entry is no longer in the list.", "Look at the list again.")
        places: dict[EntryId, int] = dict(rows)
        return [places[entry] for entry in wanted]

    def section_place(self, list_id: ListId, section: SectionId | None) -> int | None:
        """The position of a section in its list. Raises NotFound for one that is gone."""
        if section is None:
            return None
        place: int | None = self._database.value(
            "SELECT position FROM sections WHERE list_id = ? AND id = ?", (list_id, section)
        )
        if place is None:
            raise NotFound("That section is no longer in the list.", "Look at the list again.")
        return place

    def title_place(self, list_id: ListId) -> int:
        """The position of the heading that a list is called by. Raises BadInput where none is."""
        title, known = sections.title(self._database, list_id), lists.by_id(self._database, list_id)
        if known is None:
            raise NotFound("That list is not in the library.")
        if title is None:
            raise BadInput(
                "This list has no title that could be changed.", "It is called like its file."
            )
        if known.named:
            raise BadInput(
                "This list was given its name when it was taken in, and keeps it.",
                "Take its file in again with another name: effllm import FILE --name NAME.",
            )
        return title[0]

    def _trashed(self, list_id: ListId) -> str | None:
        found: str | None = self._database.value(
            "SELECT trashed_at FROM trashed_lists WHERE list_id = ?", (list_id,)
        )
        return found
