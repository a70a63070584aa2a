"""The tree: places, lists and sections with their counts."""

import os
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import chain
from pathlib import Path
from typing import NamedTuple

from effllm_desktop.domain.ids import ListId, SearchId, SectionId
from effllm_desktop.domain.queries import Field
from effllm_desktop.domain.scopes import Place, SearchScope
from effllm_desktop.store import counts, orders, outline, saved_searches
from effllm_desktop.store.database import Database
from effllm_desktop.store.opening import open_to_read


class SectionNode(NamedTuple):
    """A section. Its counts are of distinct works and include the sections below it."""

    id: SectionId
    heading: str
    path: str
    level: int
    unread: int
    total: int
    children: tuple["SectionNode", ...]


class ListNode(NamedTuple):
    """A list. `damaged`: its text was repaired. `problems`: places that were not understood.

    `edited`: it has edits of the reader's that its file has not.
    """

    id: ListId
    name: str
    damaged: bool
    problems: int
    unread: int
    total: int
    linked: Path | None
    sections: tuple[SectionNode, ...]
    edited: bool = False


class PlaceNode(NamedTuple):
    """A place."""

    place: Place
    unread: int
    total: int


class SearchNode(NamedTuple):
    """A saved search. How much it finds is counted by a job."""

    id: SearchId
    name: str
    query: str


class Outline(NamedTuple):
    """Everything that the left pane shows."""

    places: tuple[PlaceNode, ...]
    lists: tuple[ListNode, ...]
    searches: tuple[SearchNode, ...] = ()

    def names(self, field: Field) -> list[str]:
        """What a field of a query may be followed by, if it names anything in the tree."""
        if field is Field.LIST:
            return [one.name for one in self.lists]
        if field is Field.SEARCH:
            return [one.name for one in self.searches]
        if field is Field.SECTION:
            return list(dict.fromkeys(chain(*(_headings(one.sections) for one in self.lists))))
        return []


def _headings(sections: Iterable[SectionNode]) -> Iterator[str]:
    """The headings of sections and of all below them; there may be thousands, nested deeply."""
    left = list(sections)[::-1]
    while left:
        one = left.pop()
        yield one.heading
        left.extend(one.children[::-1])


Numbers = tuple[int, int]
"""Unread works and all works."""


class OutlineCounts(NamedTuple):
    """The numbers alone."""

    places: Mapping[Place, Numbers]
    lists: Mapping[ListId, Numbers]
    sections: Mapping[SectionId, Numbers]


_Row = tuple[SectionId, SectionId | None, str, str, int, int, int]
"""Id, parent, heading, path, level, unread, total: plain, because there may be thousands."""


class OutlineReader:
    """Reads the tree in four queries, or its numbers alone in three short ones."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def read(self) -> Outline:
        places = counts.places(self._database)
        sections: defaultdict[ListId, list[_Row]] = defaultdict(list)
        for row in outline.section_rows(self._database):
            sections[row[0]].append(row[1:])
        return Outline(
            searches=tuple(SearchNode(*row) for row in saved_searches.rows(self._database)),
            places=tuple(PlaceNode(place, *places[place]) for place in Place),
            lists=tuple(
                ListNode(
                    id=list_id,
                    name=name,
                    damaged=bool(damaged),
                    problems=problems,
                    unread=unread,
                    total=total,
                    linked=Path(os.fsdecode(path)) if path else None,
                    sections=_tree(sections[list_id]),
                    edited=bool(edited),
                )
                for (
                    list_id,
                    name,
                    damaged,
                    problems,
                    path,
                    unread,
                    total,
                    edited,
                ) in outline.list_rows(self._database)
            ),
        )

    def counts(self) -> OutlineCounts:
        """All numbers, for a tree that is shown already."""
        return OutlineCounts(
            counts.places(self._database),
            {list_id: (unread, total) for list_id, unread, total in counts.lists(self._database)},
            {one: (unread, total) for one, unread, total in counts.sections(self._database)},
        )


def count_searches(folder: Path, checkpoint: Callable[[], None]) -> dict[SearchId, Numbers]:
    """A job: how much each saved search finds, counted on a connection of its own.

    `checkpoint` is asked now and then, and stops it by raising.
    """
    database = open_to_read(folder)
    try:
        with database.stopped_by(checkpoint):
            return {
                search: orders.count_of_search(database, SearchScope(search))
                for search, _, _ in saved_searches.rows(database)
            }
    finally:
        database.close()


def _tree(rows: list[_Row]) -> tuple[SectionNode, ...]:
    """The sections as they nest. The heading that is the list's own title is left out."""
    below: defaultdict[SectionId | None, list[SectionId]] = defaultdict(list)
    title = next((one for one, _, _, _, level, _, _ in rows if level == 1), None)
    for one, parent, *_ in rows:
        if one != title:
            below[parent].append(one)
    made: dict[SectionId, SectionNode] = {}
    for one, _, heading, path, level, unread, total in reversed(rows):  # children come last
        children = tuple(made[child] for child in below[one]) if one in below else ()
        made[one] = SectionNode(one, heading, path, level, unread, total, children)
    return tuple(made[one] for one, parent, *_ in rows if one != title and parent in (None, title))
