"""The reader's edits of lists, the text that they come to, and those that wait.

Edits are rows of the user's, written by `UserTables` alone. The other two tables follow from them
and from the versions of a list.
"""

import json
from collections.abc import Sequence
from typing import NamedTuple

from effllm_desktop.domain.ids import ListId, VersionId
from effllm_desktop.domain.text_edits import Edit
from effllm_desktop.store.database import Database


class StoredEdit(NamedTuple):
    """One edit, in the text as it was when it was made."""

    version: VersionId
    start: int
    removed: str
    inserted: str
    settles: int | None


class Waiting(NamedTuple):
    """Lines that the reader and a new version both changed. The version's are shown."""

    number: int
    base: str
    ours: str
    theirs: str


class Merged(NamedTuple):
    """A text with the reader's edits; `made_on`: the `mark` of the edits that are in it."""

    data: bytes
    waiting: tuple[Waiting, ...]
    made_on: int


class TextVersion(NamedTuple):
    """The text of a version; `saved`: it is ours, as it was saved to the file."""

    id: VersionId
    data: bytes
    saved: bool


def row_of(
    list_id: ListId, version: VersionId, edit: Edit, removed: str, settles: int | None
) -> dict[str, str | int | None]:
    """An edit as a row. Text is kept as JSON, which holds what is no text as well."""
    return {
        "list_id": list_id,
        "version_id": version,
        "start": edit.start,
        "removed": json.dumps(removed),
        "inserted": json.dumps(edit.replacement),
        "settles": settles,
    }


def of_list(database: Database, list_id: ListId) -> list[StoredEdit]:
    """The edits of a list in the order in which they were made."""
    rows = database.rows(
        "SELECT version_id, start, removed, inserted, settles FROM list_edits "
        "WHERE list_id = ? ORDER BY id",
        (list_id,),
    )
    return [
        StoredEdit(version, start, json.loads(removed), json.loads(inserted), settles)
        for version, start, removed, inserted, settles in rows
    ]


def mark(database: Database, list_id: ListId) -> int:
    """A number that is another one for other edits of a list, within one process; 0 for none."""
    edits = of_list(database, list_id)
    return hash(tuple(edits)) if edits else 0


def first_version(database: Database, list_id: ListId) -> VersionId | None:
    """The version that the list's text begins with; None for a list that was never edited.

    The first that was edited, or that was current when our text was saved.
    """
    found: int | None = database.value(
        "SELECT min(id) FROM (SELECT version_id AS id FROM list_edits WHERE list_id = ?1 UNION ALL "
        "SELECT (SELECT max(b.id) FROM versions b WHERE b.list_id = ?1 AND b.id < s.id) "
        "FROM versions s WHERE s.list_id = ?1 AND s.saved = 1)",
        (list_id,),
    )
    return None if found is None else VersionId(found)


def versions(database: Database, list_id: ListId, first: VersionId) -> list[TextVersion]:
    """The texts of a list's versions from one on, as everything is read from them."""
    rows = database.rows(
        "SELECT id, coalesce(repaired, data), saved FROM versions "
        "WHERE list_id = ? AND id >= ? ORDER BY number",
        (list_id, first),
    )
    return [TextVersion(version, data, bool(saved)) for version, data, saved in rows]


def base(database: Database, list_id: ListId) -> bytes:
    """The text of the current version, without the reader's edits."""
    data: bytes = database.value(
        "SELECT coalesce(v.repaired, v.data) FROM lists l JOIN versions v ON v.id = l.version_id "
        "WHERE l.id = ?",
        (list_id,),
    )
    return data


def edited(database: Database, list_id: ListId) -> bytes | None:
    """The text of a list with the reader's edits; None where it has none."""
    data: bytes | None = database.value(
        "SELECT data FROM edited_texts WHERE list_id = ?", (list_id,)
    )
    return data


def shown(database: Database, list_id: ListId) -> bytes:
    """The text that a list's entries are read from."""
    data = edited(database, list_id)
    return base(database, list_id) if data is None else data


def waiting(database: Database, list_id: ListId) -> tuple[Waiting, ...]:
    """The edits that wait for the reader's decision."""
    rows = database.rows(
        "SELECT number, base, ours, theirs FROM waiting_edits WHERE list_id = ? ORDER BY number",
        (list_id,),
    )
    return tuple(
        Waiting(number, *(data.decode("utf-8", "surrogateescape") for data in texts))
        for number, *texts in rows
    )


def settle(database: Database, list_id: ListId, number: int) -> None:
    """The reader has decided about an edit that waited."""
    database.run("DELETE FROM waiting_edits WHERE list_id = ? AND number = ?", (list_id, number))


def keep_text(database: Database, list_id: ListId, data: bytes | None) -> None:
    """Keep what the edits come to; None where that is the version's own text."""
    database.run("DELETE FROM edited_texts WHERE list_id = ?", (list_id,))
    if data is not None:
        database.run("INSERT INTO edited_texts (list_id, data) VALUES (?, ?)", (list_id, data))


def keep(database: Database, list_id: ListId, data: bytes | None, waits: Sequence[Waiting]) -> None:
    """Keep what the edits come to, and those that wait."""
    keep_text(database, list_id, data)
    database.run("DELETE FROM waiting_edits WHERE list_id = ?", (list_id,))
    database.many(
        "INSERT INTO waiting_edits (list_id, number, base, ours, theirs) VALUES (?, ?, ?, ?, ?)",
        (
            (list_id, one.number, *(text.encode("utf-8", "surrogateescape") for text in one[1:]))
            for one in waits
        ),
    )
