"""Lists in the trash, removed for good: what stood in them, not what the reader made of works.

Works stay with their states: a list that mentions them again finds them as they were. Steps that
put the list away or edited it can no longer be taken back; all others can.
"""

from datetime import UTC, datetime

from effllm_desktop.domain.errors import NotFound
from effllm_desktop.domain.ids import ListId
from effllm_desktop.store import journal, numbers
from effllm_desktop.store.database import Database

_NUMBERED = ("lists", "sections", "entries")
_HELD = (
    "DELETE FROM section_counts WHERE section_id IN (SELECT id FROM sections WHERE list_id = ?)",
    (
        "UPDATE works SET first_version_id = NULL "
        "WHERE first_version_id IN (SELECT id FROM versions WHERE list_id = ?)"
    ),
    "DELETE FROM changed_entries WHERE entry_id IN (SELECT id FROM entries WHERE list_id = ?)",
    *(
        f"DELETE FROM {table} WHERE list_id = ?"
        for table in (
            "entries",
            "sections",
            "problems",
            "upstreams",
            "list_counts",
            "list_edits",
            "edited_texts",
            "waiting_edits",
            "trashed_lists",
            "versions",
        )
    ),
    "DELETE FROM lists WHERE id = ?",
)


def remove(database: Database, list_id: ListId) -> str:
    """Remove a list with all that it says; its name. Raises NotFound where it is not in the trash.

    The connection must not look after foreign keys: without an index for each, that takes long.
    """
    name: str | None = database.value(
        "SELECT l.name FROM lists l JOIN trashed_lists t ON t.list_id = l.id WHERE l.id = ?",
        (list_id,),
    )
    if name is None:
        raise NotFound("That list is not in the trash any more, so nothing was removed.")
    for table in _NUMBERED:
        numbers.keep(database, table)
    journal.forget_list(database, list_id)
    for sql in _HELD:
        database.run(sql, (list_id,))
    return name


def counted_from(database: Database) -> dict[ListId, datetime]:
    """For each list in the trash, since when its days there count.

    Not before it came into this library, nor before the library told of those days: what a file or
    a backup brings back has been in the trash for long, and yet is there to be looked at.
    """
    rows = database.rows(
        "SELECT t.list_id, t.trashed_at, v.taken_in_at, (SELECT max(at) FROM trash_since) "
        "FROM trashed_lists t JOIN lists l ON l.id = t.list_id "
        "JOIN versions v ON v.id = l.version_id"
    )
    return {ListId(list_id): max(_moment(at) for at in times if at) for list_id, *times in rows}


def count_from(database: Database, now: datetime) -> None:
    """Let the days of all lists in the trash begin anew."""
    database.run("UPDATE trash_since SET at = ?", (now.isoformat(),))


def _moment(at: str) -> datetime:
    """A time that is stored; one from a file of somebody else's may name no zone."""
    found = datetime.fromisoformat(at)
    return found if found.tzinfo else found.replace(tzinfo=UTC)
