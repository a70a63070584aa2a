"""A document as nodes that together cover every character of it."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import Enum, auto


class NodeKind(Enum):
    """What a node is. The first three have children, the others are leaves."""

    DOCUMENT = auto()
    SECTION = auto()  # a heading and what stands below it
    ITEM = auto()  # a list item: paragraphs, blanks, items below it
    HEADING = auto()
    PARAGRAPH = auto()  # for an item's first one, the marker included
    BLANK = auto()
    FENCE = auto()
    COMMENT = auto()
    RULE = auto()
    BOM = auto()


@dataclass(slots=True, eq=False)
class Node:
    """A span of the text: `start` and `end` are character offsets, `line` is 1-based.

    `content` is where the text behind a heading's or an item's marker begins. `column` is the
    marker's column, tabs counted to the next multiple of four. `level` is a heading's. `closed` is
    False for a fence or comment that goes on to the end of the document because nothing ends it.
    """

    kind: NodeKind
    start: int
    end: int
    line: int
    content: int = 0
    column: int = 0
    level: int = 0
    closed: bool = True
    children: list["Node"] = field(default_factory=list)

    def leaves(self) -> Iterator["Node"]:
        """All leaves below (or this node itself), in order. Joined, they are the node's text."""
        stack = [self]
        while stack:
            node = stack.pop()
            if node.children:
                stack.extend(reversed(node.children))
            else:
                yield node
