"""A document as nodes that together cover every character of it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from enum import Enum, auto
from typing import NamedTuple

from effllm_desktop.domain.entry_values import EntryValues


class NodeKind(Enum):
    """What a node is. Items and tables have children, the others are leaves."""

    ITEM = auto()  # a list item: paragraphs, blanks, items below it
    TABLE = auto()  # its head (two lines), then rows
    HEAD = auto()
    ROW = auto()
    HEADING = auto()
    PARAGRAPH = auto()  # for an item's first one, the marker included
    HTML = auto()  # a block of tags, up to a blank line
    BLANK = auto()
    FENCE = auto()
    CODE = auto()  # indented text that belongs to nothing
    COMMENT = auto()
    DEFINITION = auto()  # of a reference link
    RULE = auto()
    MATTER = auto()  # front matter
    BOM = auto()


@dataclass(slots=True, eq=False)
class Node:
    """A span of the text: `start` and `end` are character offsets, `line` is 1-based.

    `content` is where the text behind a heading's or an item's marker begins, `stop` where a
    heading's text ends. `column` is the marker's column, tabs counted to the next multiple of four.
    `level` is a heading's. `closed` is False for a block that goes on to the end of the document
    because nothing ends it.
    """

    kind: NodeKind
    start: int
    end: int
    line: int
    content: int = 0
    stop: int = 0
    column: int = 0
    level: int = 0
    closed: bool = True
    children: list["Node"] = field(default_factory=list)


class KnownItem(NamedTuple):
    """An item that was recognised as a whole: its text, and what it says.

    `is_named`: its title is surely no label, so that nothing above calls it otherwise.
    """

    start: int
    end: int
    line: int
    text: str
    said: EntryValues
    is_linked: bool
    is_named: bool
    beside: str


Recognised = tuple[str, EntryValues, bool, bool, str]
"""An item's text, what it says, whether its title's own link identifies it, whether it is named,
and the address of a place of its own."""


Block = Node | KnownItem


def leaves(nodes: Iterable[Block]) -> Iterator[Block]:
    """All leaves of some nodes in order. Joined, they are the text that the nodes cover."""
    stack = list(nodes)[::-1]
    while stack:
        node = stack.pop()
        if isinstance(node, Node) and node.children:
            stack.extend(reversed(node.children))
        else:
            yield node
