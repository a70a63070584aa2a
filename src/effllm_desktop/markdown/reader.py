"""Bytes → what a list says: its sections, its entries, and what was not understood."""

from collections.abc import Iterator

from effllm_desktop.domain import entry_values
from effllm_desktop.domain.entry_values import EntryValues
from effllm_desktop.domain.lists import (
    Problem,
    ReadEntry,
    ReadList,
    ReadSection,
    RelatedList,
)
from effllm_desktop.markdown import (
    definitions,
    foreign,
    html_blocks,
    inline,
    own_page,
    source,
    stretches,
)
from effllm_desktop.markdown.announced import Announced
from effllm_desktop.markdown.asking import Checkpoint, asking, no_checkpoint
from effllm_desktop.markdown.brief import entries as brief
from effllm_desktop.markdown.brief import rows as brief_rows
from effllm_desktop.markdown.brief.saying import NO_ENTRY, Related, Said
from effllm_desktop.markdown.dialects import below_lines, forms, items, links, rows, titles, wording
from effllm_desktop.markdown.dialects.saying import Reading
from effllm_desktop.markdown.html_blocks import Unit, UnitKind
from effllm_desktop.markdown.outline import Bullet, Outline
from effllm_desktop.markdown.own_page import OwnPage
from effllm_desktop.markdown.shared_keys import SharedKeys
from effllm_desktop.markdown.source import printable
from effllm_desktop.markdown.stretches import Stretch
from effllm_desktop.markdown.tree import KnownItem, Node, NodeKind, Recognised, leaves

ITEM = NodeKind.ITEM
_LONGEST_BULLET = 120  # characters of a bullet's words that name a section


def read(data: bytes, checkpoint: Checkpoint = no_checkpoint) -> ReadList:
    """Read a document (after repair, where it needed one). Fails for no bytes at all.

    `checkpoint` is called now and then: what it raises ends the reading.
    """
    stream = ListStream(data)
    found = list(asking(stream.entries(), checkpoint))
    entries = [_finished(entry, stream.keys) for entry in found]
    return ReadList(
        name=stream.name,
        sections=tuple(stream.sections),
        entries=tuple(entries),
        problems=tuple(stream.problems),
        related=tuple(stream.related),
        foreign=stream.foreign,
    )


def read_text(text: str, checkpoint: Checkpoint = no_checkpoint) -> ReadList:
    """Read a document's text as `source.decode` gives it."""
    return read(source.encode(text), checkpoint)


class ListStream:
    """Reads a document entry by entry: what it has found so far stands in its attributes.

    Everything but the entries is complete once the entries have come to their end. Only then is it
    known which addresses stand for several works, so `keys` are to be asked no earlier. Never more
    than a stretch of the document is held as text.
    """

    def __init__(self, data: bytes) -> None:
        self.problems: list[Problem] = []
        self.related: list[RelatedList] = []
        self.foreign = foreign.seems(data)
        self._data = data
        self._outline = Outline()
        self.keys = SharedKeys()
        self._references: dict[str, str] = {}
        self._page = own_page.NOWHERE
        self._stretch = Stretch("", 0)
        self._announced = Announced()
        self._head = rows.NAMELESS  # of a table of tags that goes on over blank lines

    @property
    def name(self) -> str | None:
        return self._outline.name

    @property
    def sections(self) -> list[ReadSection]:
        return self._outline.sections

    @property
    def progress(self) -> float:
        """How much of the document has been read, from 0 to 1."""
        return self._stretch.end / max(len(self._data), 1)

    def entries(self) -> Iterator[ReadEntry]:
        """The entries in file order. An entry's section is known before the entry comes."""
        if self.foreign is not None:
            count = max(source.lines_in(text := source.decode(self._data), 0, len(text)), 1)
            self.problems.append(Problem(1, count, self.foreign))
            return
        self._references = definitions.collected(self._data)
        self._page = own_page.of(self._data)
        for stretch in stretches.of(self._data, self._recognised):
            self._stretch = stretch
            self.problems += stretch.damage
            for node in stretch.nodes:
                if isinstance(node, KnownItem):
                    start, end, line, words, said, is_linked, is_named, beside = node
                    if not is_named:
                        said, is_linked = self._announced.called(
                            said, ITEM, None, is_linked=is_linked
                        )
                    self.keys.note(said, is_linked=is_linked, beside=beside)
                    base = stretch.base
                    section = self._outline.current
                    yield ReadEntry(section, line, base + start, base + end, words, said)
                elif node.kind is not NodeKind.BLANK:
                    yield from self._block(node)
        self._outline.finish(self._stretch.base + len(self._stretch.text))
        self.problems.sort(key=lambda problem: problem.first_line)

    def _recognised(self, text: str, start: int) -> Recognised | None:
        """What the item that begins here says, if it takes no closer look."""
        known = forms.recognised(text, start)
        if known is None:
            known = brief.item(text, start, self._references)
        if known is not None and self._page.pages and self._page.holds(known[1].url):
            return None
        return known

    # ---- blocks

    def _block(self, node: Node) -> Iterator[ReadEntry]:
        if node.end == len(self._stretch.text):  # what nothing closes goes on to the end
            for leaf in leaves(node.children) if node.children else (node,):
                if isinstance(leaf, Node) and not leaf.closed:
                    self._problem(leaf, leaf.start, leaf.end, "a block that nothing closes")
        if node.kind is NodeKind.ITEM:
            yield from self._items(node, None)
        elif node.kind is NodeKind.HEADING:
            yield from self._heading(node, node.content, node.stop, node.level)
        elif node.kind is NodeKind.PARAGRAPH:
            yield from self._paragraph(node, node.content, node.end)
        elif node.kind is NodeKind.TABLE:
            yield from self._table(node, None)
        elif node.kind is NodeKind.HTML:
            yield from self._html(node, None)

    def _heading(self, node: Node, content: int, stop: int, level: int) -> Iterator[ReadEntry]:
        text, base = self._stretch.text, self._stretch.base
        line = brief.line(text, content, stop, self._references)
        if line is not None:
            words, linked, is_paper = line.words, line.linked, line.names_a_paper
        else:
            pieces = inline.parse(text, content, stop, self._references)
            words, linked = printable(inline.plain(pieces)), _labelled(pieces)
            is_paper = any(map(links.names_a_paper, links.web_links(pieces)))
        self._outline.heading(words, level, node.line, base + node.start, base + node.end)
        self._relate(node, linked)
        self._announced.by_heading(words, level)
        if is_paper:
            yield from self._whole(node, content, stop, None)

    def _paragraph(self, node: Node, content: int, stop: int) -> Iterator[ReadEntry]:
        """A linked paragraph is an entry, with its lines for an item's."""
        text = self._stretch.text
        line = brief.line(text, content, stop, self._references)
        if line is not None:
            said = line.said()
            if said is NO_ENTRY:
                self._announced.no_line()
                self._relate(node, line.linked)
                self._announced.by_line(line.bold, line.words, is_fact=line.is_fact)
                return
            if said is not None and not self._page.holds(said[0].url):
                entry = self._brief(node, said, None)
                self._announced.no_line()
                yield entry
                return
        found = list(self._whole(node, content, stop, None))
        self._announced.no_line()
        if not found:
            pieces = inline.parse(text, content, stop, self._references)
            self._relate(node, _labelled(pieces))
            bold, words = titles.only_bold(pieces), inline.plain(pieces)
            self._announced.by_line(bold, words, is_fact=titles.is_fact(pieces))
        yield from found

    def _table(self, node: Node, bullet: Bullet | None) -> Iterator[ReadEntry]:
        text = self._stretch.text
        head = rows.head_of(text, rows.cells_of(text, node.children[0]))
        for row in node.children:
            spans = rows.cells_of(text, row)
            said = brief_rows.read(text, spans, head, self._references)
            if said is not None and said is not NO_ENTRY and not self._page.holds(said[0].url):
                yield self._brief(row, said, bullet)
                continue
            reading = None
            if said is not NO_ENTRY:
                reading = rows.read_cells(text, spans, head, self._references)
            if reading is not None and not self._is_contents(reading):
                yield self._entry(row, reading, bullet)
            else:
                self._relate_in(row, row.start, row.end)

    def _html(self, node: Node, bullet: Bullet | None) -> Iterator[ReadEntry]:
        text = self._stretch.text
        if html_blocks.begins_table(text, node.start, node.end):
            self._head = rows.NAMELESS
        before = node
        for unit in html_blocks.units(text, node.start, node.end):
            place = before = _placed(unit, before, text)
            if unit.kind is UnitKind.ROW:
                yield from self._html_row(unit, place, bullet)
                continue
            if unit.kind is UnitKind.HEADING:
                if self._says(unit):
                    yield from self._heading(place, unit.content, unit.stop, unit.level)
            elif unit.kind is not UnitKind.LOOSE:
                yield from self._html_item(unit, place, bullet)
            elif not self._is_silent(unit):
                yield from self._loose(unit, place, bullet)

    def _html_item(self, unit: Unit, place: Node, bullet: Bullet | None) -> Iterator[ReadEntry]:
        found = list(self._whole(place, unit.content, unit.stop, bullet))
        if not found:
            self._relate_in(place, unit.content, unit.stop)
        yield from found

    def _loose(self, unit: Unit, place: Node, bullet: Bullet | None) -> Iterator[ReadEntry]:
        """What stands in an HTML block outside any part: an entry only if it leads to a paper."""
        text = self._stretch.text
        pieces = inline.parse(text, unit.content, unit.stop, self._references)
        if any(map(links.names_a_paper, links.web_links(pieces))):
            yield from self._html_item(unit, place, bullet)
            return
        self._relate(place, _labelled(pieces))
        if html_blocks.is_summary(text, unit):
            self._announced.by_summary(pieces)
        elif next(links.web_links(pieces), None) is not None:
            reason = "a link outside any list item"
            self._problem(place, unit.start, unit.end, reason)

    def _says(self, unit: Unit) -> bool:
        text = self._stretch.text
        return bool(inline.plain(inline.parse(text, unit.content, unit.stop, self._references)))

    def _is_silent(self, unit: Unit) -> bool:
        """Whether a loose part of an HTML block has nothing to look at but tags."""
        text = self._stretch.text
        if html_blocks.is_summary(text, unit):
            return False
        line = brief.line(text, unit.content, unit.stop, self._references)
        return line is not None and not line.linked

    def _html_row(self, unit: Unit, place: Node, bullet: Bullet | None) -> Iterator[ReadEntry]:
        """A row of a table of tags: an entry, or the names of the columns from here on."""
        text = self._stretch.text
        spans = html_blocks.cells(text, unit.content, unit.stop)
        said = brief_rows.read(text, spans, self._head, self._references)
        if said is not None and said is not NO_ENTRY and not self._page.holds(said[0].url):
            yield self._brief(place, said, bullet)
            return
        reading = None
        if said is not NO_ENTRY:
            reading = rows.read_cells(text, spans, self._head, self._references)
        if reading is not None and not self._is_contents(reading):
            yield self._entry(place, reading, bullet)
            return
        self._relate_in(place, unit.content, unit.stop)
        if html_blocks.is_head(text, unit):
            self._head = rows.head_of(text, spans)

    def _items(self, top: Node, above: Bullet | None) -> Iterator[ReadEntry]:
        """An item and those below it; a stack, because documents nest as they like."""
        stack: list[tuple[Node, Bullet | None]] = [(top, above)]
        while stack:
            node, bullet = stack.pop()
            if node.kind is NodeKind.TABLE:
                yield from self._table(node, bullet)
            elif node.kind is NodeKind.HTML:
                yield from self._html(node, bullet)
            else:
                text = self._stretch.text
                said = brief.node(text, node, self._references)
                if said is NO_ENTRY:
                    stack += self._below(node, bullet)
                    continue
                if said is not None and not self._page.holds(said[0].url):
                    yield self._brief(node, said, bullet)
                    continue
                reading = items.read_item(text, node, self._references)
                if reading is not None and not self._is_contents(reading, node):
                    yield self._entry(node, reading, bullet)
                else:
                    stack += self._below(node, bullet)

    def _below(self, node: Node, above: Bullet | None) -> list[tuple[Node, Bullet | None]]:
        """What stands below an item that is no entry, with the section that the item is then."""
        text, base = self._stretch.text, self._stretch.base
        said = brief.bullet(text, node, self._references)
        if said is None:
            pieces = below_lines.pieces_of(text, node, self._references)
            said = inline.plain(pieces), _labelled(pieces)
        words, linked = said
        kinds = (NodeKind.ITEM, NodeKind.TABLE, NodeKind.HTML)
        below = [child for child in node.children if child.kind in kinds]
        self._relate(node, linked)
        reason = _why_no_entry(words, linked, self._page, has_items=bool(below))
        if reason:
            self._problem(node, node.start, node.children[0].end, reason)
        words = wording.one_line(wording.bare(words))
        heading = wording.shortened(printable(words), _LONGEST_BULLET)
        bullet = above
        if heading:
            end = base + node.end
            bullet = Bullet(heading, node.line, base + node.start, end, above, len(below) == 1)
        return [(child, bullet) for child in reversed(below)]

    def _whole(
        self, node: Node, content: int, stop: int, bullet: Bullet | None
    ) -> Iterator[ReadEntry]:
        """The entry that a stretch of text is, read like an item that has no marker."""
        text = self._stretch.text
        if not items.may_be_entry(text, content, stop, self._references):
            return
        line = brief.line(text, content, stop, self._references)
        said = None if line is None else line.said()
        if said is NO_ENTRY:
            return
        if said is not None and not self._page.holds(said[0].url):
            yield self._brief(node, said, bullet)
            return
        inside = Node(NodeKind.PARAGRAPH, node.start, stop, node.line, content)
        item = Node(NodeKind.ITEM, node.start, node.end, node.line, content, children=[inside])
        reading = items.read_item(self._stretch.text, item, self._references)
        if reading is not None and not self._is_contents(reading):
            yield self._entry(node, reading, bullet)

    def _is_contents(self, reading: Reading, item: Node | None = None) -> bool:
        """Whether what was read only leads to headings of the list itself.

        Of an item with others below it, its own link tells: those are looked at by themselves.
        """
        if not self._page.holds(reading.values.url):
            return False
        has_items = item and any(child.kind is NodeKind.ITEM for child in item.children)
        return has_items or all(
            self._page.holds(url) for _, url, *_ in entry_values.links(reading.values.links)
        )

    # ---- what is found

    def _entry(self, node: Node, reading: Reading, bullet: Bullet | None) -> ReadEntry:
        for unread in reading.unread:
            self._problem(node, unread.start, unread.end, unread.reason)
        for label, target in reading.related:
            self.related.append(RelatedList(label, target, node.line))
        return self._called(
            node, reading.values, bullet, reading.beside, is_linked=reading.is_linked
        )

    def _brief(self, node: Node, reading: Said, bullet: Bullet | None) -> ReadEntry:
        """An entry that was read on the short way."""
        said, is_linked, linked, beside = reading
        for label, target in linked:
            self.related.append(RelatedList(label, target, node.line))
        return self._called(node, said, bullet, beside, is_linked=is_linked)

    def _called(
        self, node: Node, said: EntryValues, bullet: Bullet | None, beside: str, *, is_linked: bool
    ) -> ReadEntry:
        """An entry that says so, called as it is announced."""
        values, is_linked = self._announced.called(said, node.kind, bullet, is_linked=is_linked)
        self.keys.note(values, is_linked=is_linked, beside=beside)
        text, base = self._stretch.text, self._stretch.base
        return ReadEntry(
            self._outline.section_of(bullet),
            node.line,
            base + node.start,
            base + node.end,
            text[node.start : node.end],
            values,
        )

    def _relate(self, node: Node, linked: list[Related]) -> None:
        for label, url in linked:
            if target := links.document_in(url):
                self.related.append(RelatedList(label, target, node.line))

    def _relate_in(self, node: Node, start: int, end: int) -> None:
        """The same for a stretch of text; no document's name is without a point."""
        text = self._stretch.text
        if self._references or text.find(".m", start, end) >= 0 or text.find(".M", start, end) >= 0:
            pieces = inline.parse(text, start, end, self._references)
            self._relate(node, _labelled(pieces))

    def _problem(self, node: Node, start: int, end: int, reason: str) -> None:
        """Note lines that were not understood; they stand in `node`, whose line is known."""
        text = self._stretch.text
        first = node.line + source.line_breaks(text, node.start, start)
        count = source.lines_in(text, start, end)
        self.problems.append(Problem(first, max(first, first + count - 1), reason))


def _finished(entry: ReadEntry, known: SharedKeys) -> ReadEntry:
    """An entry with its final key."""
    key = known.final(entry.values.key, entry.values.title)
    return entry if key == entry.values.key else entry.with_key(key)


def _labelled(pieces: list[inline.Piece]) -> list[Related]:
    """All links with what they say."""
    return [(links.label_of(link), link.url) for link in inline.links(pieces)]


def _why_no_entry(
    words: str, linked: list[Related], page: OwnPage, *, has_items: bool
) -> str | None:
    targets = [url for _, url in linked if not page.holds(url)]
    if targets:
        known = all(t.lstrip("./").startswith("#") or links.document_in(t) for t in targets)
        return None if known else "a list item without a link to the web"
    if has_items or linked:
        return None
    return "a list item without a link" if words else "an empty list item"


def _placed(unit: Unit, before: Node, text: str) -> Node:
    """A part of an HTML block as a node, with its own line, which is counted from a node before."""
    inside = text[unit.start : unit.end]
    start = unit.start + (len(inside) - len(inside.lstrip()) if inside.strip() else 0)
    line = before.line + source.line_breaks(text, before.start, start)
    return Node(NodeKind.HTML, start, unit.end, line)
