"""Text → tree of blocks, line by line, in time linear in the length.

Follows CommonMark where lists in the wild do, and differs where that hurts them: a dash alone
under a paragraph of an item is an empty item, never a heading; an item may be indented by two
columns under a numbered one.
"""

import re

from effllm_desktop.markdown import source
from effllm_desktop.markdown.tree import Node, NodeKind

_RULE = re.compile(r" {0,3}(?:(?:-[ \t]*+){3,}+|(?:\*[ \t]*+){3,}+|(?:_[ \t]*+){3,}+)[\r\n]*\Z")
_SHAPE = re.compile(
    r"(?P<indent>[ \t]*)(?:"
    r"(?P<heading>\#{1,6})(?=[ \t\r\n]|\Z)[ \t]*"
    r"|(?P<bullet>[-*+]|\d{1,9}[.)])(?=[ \t\r\n]|\Z)[ \t]*"
    r"|(?P<fence>`{3,}(?=[^`]*\Z)|~{3,})"
    r"|(?P<comment><!--)"
    r"|(?P<other>[^ \t\r\n])"
    r")?"
)
_TAB = 4
_CODE_COLUMN = 4  # from this column on a heading or fence is an indented text
_NESTING = 2  # columns that a line must be further right than an item's marker to belong to it
_DEEPEST = 100  # items nested deeper stand side by side: no list means it, recursion would


def scan(text: str) -> Node:
    """The tree of a text. Its leaves joined give the text back, for every text."""
    return _Scanner(text).scan()


class _Scanner:
    def __init__(self, text: str) -> None:
        self._text = text
        self._starts = source.line_starts(text)
        self._document = Node(NodeKind.DOCUMENT, 0, len(text), 1)
        self._sections = [self._document]
        self._items: list[Node] = []
        self._paragraph: Node | None = None  # the one that a next line may continue
        self._blanks: list[Node] = []

    def scan(self) -> Node:
        index = self._begin()
        while index < len(self._starts):
            index = self._line(index)
        self._close_items(0)
        self._place_blanks()
        for section in self._sections:
            section.end = len(self._text)
        return self._document

    def _begin(self) -> int:
        """A byte order mark is a leaf of its own, so that the first line is like any other."""
        if self._text.startswith(source.BOM):
            self._document.children.append(Node(NodeKind.BOM, 0, 1, 1))
            self._starts[0] = 1
            if len(self._text) == 1:
                self._starts.clear()
        return 0

    def _end_of(self, index: int) -> int:
        following = index + 1
        return self._starts[following] if following < len(self._starts) else len(self._text)

    def _line(self, index: int) -> int:
        start, end = self._starts[index], self._end_of(index)
        line = self._text[start:end]
        shape = _SHAPE.match(line)
        kind = shape.lastgroup if shape else None
        if shape is None or kind == "indent":
            self._blank(index, start, end)
            return index + 1
        indent = shape["indent"]
        column = len(indent.expandtabs(_TAB)) if indent else 0
        if kind == "bullet" and not _RULE.match(line):
            self._item(index, start, end, column, start + shape.end())
        elif kind == "heading" and column < _CODE_COLUMN:
            self._heading(index, start, end, len(shape["heading"]), start + shape.end())
        elif kind == "fence" and column < _CODE_COLUMN + self._depth_column():
            return self._fence(index, column, shape["fence"])
        elif kind == "comment":
            return self._comment(index, column)
        elif _RULE.match(line):
            self._close_items(0)
            self._leaf(Node(NodeKind.RULE, start, end, index + 1))
        else:
            self._text_line(index, start, end, column)
        return index + 1

    def _depth_column(self) -> int:
        return self._items[-1].column if self._items else 0

    def _blank(self, index: int, start: int, end: int) -> None:
        self._paragraph = None
        if self._blanks:
            self._blanks[-1].end = end
        else:
            self._blanks.append(Node(NodeKind.BLANK, start, end, index + 1))

    def _heading(self, index: int, start: int, end: int, level: int, content: int) -> None:
        self._close_items(0)
        self._place_blanks()
        while len(self._sections) > 1 and self._sections[-1].level >= level:
            self._sections.pop().end = start
        section = Node(NodeKind.SECTION, start, end, index + 1, level=level)
        heading = Node(NodeKind.HEADING, start, end, index + 1, content=content, level=level)
        section.children.append(heading)
        self._sections[-1].children.append(section)
        self._sections.append(section)

    def _item(self, index: int, start: int, end: int, column: int, content: int) -> None:
        self._close_items(column)
        if len(self._items) >= _DEEPEST:
            self._items.pop()
        self._place_blanks()
        item = Node(NodeKind.ITEM, start, end, index + 1, content=content, column=column)
        first = Node(NodeKind.PARAGRAPH, start, end, index + 1, content=content)
        item.children.append(first)
        self._container().children.append(item)
        self._items.append(item)
        self._grow(end)
        self._paragraph = first if self._text[content:end].strip() else None

    def _text_line(self, index: int, start: int, end: int, column: int) -> None:
        if self._paragraph is not None:
            self._paragraph.end = end
            self._grow(end)
            return
        self._close_items(column)
        node = Node(NodeKind.PARAGRAPH, start, end, index + 1, content=start)
        self._leaf(node)
        self._paragraph = node

    def _fence(self, index: int, column: int, mark: str) -> int:
        closing = re.compile(rf"[ \t]*{re.escape(mark[0])}{{{len(mark)},}}[ \t]*[\r\n]*\Z")
        last = index + 1
        while last < len(self._starts):
            if closing.match(self._text[self._starts[last] : self._end_of(last)]):
                break
            last += 1
        return self._long(NodeKind.FENCE, index, last, column)

    def _comment(self, index: int, column: int) -> int:
        close = self._text.find("-->", self._starts[index])
        last = index if close >= 0 else len(self._starts)
        while self._end_of(last) <= close:
            last += 1
        return self._long(NodeKind.COMMENT, index, last, column)

    def _long(self, kind: NodeKind, first: int, last: int, column: int) -> int:
        """A block of lines; its last one lies behind the document where nothing closes it."""
        closed = last < len(self._starts)
        node = Node(kind, self._starts[first], self._end_of(last), first + 1, closed=closed)
        self._close_items(column)
        self._leaf(node)
        return last + 1

    def _leaf(self, node: Node) -> None:
        self._place_blanks()
        self._container().children.append(node)
        self._grow(node.end)
        self._paragraph = None

    def _container(self) -> Node:
        return self._items[-1] if self._items else self._sections[-1]

    def _grow(self, end: int) -> None:
        for item in self._items:
            item.end = end

    def _close_items(self, column: int) -> None:
        """Leave the items that a line at this column does not belong to."""
        self._paragraph = None
        while self._items and column < self._items[-1].column + _NESTING:
            self._items.pop()

    def _place_blanks(self) -> None:
        """Blank lines belong to whatever the line behind them belongs to."""
        for blank in self._blanks:
            self._container().children.append(blank)
        self._blanks.clear()
