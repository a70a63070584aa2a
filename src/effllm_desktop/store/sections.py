"""Sections of lists: the current ones, and those that are kept for tombstones."""

from collections import defaultdict, deque
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from effllm_desktop.domain.ids import ListId, SectionId
from effllm_desktop.domain.section_paths import below
from effllm_desktop.store.database import Database


@dataclass(frozen=True, slots=True)
class StoredSection:
    """A section of the current version; `entries` are the positions of what stands in it."""

    id: SectionId
    path: str
    entries: range


class NewSection(NamedTuple):
    """A section of the version that is being taken in. `parent` is its position among them."""

    parent: int | None
    heading: str
    path: str
    level: int
    line: int
    first_entry: int
    after_entry: int


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


def paths(database: Database) -> list[tuple[SectionId, ListId, str]]:
    """The sections of all lists as they are now, with their paths."""
    return database.rows("SELECT id, list_id, path FROM sections WHERE position IS NOT NULL")


def next_id(database: Database) -> SectionId:
    """The id of the next section that is added."""
    return SectionId(database.value("SELECT coalesce(max(id), 0) + 1 FROM sections"))


def replace(
    database: Database, list_id: ListId, new: Sequence[NewSection], now: str
) -> list[SectionId]:
    """Make these the sections of a list; the ids of them all.

    A section that had the same path below the title keeps its id; one that is gone is kept for
    its tombstones.
    Paths need not be unique: a heading may end like the number that tells equal ones apart.
    """
    known = _taken_out(database, list_id, now)
    title = next((section.path for section in new if section.level == 1), None)
    first_new = fresh = next_id(database)
    ids: list[SectionId] = []
    for section in new:
        same = known[below(section.path, title)]
        ids.append(same.popleft() if same else fresh)
        fresh = SectionId(fresh + (ids[-1] == fresh))
    rows = [
        (
            position,
            None if section.parent is None else ids[section.parent],
            *section[1:],
            ids[position],
        )
        for position, section in enumerate(new)
    ]
    names = ("position", "parent_id", *NewSection._fields[1:])
    database.many(
        f"INSERT INTO sections (list_id, {', '.join(names)}, id) "
        f"VALUES ({list_id:d}, {', '.join('?' for _ in names)}, ?)",
        (row for row in rows if row[-1] >= first_new),
    )
    database.many(
        f"UPDATE sections SET {', '.join(f'{name} = ?' for name in names)}, removed_at = NULL "
        "WHERE id = ?",
        (row for row in rows if row[-1] < first_new),
    )
    return ids


def _taken_out(database: Database, list_id: ListId, now: str) -> defaultdict[str, deque[SectionId]]:
    """Take all sections out of the order of the file; their ids by path, those in use first."""
    title = title_path(database, list_id)
    known: defaultdict[str, deque[SectionId]] = defaultdict(deque)
    for section, path in database.rows(
        "SELECT id, path FROM sections WHERE list_id = ? ORDER BY removed_at, position", (list_id,)
    ):
        known[below(path, title)].append(SectionId(section))
    database.run(
        "UPDATE sections SET position = NULL, removed_at = coalesce(removed_at, ?) "
        "WHERE list_id = ?",
        (now, list_id),
    )
    return known
