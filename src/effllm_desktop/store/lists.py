"""Lists and their versions.

Off the way to the window and to key presses, so written and read through sqlite-utils.
"""

import os
from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from effllm_desktop.domain.errors import NotFound
from effllm_desktop.domain.ids import ListId, VersionId
from effllm_desktop.store import numbers
from effllm_desktop.store.database import Database
from effllm_desktop.store.spool import KeptBytes
from effllm_desktop.store.text import clean


@dataclass(frozen=True, slots=True)
class StoredList:
    """A list as the library knows it. `named`: the reader gave it its name."""

    id: ListId
    name: str
    named: bool
    origin: str | None
    version_id: VersionId | None
    trashed: bool


@dataclass(frozen=True, slots=True)
class Version:
    """One version of a list: the bytes as they came, and the repaired ones where they differ.

    Both are empty where only the facts are asked for.
    """

    sha256: str
    data: bytes
    repaired: bytes | None = None
    repair: str | None = None
    offered: str | None = None
    recovered: int = 0
    lost: int = 0


_LONGEST_NAME = 180
_LIST = (
    "SELECT l.id, l.name, l.named, l.origin, l.version_id, t.list_id IS NOT NULL "
    "FROM lists l LEFT JOIN trashed_lists t ON t.list_id = l.id "
)


def all_lists(database: Database) -> list[StoredList]:
    """All lists in the order they came, those in the trash included."""
    return _lists(database, f"{_LIST} ORDER BY l.id", ())


_UNDONE = (
    "SELECT l.id FROM trashed_lists t JOIN lists l ON l.id = t.list_id "
    "JOIN versions v ON v.id = l.version_id WHERE length(v.data) = 0 "
    "AND NOT EXISTS (SELECT 1 FROM edited_texts x WHERE x.list_id = l.id)"
)
"""Lists whose making was undone: they have no text."""


def trashed(database: Database) -> list[tuple[ListId, str, datetime]]:
    """The lists in the trash, with the time they were put there: the latest first.

    A list whose making was undone is none: it has no text.
    """
    rows = database.rows(
        "SELECT l.id, l.name, t.trashed_at FROM trashed_lists t JOIN lists l ON l.id = t.list_id "
        "JOIN versions v ON v.id = l.version_id WHERE length(v.data) > 0 "
        "OR EXISTS (SELECT 1 FROM edited_texts x WHERE x.list_id = l.id) "
        "ORDER BY t.trashed_at DESC, l.id DESC"
    )
    return [(ListId(i), name, datetime.fromisoformat(at)) for i, name, at in rows]


def by_id(database: Database, list_id: ListId) -> StoredList | None:
    return _first(_lists(database, f"{_LIST} WHERE l.id = ?", (list_id,)))


def by_name(database: Database, name: str) -> StoredList | None:
    return _first(_lists(database, f"{_LIST} WHERE l.name = ?", (name,)))


def named(database: Database, name: str) -> StoredList:
    """The list that somebody calls by its name, in whatever case."""
    found = by_name(database, name)
    if found is not None:
        return found
    alike = [one for one in all_lists(database) if one.name.casefold() == name.casefold()]
    if len(alike) == 1:
        return alike[0]
    raise NotFound(f"There is no list “{name}” in the library.", "Check its name.")


def by_origin(database: Database, origin: str) -> StoredList | None:
    return _first(_lists(database, f"{_LIST} WHERE l.origin = ?", (origin,)))


def by_path(database: Database, path: Path) -> StoredList | None:
    """The list that is linked to a file."""
    sql = f"{_LIST} JOIN upstreams u ON u.list_id = l.id WHERE u.path = ?"
    return _first(_lists(database, sql, (os.fsencode(path),)))


def copy_with(database: Database, sha256: str) -> StoredList | None:
    """A list that is linked to nothing and has just these bytes."""
    sql = (
        f"{_LIST} JOIN versions v ON v.id = l.version_id WHERE v.sha256 = ? AND l.origin IS NULL "
        "AND NOT EXISTS (SELECT 1 FROM upstreams u WHERE u.list_id = l.id) ORDER BY l.id"
    )
    return _first(_lists(database, sql, (sha256,)))


def with_text(database: Database, text: bytes) -> StoredList | None:
    """A list whose current version says just this, as it came, repaired or edited."""
    sql = (
        f"{_LIST} JOIN versions v ON v.id = l.version_id "
        "WHERE v.data = ?1 OR v.repaired = ?1 "
        "OR l.id IN (SELECT list_id FROM edited_texts WHERE data = ?1) "
        "ORDER BY t.list_id IS NOT NULL, l.id"
    )
    return _first(_lists(database, sql, (text,)))


def add(database: Database, name: str, *, named: bool, origin: str | None, now: str) -> ListId:
    with database.guarded() as db:
        row = {
            "id": numbers.next_of(database, "lists"),
            "name": clean(name),
            "named": int(named),
            "origin": origin,
            "added_at": now,
        }
        return ListId(_last_id(db.table("lists").insert(row)))


def rename(database: Database, list_id: ListId, name: str, *, named: bool) -> None:
    with database.guarded() as db:
        db.table("lists").update(list_id, {"name": clean(name), "named": int(named)})


def free_name(database: Database, wanted: str, own: ListId | None = None) -> str:
    """The name, or `Name (2)` and so on where another list has it.

    A list whose making was undone leaves it to the new one, and gets it with a number should it be
    made again.
    """
    wanted = " ".join(clean(wanted).split())[:_LONGEST_NAME].rstrip() or "Untitled"
    names: dict[int, str] = dict(
        database.rows("SELECT id, name FROM lists WHERE id IS NOT ?", (own,))
    )
    undone = [i for (i,) in database.rows(_UNDONE) if i in names]
    name = _not_among(wanted, {names[i] for i in names.keys() - undone})
    for one in undone:
        if names[one] == name:
            names[one] = _not_among(wanted, {name, *names.values()})
            database.run("UPDATE lists SET name = ? WHERE id = ?", (names[one], one))
    return name


def _not_among(wanted: str, taken: AbstractSet[str]) -> str:
    name, number = wanted, 1
    while name in taken:
        number += 1
        name = f"{wanted} ({number})"
    return name


def add_version(
    database: Database,
    list_id: ListId,
    facts: Version,
    now: str,
) -> VersionId:
    """Make a version the list's current one. Its bytes are written by `write_bytes`."""
    with database.guarded() as db:
        number = db.table("versions").count_where("list_id = ?", [list_id]) + 1
    version = database.run(
        "INSERT INTO versions (list_id, number, taken_in_at, sha256, size, repair, offered, "
        "recovered, lost, data) VALUES (?, ?, ?, ?, 0, ?, ?, ?, ?, x'')",
        (
            list_id,
            number,
            now,
            facts.sha256,
            facts.repair,
            facts.offered,
            facts.recovered,
            facts.lost,
        ),
    )
    database.run("UPDATE lists SET version_id = ? WHERE id = ?", (version, list_id))
    return VersionId(version)


def add_saved_version(
    database: Database, list_id: ListId, data: bytes, sha256: str, now: str
) -> None:
    """Note that the list's text was saved to its file: nothing in it is new by that."""
    before = database.row(
        "SELECT v.id, v.number FROM lists l JOIN versions v ON v.id = l.version_id WHERE l.id = ?",
        (list_id,),
    )
    version = add_version(database, list_id, Version(sha256, b""), now)
    database.run(
        "UPDATE versions SET saved = 1, size = ?, data = ? WHERE id = ?",
        (len(data), data, version),
    )
    if before is not None and before[1] > 1:  # what came with it goes on being new, or changed
        for sql in (
            "UPDATE works SET first_version_id = ? WHERE first_version_id = ?",
            "UPDATE changed_entries SET version_id = ? WHERE version_id = ?",
        ):
            database.run(sql, (version, before[0]))


def write_bytes(
    database: Database, version: VersionId, data: KeptBytes, repaired: KeptBytes | None
) -> None:
    """Keep the bytes of a version.

    They are written in pieces: handed over as one value, SQLite would copy them several times.
    """
    size = None if repaired is None else repaired.size
    database.run(
        "UPDATE versions SET size = ?1, data = zeroblob(?1), "
        "repaired = CASE WHEN ?2 IS NOT NULL THEN zeroblob(?2) END WHERE id = ?3",
        (data.size, size, version),
    )
    database.fill("versions", "data", version, data.chunks())
    if repaired:
        database.fill("versions", "repaired", version, repaired.chunks())


def version_facts(database: Database, list_id: ListId) -> Version:
    """The version that is shown, without its bytes."""
    (row,) = database.rows(
        "SELECT sha256, x'', NULL, repair, offered, recovered, lost FROM versions "
        "WHERE id = (SELECT version_id FROM lists WHERE id = ?)",
        (list_id,),
    )
    return Version(*row)


def counts(database: Database, list_id: ListId) -> tuple[int, int]:
    """How many entries and sections the current version has."""
    (row,) = database.rows(
        "SELECT (SELECT count(*) FROM entries WHERE list_id = ?1 AND position IS NOT NULL), "
        "(SELECT count(*) FROM sections WHERE list_id = ?1 AND position IS NOT NULL)",
        (list_id,),
    )
    return row[0], row[1]


def current_version(database: Database, list_id: ListId) -> Version:
    """The version that is shown, with its bytes."""
    (row,) = database.rows(
        "SELECT sha256, data, repaired, repair, offered, recovered, lost FROM versions "
        "WHERE id = (SELECT version_id FROM lists WHERE id = ?)",
        (list_id,),
    )
    return Version(*row)


def current_sha256(database: Database, list_id: ListId) -> str | None:
    found: str | None = database.value(
        "SELECT v.sha256 FROM lists l JOIN versions v ON v.id = l.version_id WHERE l.id = ?",
        (list_id,),
    )
    return found


def take_from_trash(database: Database, list_id: ListId) -> None:
    """What importing a list does that the reader had put away."""
    with database.guarded() as db:
        db.table("trashed_lists").delete_where("list_id = ?", [list_id])


def _lists(database: Database, sql: str, values: Sequence[object]) -> list[StoredList]:
    return [
        StoredList(ListId(i), name, bool(named), origin, version, bool(trashed))
        for i, name, named, origin, version, trashed in database.rows(sql, values)
    ]


def _first(found: list[StoredList]) -> StoredList | None:
    return found[0] if found else None


def _last_id(table: Any) -> int:
    return int(table.last_pk)
