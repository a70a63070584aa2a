"""Sections of lists: the current ones, and those that are kept for tombstones."""

from collections import defaultdict, deque
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from effllm_desktop.domain.ids import ListId, SectionId
from effllm_desktop.domain.section_paths import below
from effllm_desktop.store.database import Database


@dataclass(frozen=True, slots=True)
class StoredSection:
    """A section of the current version; `entries` are the positions of what stands in it."""

    id: SectionId
    path: str
    entries: range


def title_path(database: Database, list_id: ListId) -> str | None:
    """The path of the section that is the list's title."""
    found: str | None = database.value(
        "SELECT path FROM sections WHERE list_id = ? AND position IS NOT NULL AND level = 1 "
        "ORDER BY position LIMIT 1",
        (list_id,),
    )
    return found


def of_list(database: Database, list_id: ListId) -> list[StoredSection]:
    """The sections of the current version in file order."""
    rows = database.rows(
        "SELECT id, path, first_entry, after_entry FROM sections "
        "WHERE list_id = ? AND position IS NOT NULL ORDER BY position",
        (list_id,),
    )
    return [StoredSection(SectionId(i), path, range(first, end)) for i, path, first, end in rows]


def replace(
    database: Database, list_id: ListId, rows: Sequence[dict[str, Any]], now: str
) -> list[SectionId]:
    """Make these the sections of a list; the ids of them all. `parent` is a position in `rows`.

    A section that had the same path below the title keeps its id; one that is gone is kept for
    its tombstones.
    Paths need not be unique: a heading may end like the number that tells equal ones apart.
    """
    known = _taken_out(database, list_id, now)
    title = next((row["path"] for row in rows if row["level"] == 1), None)
    ids: list[SectionId] = []
    with database.guarded() as db:
        table = db.table("sections")
        for position, row in enumerate(rows):
            parent = row["parent"]
            values = {name: value for name, value in row.items() if name != "parent"} | {
                "list_id": list_id,
                "position": position,
                "parent_id": None if parent is None else ids[parent],
                "removed_at": None,
            }
            same = known[below(row["path"], title)]
            if same:
                ids.append(same.popleft())
                table.update(ids[-1], values)
            else:
                ids.append(_last_id(table.insert(values)))
    return ids


def _taken_out(database: Database, list_id: ListId, now: str) -> defaultdict[str, deque[SectionId]]:
    """Take all sections out of the order of the file; their ids by path, those in use first."""
    title = title_path(database, list_id)
    known: defaultdict[str, deque[SectionId]] = defaultdict(deque)
    with database.guarded() as db:
        table = db.table("sections")
        for row in table.rows_where("list_id = ?", [list_id], order_by="removed_at, position"):
            known[below(row["path"], title)].append(SectionId(row["id"]))
        db.execute(
            "UPDATE sections SET position = NULL, removed_at = coalesce(removed_at, ?) "
            "WHERE list_id = ?",
            [now, list_id],
        )
    return known


def _last_id(table: Any) -> SectionId:
    return SectionId(table.last_pk)
