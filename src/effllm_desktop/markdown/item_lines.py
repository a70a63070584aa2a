"""Lines that begin a list item, and lines of text, which go on with an item or stand alone."""

from effllm_desktop.markdown import lines
from effllm_desktop.markdown.lines import CODE_COLUMN, Line
from effllm_desktop.markdown.long_blocks import LongBlocks
from effllm_desktop.markdown.open_blocks import NESTING
from effllm_desktop.markdown.tree import Node, NodeKind

_DEEPEST = 100  # items nested deeper stand side by side: no list means it, recursion would


class ItemLines(LongBlocks):
    """Takes in lines of items and of text."""

    def _item(self, line: Line, content: int) -> int:
        self._close_items(line.column + self._names_the_paper_above(line))
        if len(self._items) >= _DEEPEST:
            self._items.pop()
            self._depths.pop()
        self._place_blanks()
        if self._text.startswith("#", content) and (
            heading := lines.HEADING.match(self._text, content)
        ):
            content = heading.end()  # a heading in an item is the item's words
        item = Node(NodeKind.ITEM, line.start, line.end, self._number, content, column=line.column)
        first = Node(NodeKind.PARAGRAPH, line.start, line.end, self._number, content)
        item.children.append(first)
        self._container().append(item)
        self._items.append(item)
        self._depths.append(len(line.quotes))
        fence = lines.FENCE.match(self._text, content)
        if fence:
            first.end = item.end = content
            return self._fence(line, content, fence["mark"])
        self._grow(line.end)
        is_empty = self._text[content : line.end].strip() == ""
        self._paragraph = None if is_empty else first
        self._number += 1
        return line.end

    def _text_line(self, line: Line) -> int:
        if self._paragraph is not None:
            self._paragraph.end = line.end
            self._grow(line.end)
        elif self._table is not None:
            row = Node(NodeKind.ROW, line.start, line.end, self._number)
            self._table.children.append(row)
            self._table.end = line.end
            self._grow(line.end)
        else:
            is_remark = self._items and lines.IS_REMARK.match(self._text, line.first)
            self._close_items(line.column + (NESTING if is_remark and self._is_linked() else 0))
            is_code = line.column >= CODE_COLUMN and not self._items and not line.quotes
            kind = NodeKind.CODE if is_code else NodeKind.PARAGRAPH
            node = Node(kind, line.start, line.end, self._number, line.start)
            self._leaf(node, 0)
            self._paragraph = None if is_code else node
        self._number += 1
        return line.end

    def _is_linked(self) -> bool:
        """Whether the outermost open item has a link in its own words."""
        item = self._items[0]
        own = self._text[item.start : item.children[0].end]
        return "](" in own or "://" in own

    def _names_the_paper_above(self, line: Line) -> bool:
        """Whether an item only names in words the paper to which the one above it leads.

        Old lists indent such items by one column.
        """
        if not self._items or line.column != self._items[-1].column + 1:
            return False
        words = self._text[line.first : line.end]
        named = lines.NAMED_PAPER.search(words)
        if named is None or "](" in words or "://" in words:
            return False
        above = self._items[-1]
        return named[1] in self._text[above.start : above.children[0].end]
