"""Text → blocks, line by line, in time linear in the length.

Follows CommonMark and GitHub where lists in the wild do, and differs where that hurts them:

- a dash alone under a paragraph of an item is an empty item, never a heading;
- an item may be indented by two columns under a numbered one, or under a bullet with wide blanks;
- a heading may do without the blank behind its signs;
- list items with links, and headings, end a block of HTML without a blank line before them;
- an item without a link, one column right of one that links to the paper it names, is below it;
- a paragraph that is plainly about the item above it belongs to it.

The signs of quotations count as blanks: what stands in a quotation is read like anything else.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from typing import ClassVar

from effllm_desktop.markdown import front_matter, lines, source
from effllm_desktop.markdown.asking import Checkpoint, asking, no_checkpoint
from effllm_desktop.markdown.item_lines import ItemLines
from effllm_desktop.markdown.lines import CODE_COLUMN, Line, line_at
from effllm_desktop.markdown.open_blocks import NESTING
from effllm_desktop.markdown.tree import Block, KnownItem, Node, NodeKind, Recognised

Recognise = Callable[[str, int], Recognised | None]
_DIGITS = frozenset("0123456789")
_NEW = tuple.__new__  # of very many values: half the time that calling their class takes


def scan(text: str, checkpoint: Checkpoint = no_checkpoint) -> list[Node]:
    """The blocks of a whole text. Their leaves joined give the text back, for every text.

    `checkpoint` is called now and then: what it raises ends the scan.
    """
    blocks = asking(Scanner(text, first=True, last=True).blocks(), checkpoint)
    return [block for block in blocks if isinstance(block, Node)]  # nothing is known as a whole


class Scanner(ItemLines):
    """Finds the blocks of a stretch of a document that begins where a block begins.

    `first`: it is the beginning of the document. `last`: it goes on to its end; else the last
    block, which may go on, is not told. `line` is the number of its first line. `recognise` may
    know an item at the left margin as a whole: then it need not be taken apart.
    """

    def __init__(
        self,
        text: str,
        *,
        first: bool,
        last: bool,
        line: int = 1,
        recognise: Recognise | None = None,
    ) -> None:
        super().__init__(text, line)
        self.reached = 0
        self._recognise = recognise
        self._first = first
        self._last = last

    def blocks(self) -> Iterator[Block]:
        """The blocks in order, each as soon as it is complete.

        `reached` is where the last one ended that was told.
        """
        text, top, recognise = self._text, self._top, self._recognise
        position = self._beginning() if self._first else 0
        sure = len(text) + self._last  # an item that ends before here does not go on
        while position < len(text):
            known = None
            if recognise is not None and (
                (sign := text[position]) in "-*+"
                or (sign in _DIGITS and (self._paragraph is None or self._items))
            ):
                known = recognise(text, position)
            if known is not None and (end := position + len(known[0])) < sure:
                if top:
                    yield from self._ended()
                elif self._blanks is not None:
                    blanks, self._blanks = self._blanks, None
                    self.reached = blanks.end
                    yield blanks
                self.reached = end
                yield _NEW(KnownItem, (position, end, self._number, *known))
                self._number += source.all_line_breaks(known[0])
                position = end
                continue
            if text[position] == "\n":
                position = self._blank(position, position + 1)
            else:
                position = self._line(line_at(text, position))
            if len(top) > 1:
                told = top[:-1]
                del top[:-1]
                for block in told:
                    self.reached = block.end
                    yield block
        if self._last:
            yield from self._ended()

    def _ended(self) -> Iterator[Node]:
        """All that came before, once it is sure that it does not go on."""
        self._close_items(0)
        self._place_blanks()
        self._is_quoted = False
        for block in self._top:
            self.reached = block.end
            yield block
        self._top.clear()

    def _beginning(self) -> int:
        """A byte order mark and front matter are leaves of their own."""
        text, position = self._text, 0
        if text.startswith(source.BOM):
            self._top.append(Node(NodeKind.BOM, 0, 1, 1))
            position = 1
        end = front_matter.end_of(text, position)
        if end > position:
            self._top.append(Node(NodeKind.MATTER, position, end, 1))
            self._number += source.line_breaks(text, position, end)
        return end

    # ---- one line

    def _line(self, line: Line) -> int:
        """Take in a line, or the whole block that it begins; where the next line begins."""
        if line.blank:
            return self._quoted_remark(line) or self._blank(line.start, line.end)
        if line.quotes or self._is_quoted or (self._depths and self._depths[-1]):
            self._enter_quotation(line)
            if end := self._quoted_remark(line):
                return end
        sign = self._text[line.first]
        begin = self._BEGINNINGS.get(sign)
        if begin is not None and (end := begin(self, line)):
            return end
        return self._text_line(line)

    def _enter_quotation(self, line: Line) -> None:
        """What stands outside a quotation does not go on inside it, nor the other way round."""
        if not line.quotes and self._paragraph is not None and self._goes_on_lazily(line):
            return
        if bool(line.quotes) != self._is_quoted:
            self._paragraph = self._table = None
        while self._items and not _is_open_for(self._items[-1], self._depths[-1], line.quotes):
            self._items.pop()
            self._depths.pop()
        self._is_quoted = bool(line.quotes)

    def _quoted_remark(self, line: Line) -> int:
        """A quotation in an item is one paragraph, whatever stands in it."""
        if not self._items or self._depths[-1] >= len(line.quotes):
            return 0
        if self._paragraph is not None and self._is_quoted:
            return self._text_line(line)
        if line.blank:
            return 0
        node = Node(NodeKind.PARAGRAPH, line.start, line.end, self._number, line.start)
        self._leaf(node, 1)
        self._paragraph = node
        return line.end

    def _goes_on_lazily(self, line: Line) -> bool:
        """Whether a line without the sign of a quotation continues the paragraph inside it."""
        sign = self._text[line.first]
        return sign not in self._BEGINNINGS or sign in "_[|:"

    # ---- what lines begin

    def _number_sign(self, line: Line) -> int:
        shape = lines.HEADING.match(self._text, line.first)
        if line.column >= CODE_COLUMN:
            return 0
        if shape is None:
            shape = lines.TIGHT_HEADING.match(self._text, line.first)
            if shape is None or (self._paragraph is not None and len(shape[1]) == 1):
                return 0
        return self._heading(line, len(shape[1]), shape.end())

    def _heading(self, line: Line, level: int, content: int) -> int:
        self._close_items(0)
        words = self._text[content : line.end].rstrip()
        inner = words.rstrip("#")
        is_closed = inner != words and (not inner or inner[-1] in " \t")  # behind a blank
        stop = content + len(inner.rstrip() if is_closed else words)
        node = Node(NodeKind.HEADING, line.start, line.end, self._number, content, stop)
        node.level = level
        return self._leaf(node, 1)

    def _bullet(self, line: Line) -> int:
        """A rule, an underline of a heading, or an item."""
        text, first = self._text, line.first
        if text[first] == "-" and (end := self._underline(line)):
            return end
        if line.column < CODE_COLUMN and lines.RULE.match(text, first):
            return self._rule(line)
        shape = lines.BULLET.match(text, first)
        if shape is None or self._continues(shape["number"]):
            return 0
        return self._item(line, shape.end())

    def _continues(self, number: str | None) -> bool:
        """Whether a line is no item, since only `1.` may stand right below a paragraph."""
        return (
            number is not None
            and int(number) != 1
            and self._paragraph is not None
            and not self._items
        )

    def _underline(self, line: Line) -> int:
        """A line that makes the paragraph above it a heading, or the head of a table."""
        paragraph, text = self._paragraph, self._text
        if paragraph is None or self._items or line.column >= CODE_COLUMN:
            return self._delimiters(line) if paragraph is not None else 0
        if end := self._delimiters(line):
            return end
        if not lines.UNDERLINE.match(text, line.first):
            return 0
        paragraph.kind = NodeKind.HEADING
        paragraph.stop = paragraph.end
        paragraph.end = line.end
        paragraph.level = 1 if text[line.first] == "=" else 2
        self._paragraph = None
        self._number += 1
        return line.end

    def _delimiters(self, line: Line) -> int:
        """The second line of a table, below a line with as many cells."""
        paragraph, text = self._paragraph, self._text
        if paragraph is None or not lines.DELIMITERS.match(text, line.first):
            return 0
        if self._items and paragraph is self._items[-1].children[0]:
            return 0  # the head would be the item's own line
        head = paragraph.start + _last_line(text[paragraph.start : paragraph.end])
        columns = len(lines.cells(text[head : paragraph.end]))
        if columns != len(lines.cells(text[line.start : line.end])):
            return 0
        table = Node(NodeKind.TABLE, head, line.end, self._number - 1)
        table.children.append(Node(NodeKind.HEAD, head, line.end, self._number - 1))
        container = self._container()
        if head == paragraph.start:
            container.pop()
        else:
            paragraph.end = head
        container.append(table)
        self._grow(line.end)
        self._paragraph, self._table = None, table
        self._number += 1
        return line.end

    def _fence_sign(self, line: Line) -> int:
        shape = lines.FENCE.match(self._text, line.first)
        depth = self._items[-1].column + NESTING if self._items else 0
        if shape is None or line.column >= CODE_COLUMN + depth:
            return 0
        self._close_items(line.column)
        return self._fence(line, line.start, shape["mark"])

    def _tag(self, line: Line) -> int:
        text, first = self._text, line.first
        if text.startswith("<!--", first):
            return self._comment(line)
        anchored = lines.ANCHORED_HEADING.match(text, first)
        if anchored is not None and line.column < CODE_COLUMN:
            return self._heading(line, len(anchored[1]), anchored.end())
        if verbatim := lines.VERBATIM_TAG.match(text, first):
            self._close_items(line.column)
            closing = re.compile(rf"</{verbatim['name']}>", re.IGNORECASE)
            return self._long(NodeKind.FENCE, line, closing.search(text, first))
        if not lines.BLOCK_TAG.match(text, first):
            return 0
        self._close_items(line.column)
        return self._html(line)

    def _equals(self, line: Line) -> int:
        return self._underline(line) if self._paragraph is not None else 0

    def _bar(self, line: Line) -> int:
        return self._delimiters(line) if self._paragraph is not None else 0

    def _low_line(self, line: Line) -> int:
        fits = line.column < CODE_COLUMN and lines.RULE.match(self._text, line.first)
        return self._rule(line) if fits else 0

    def _bracket(self, line: Line) -> int:
        if self._paragraph is not None or line.column >= CODE_COLUMN:
            return 0
        definition = lines.DEFINITION.match(self._text, line.first)
        if definition is None:
            return 0
        self._close_items(line.column)
        return self._long(NodeKind.DEFINITION, line, definition)

    # ---- blocks

    def _rule(self, line: Line) -> int:
        self._close_items(0)
        return self._leaf(Node(NodeKind.RULE, line.start, line.end, self._number), 1)

    _BEGINNINGS: ClassVar[Mapping[str, Callable[["Scanner", Line], int]]] = {
        "#": _number_sign,
        "`": _fence_sign,
        "~": _fence_sign,
        "<": _tag,
        "=": _equals,
        "|": _bar,
        ":": _bar,
        "_": _low_line,
        "[": _bracket,
    } | dict.fromkeys("-*+0123456789", _bullet)


def _is_open_for(item: Node, depth: int, quotes: tuple[int, ...]) -> bool:
    """Whether an item in so many quotations may go on in a line with these quotation signs."""
    if len(quotes) < depth:
        return False
    return len(quotes) == depth or quotes[depth] >= item.column + NESTING


def _last_line(text: str) -> int:
    """Where the last line of a text begins."""
    body = text.rstrip("\r\n")
    return max(body.rfind("\n"), body.rfind("\r")) + 1
