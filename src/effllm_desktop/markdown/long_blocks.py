"""Blocks that begin with a sign and end with another, however many lines that takes."""

import re

from effllm_desktop.markdown import source
from effllm_desktop.markdown.lines import Line, line_at
from effllm_desktop.markdown.open_blocks import NESTING, OpenBlocks
from effllm_desktop.markdown.tree import Node, NodeKind

_ENDS_HTML = re.compile(
    r"(?:[-*+]|\d{1,9}[.)])[ \t]++[^\r\n]*(?:\]\(|\]\[|\*\*|https?:|href=|arxiv)"
    r"|#{1,6}[ \t]",
    re.IGNORECASE,
)


class LongBlocks(OpenBlocks):
    """Takes in fences, comments, definitions and blocks of tags as a whole."""

    def _fence(self, line: Line, start: int, mark: str) -> int:
        """Lines up to a fence of the same kind, or to the end of the item that they stand in."""
        text = self._text
        closing = re.compile(rf"{re.escape(mark[0])}{{{len(mark)},}}[ \t]*(?=[\r\n]|\Z)")
        inside = self._items[-1].column + NESTING if self._items else 0
        first, position, closed = self._number, line.end, False
        self._number += 1
        while position < len(text):
            following = line_at(text, position)
            if not following.blank and following.column < inside:
                closed = True
                break
            self._number += 1
            position = following.end
            if closing.match(text, following.first):
                closed = True
                break
        node = Node(NodeKind.FENCE, start, position, first, closed=closed)
        self._leaf(node, 0)
        return position

    def _comment(self, line: Line) -> int:
        text = self._text
        close = text.find("-->", line.first)
        if 0 <= close < line.end and text[close + 3 : line.end].strip():
            return 0  # a line of text that begins with a comment
        self._close_items(line.column)
        return self._long(NodeKind.COMMENT, line, re.compile("-->").search(text, line.first))

    def _long(self, kind: NodeKind, line: Line, close: re.Match[str] | None) -> int:
        """A block of whole lines up to the one that holds `close`, else to the end."""
        text = self._text
        end = len(text) if close is None else line_at(text, close.end()).end
        node = Node(kind, line.start, end, self._number, closed=close is not None)
        return self._leaf(node, source.lines_in(text, line.start, end))

    def _html(self, line: Line) -> int:
        """Lines up to a blank one, or one that is plainly Markdown again."""
        text, end, count = self._text, line.end, 1
        inside = self._items[-1].column + NESTING if self._items else 0
        while end < len(text):
            following = line_at(text, end)
            if following.blank or following.column < inside:
                break
            if len(following.quotes) != len(line.quotes) or _ENDS_HTML.match(text, following.first):
                break
            end, count = following.end, count + 1
        return self._leaf(Node(NodeKind.HTML, line.start, end, self._number), count)
