"""The tree: places, lists and sections with their counts."""

import os
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from effllm_desktop.domain.ids import ListId, SectionId
from effllm_desktop.domain.scopes import Place
from effllm_desktop.store import counts, outline
from effllm_desktop.store.database import Database


@dataclass(frozen=True, slots=True)
class SectionNode:
    """A section. Its counts are of distinct works and include the sections below it."""

    id: SectionId
    heading: str
    path: str
    level: int
    unread: int
    total: int
    children: tuple["SectionNode", ...]


@dataclass(frozen=True, slots=True)
class ListNode:
    """A list. `damaged`: its text was repaired. `problems`: places that were not understood."""

    id: ListId
    name: str
    damaged: bool
    problems: int
    unread: int
    total: int
    linked: Path | None
    sections: tuple[SectionNode, ...]


@dataclass(frozen=True, slots=True)
class PlaceNode:
    """A place."""

    place: Place
    unread: int
    total: int


@dataclass(frozen=True, slots=True)
class Outline:
    """Everything that the left pane shows."""

    places: tuple[PlaceNode, ...]
    lists: tuple[ListNode, ...]


Numbers = tuple[int, int]
"""Unread works and all works."""


@dataclass(frozen=True, slots=True)
class OutlineCounts:
    """The numbers alone."""

    places: Mapping[Place, Numbers]
    lists: Mapping[ListId, Numbers]
    sections: Mapping[SectionId, Numbers]


@dataclass(frozen=True, slots=True)
class _Section:
    id: SectionId
    parent: SectionId | None
    heading: str
    path: str
    level: int
    unread: int
    total: int


class OutlineReader:
    """Reads the tree in three queries, or its numbers alone in three short ones."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def read(self) -> Outline:
        places = counts.places(self._database)
        sections: defaultdict[ListId, list[_Section]] = defaultdict(list)
        for list_id, *row in outline.section_rows(self._database):
            sections[list_id].append(_Section(*row))
        return Outline(
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
                )
                for list_id, name, damaged, problems, path, unread, total in outline.list_rows(
                    self._database
                )
            ),
        )

    def counts(self) -> OutlineCounts:
        """All numbers, for a tree that is shown already."""
        return OutlineCounts(
            counts.places(self._database),
            {list_id: (unread, total) for list_id, unread, total in counts.lists(self._database)},
            {one: (unread, total) for one, unread, total in counts.sections(self._database)},
        )


def _tree(rows: list[_Section]) -> tuple[SectionNode, ...]:
    """The sections as they nest. The heading that is the list's own title is left out."""
    below: defaultdict[SectionId | None, list[_Section]] = defaultdict(list)
    title = next((row.id for row in rows if row.level == 1), None)
    for row in rows:
        if row.id != title:
            below[row.parent].append(row)
    made: dict[SectionId, SectionNode] = {}
    for row in reversed(rows):  # children come behind their parents
        children = tuple(made[child.id] for child in below[row.id])
        made[row.id] = SectionNode(
            row.id, row.heading, row.path, row.level, row.unread, row.total, children
        )
    top = [row for row in rows if row.id != title and row.parent in (None, title)]
    return tuple(made[row.id] for row in top)
