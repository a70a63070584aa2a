"""The rows of the tree: places, a caption, lists, and their sections below them."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import Enum, auto
from pathlib import Path

from effllm_desktop.app.readmodels.outline import ListNode, Outline, SearchNode, SectionNode
from effllm_desktop.domain.ids import ListId
from effllm_desktop.domain.queries import Field, parse
from effllm_desktop.domain.scopes import (
    ListScope,
    Place,
    PlaceScope,
    Scope,
    SearchScope,
    SectionScope,
)
from effllm_desktop.ui.words import PLACES, SEARCH_ICON, SEARCH_ICONS

_ALL_ALIKE = (Place.NEW, Place.READING)  # all works there are unread, or none is


class NodeKind(Enum):
    """What a row of the tree is."""

    PLACE = auto()
    SEARCH = auto()
    CAPTION = auto()
    LIST = auto()
    SECTION = auto()


@dataclass(slots=True, eq=False)
class Node:
    """One row. `path` is what a section is called on the command line, or a list's name."""

    kind: NodeKind
    name: str
    scope: Scope | None
    unread: int = 0
    total: int = 0
    icon: str = ""
    path: str = ""
    list_id: ListId | None = None
    damaged: bool = False
    problems: int = 0
    file: Path | None = None
    edited: bool = False
    one_number: bool = False  # how many there are says it all
    counted: bool = True
    query: str = ""  # of a saved search
    tag: str = ""  # all that it looks for, folded
    parent: "Node | None" = None
    row: int = 0
    position: int = 0  # in the order of the whole tree
    children: list["Node"] = field(default_factory=list)

    def trail(self) -> list["Node"]:
        """The list and the sections from the top down to this row."""
        above = self.parent.trail() if self.parent else []
        return [*above, self]

    def looks_like(self, other: "Node") -> bool:
        """Whether only the numbers can differ."""
        return (
            self.name == other.name
            and self.scope == other.scope
            and self.path == other.path
            and self.query == other.query
            and (self.parent.position if self.parent else None)
            == (other.parent.position if other.parent else None)
        )


def build(outline: Outline) -> list[Node]:
    """All rows in tree order; those without a parent stand at the top."""
    top = [_place(place.place, place.unread, place.total) for place in outline.places]
    top += [_search(node) for node in outline.searches]
    if outline.lists:
        top.append(Node(NodeKind.CAPTION, "Lists", None))
    top += [_list(node) for node in outline.lists]
    flat: list[Node] = []
    _number(top, None, flat)
    return flat


def _place(place: Place, unread: int, total: int) -> Node:
    look = PLACES[place]
    made = Node(NodeKind.PLACE, look.name, PlaceScope(place), unread, total, icon=look.icon)
    made.one_number = place in _ALL_ALIKE
    return made


def _search(node: SearchNode) -> Node:
    tag = _tag_of(node.query)
    icon = "tag" if tag else SEARCH_ICONS.get(node.query, SEARCH_ICON)
    made = Node(NodeKind.SEARCH, node.name, SearchScope(node.id), icon=icon, counted=False)
    made.query, made.tag = node.query, tag
    return made


def _tag_of(query: str) -> str:
    """The tag that a search looks for where that is all; empty for any other search."""
    if not query.startswith("tag:"):
        return ""
    terms = parse(query).terms
    return terms[0].value.casefold() if len(terms) == 1 and terms[0].field is Field.TAG else ""


def _list(node: ListNode) -> Node:
    made = Node(
        NodeKind.LIST,
        node.name,
        ListScope(node.id),
        node.unread,
        node.total,
        path=node.name,
        list_id=node.id,
        damaged=node.damaged,
        problems=node.problems,
        file=node.linked,
        edited=node.edited,
    )
    made.children = [_section(child, node.id) for child in node.sections]
    return made


def _section(node: SectionNode, list_id: ListId) -> Node:
    made = Node(
        NodeKind.SECTION,
        node.heading,
        SectionScope(node.id),
        node.unread,
        node.total,
        path=node.path,
        list_id=list_id,
    )
    made.children = [_section(child, list_id) for child in node.children]
    return made


def _number(nodes: Sequence[Node], parent: Node | None, flat: list[Node]) -> None:
    """Put the rows and those below them behind the ones that are there."""
    for row, node in enumerate(nodes):
        node.parent, node.row, node.position = parent, row, len(flat)
        flat.append(node)
        if node.children:
            _number(node.children, node, flat)
