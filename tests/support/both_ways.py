"""Lines read on the short way and on the long one."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from effllm_desktop.domain.lists import Role
from effllm_desktop.markdown import definitions, html_blocks, inline, source
from effllm_desktop.markdown.brief import blocks, entries, phrases, plain_lines, role_links
from effllm_desktop.markdown.brief import rows as brief_rows
from effllm_desktop.markdown.brief.saying import NO_ENTRY, Said
from effllm_desktop.markdown.dialects import items, links, rows, titles
from effllm_desktop.markdown.dialects.saying import Reading
from effllm_desktop.markdown.html_blocks import UnitKind
from effllm_desktop.markdown.inline import Piece
from effllm_desktop.markdown.scanner import scan
from effllm_desktop.markdown.tree import Node, NodeKind

_KINDS = {
    inline.TEXT: phrases.TEXT,
    inline.CODE: phrases.CODE,
    inline.PICTURE: phrases.PICTURE,
    inline.STRONG: phrases.STRONG,
    inline.EMPHASIS: phrases.EMPHASIS,
}


@dataclass
class Count:
    """How many lines there were, and how many of them the short way took."""

    lines: int = 0
    taken: int = 0
    entries: int = 0
    short_entries: int = 0
    long: list[str] = field(default_factory=list)  # entries that the short way left

    def note(self, text: str, short: Said | None, long: Reading | None) -> None:
        self.lines += 1
        self.taken += short is not None
        self.entries += long is not None
        self.short_entries += long is not None and short is not None
        if long is not None and short is None:
            self.long.append(text)

    def __iadd__(self, other: "Count") -> "Count":
        for name in ("lines", "taken", "entries", "short_entries", "long"):
            setattr(self, name, getattr(self, name) + getattr(other, name))
        return self


def assert_alike(text: str) -> Count:
    """Whatever the short way takes of a document, the long way reads just so."""
    references = definitions.collected(source.encode(text))
    count = Count()
    for block in _blocks(scan(text)):
        if block.kind is NodeKind.ITEM:
            _assert_items(text, block, references, count)
        elif block.kind is NodeKind.PARAGRAPH:
            _assert_paragraph(text, block, references, count)
        elif block.kind is NodeKind.TABLE:
            head = rows.head_of(text, rows.cells_of(text, block.children[0]))
            for row in block.children:
                spans = rows.cells_of(text, row)
                _assert_row(text, spans, head, references, count)
        elif block.kind is NodeKind.HTML:
            for unit in html_blocks.units(text, block.start, block.end):
                if unit.kind is UnitKind.ROW:
                    spans = html_blocks.cells(text, unit.content, unit.stop)
                    _assert_row(text, spans, rows.NAMELESS, references, count)
    return count


def assert_phrases(text: str) -> int:
    """What is found in a document's paragraphs are the pieces of `inline`; in how many of them."""
    references = definitions.collected(source.encode(text))
    taken = 0
    for block in _blocks(scan(text)):
        if block.kind is not NodeKind.PARAGRAPH:
            continue
        start, end = block.content or block.start, block.end
        found = blocks.in_paragraph(text, start, end, references)
        if found is None or blocks.may_refer(text[start:end], references):
            continue
        taken += 1
        assert [one[:5] for one in found] == [
            _as_phrase(piece) for piece in inline.parse(text, start, end, references)
        ], text[start:end]
        assert all(one[5] is Role.OTHER or one[2] for one in found)
    return taken


def _blocks(found: Sequence[Node]) -> Iterator[Node]:
    stack = list(found)
    while stack:
        block = stack.pop()
        yield block
        if block.kind is NodeKind.ITEM:
            stack += block.children


def _as_phrase(piece: Piece) -> tuple[int, str, str, str, bool]:
    says = "".join(p.text for p in inline.walk([piece]) if p.kind is not inline.PICTURE)
    if piece.kind is inline.TEXT:
        return phrases.TEXT, piece.text, "", "", False
    if piece.kind is inline.CODE:
        return phrases.CODE, piece.text, "", piece.text, False
    if piece.kind is inline.PICTURE:
        return phrases.PICTURE, piece.text, piece.url, "", False
    if piece.kind is inline.LINK:
        kind = phrases.LINK if links.counts(piece) else phrases.FRAME
        return kind, says, piece.url, links.label_of(piece), piece.bare
    inner = next(inline.links(piece.pieces), None)
    return _KINDS[piece.kind], says, inner.url if inner else "", inline.plain([piece]), False


def _assert_items(text: str, block: Node, references: Mapping[str, str], count: Count) -> None:
    long = items.read_item(text, block, references)
    short = entries.node(text, block, references)
    short = NO_ENTRY if isinstance(short, entries.Line) else short
    _assert_said(text[block.start : block.end], short, long)
    if block.start == 0 or text[block.start - 1] == "\n":
        for way in (entries.item, role_links.item, plain_lines.item):
            known = way(text, block.start, references)
            if known is None:
                continue
            whole, said, is_linked, _, beside = known
            assert whole == text[block.start : block.end]
            _assert_said(whole, (said, is_linked, [], beside), long)
    count.note(text[block.start : block.end], short, long)


def _assert_paragraph(text: str, block: Node, references: Mapping[str, str], count: Count) -> None:
    item = Node(NodeKind.ITEM, block.start, block.end, 1, block.start, children=[block])
    line = entries.line(text, block.content or block.start, block.end, references)
    if line is not None:
        pieces = inline.parse(text, block.content or block.start, block.end, references)
        told = (inline.plain(pieces), titles.only_bold(pieces), titles.is_fact(pieces))
        assert (line.words, line.bold, line.is_fact) == told, text[block.start : block.end]
    if block.content:  # of an item: looked at with the item
        return
    short = line.said() if line is not None else None
    long = items.read_item(text, item, references)
    _assert_said(text[block.start : block.end], short, long)
    count.note(text[block.start : block.end], short, long)


def _assert_row(
    text: str,
    spans: list[tuple[int, int]],
    head: rows.Head,
    references: Mapping[str, str],
    count: Count,
) -> None:
    whole = text[spans[0][0] : spans[-1][1]]
    short = brief_rows.read(text, spans, head, references)
    long = rows.read_cells(text, spans, head, references)
    _assert_said(whole, short, long)
    count.note(whole, short, long)


def _assert_said(text: str, short: Said | None, long: Reading | None) -> None:
    if short is None:
        return
    if short is NO_ENTRY:
        assert long is None, text
        return
    assert long is not None, text
    assert (long.values, long.is_linked, long.related, long.beside) == short, text
    assert long.unread == [], text
