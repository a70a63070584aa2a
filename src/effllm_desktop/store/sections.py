"""Sections of lists: the current ones, and those that are kept for tombstones."""

from collections import defaultdict, deque
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from effllm_desktop.domain.ids import ListId, SectionId
from effllm_desktop.domain.section_paths import below
from effllm_desktop.store import numbers
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


def title(database: Database, list_id: ListId) -> tuple[int, str] | None:
    """Where the heading that is the list's title stands among its sections, and what it says."""
    found = database.row(
        "SELECT position, heading FROM sections WHERE list_id = ? AND position IS NOT NULL "
        "AND level = 1 ORDER BY position LIMIT 1",
        (list_id,),
    )
    return None if found is None else (found[0], found[1])


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
    return SectionId(numbers.next_of(database, "sections"))


def replace(
    database: Database,
    list_id: ListId,
    new: Sequence[NewSection],
    now: str,
    *,
    edited: bool = False,
) -> list[SectionId]:
    """Make these the sections of a list; the ids of them all.

    A section that had the same path below the title keeps its id; one that is gone is kept for
    its tombstones. `edited`: the reader changed the list, one thing at a time, so that a section
    which was moved or renamed is known by what the others are, and keeps its id as well.
    Paths need not be unique: a heading may end like the number that tells equal ones apart.
    """
    known = _taken_out(database, list_id, now)
    fresh = next_id(database)
    ids = _ids(known, new, fresh, edited=edited)
    _write(database, list_id, new, ids, fresh)
    return ids


class _Known(NamedTuple):
    """A section as it was. `path` leads from the list's title, `whole` from the top."""

    id: SectionId
    path: str
    whole: str
    heading: str
    in_use: bool


def _ids(
    known: Sequence[_Known], new: Sequence[NewSection], fresh: SectionId, *, edited: bool
) -> list[SectionId]:
    """The id of each section: that of the one it was, else a new one, from `fresh` on."""
    title = next((section.path for section in new if section.level == 1), None)
    paths = [below(section.path, title) for section in new]
    in_use, dead = [one for one in known if one.in_use], [one for one in known if not one.in_use]
    found = _paired([one.path for one in in_use], paths, {})
    if edited:
        found = _known_by_others(in_use, new, found)
    wholes = [section.path for section in new]  # first: the title may be another one by now
    revived = _paired([one.whole for one in dead], wholes, dict.fromkeys(found, -1))
    revived = _paired([one.path for one in dead], paths, revived)
    ids: list[SectionId] = []
    for place in range(len(new)):
        if place in found:
            ids.append(in_use[found[place]].id)
        elif place in revived:
            ids.append(dead[revived[place]].id)
        else:
            ids.append(fresh)
            fresh = SectionId(fresh + 1)
    return ids


def _known_by_others(
    in_use: Sequence[_Known], new: Sequence[NewSection], found: Mapping[int, int]
) -> dict[int, int]:
    """Also those that were moved, by their headings, and those that were renamed, by what is left.

    Both by places, as `found` is.
    """
    headings = [section.heading for section in new]
    pairs = _paired([one.heading for one in in_use], headings, found)
    taken = set(pairs.values())
    left = [place for place in range(len(in_use)) if place not in taken]
    without = [place for place in range(len(new)) if place not in pairs]
    if len(left) == len(without):
        pairs |= dict(zip(without, left, strict=True))
    return pairs


def _paired(old: Sequence[str], new: Sequence[str], found: Mapping[int, int]) -> dict[int, int]:
    """Places of `new` and the places of the same words in `old`, each once, besides those found."""
    taken = set(found.values())
    places: defaultdict[str, deque[int]] = defaultdict(deque)
    for place, words in enumerate(old):
        if place not in taken:
            places[words].append(place)
    pairs = dict(found)
    for place, words in enumerate(new):
        if place not in pairs and places[words]:
            pairs[place] = places[words].popleft()
    return pairs


def _taken_out(database: Database, list_id: ListId, now: str) -> list[_Known]:
    """Take all sections out of the order of the file; what they were, those in use first."""
    title = title_path(database, list_id)
    known = [
        _Known(SectionId(section), below(path, title), path, heading, bool(in_use))
        for section, path, heading, in_use in database.rows(
            "SELECT id, path, heading, position IS NOT NULL FROM sections WHERE list_id = ? "
            "ORDER BY removed_at, position",
            (list_id,),
        )
    ]
    database.run(
        "UPDATE sections SET position = NULL, removed_at = coalesce(removed_at, ?) "
        "WHERE list_id = ?",
        (now, list_id),
    )
    return known


def _write(
    database: Database,
    list_id: ListId,
    new: Sequence[NewSection],
    ids: Sequence[SectionId],
    first_new: SectionId,
) -> None:
    """Write the sections under their ids; those from `first_new` on have no row yet."""
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
