"""Bytes → what a list says: its sections, its entries, and what was not understood."""

from collections.abc import Iterator

from effllm_desktop.domain.lists import (
    Problem,
    ReadEntry,
    ReadList,
    ReadSection,
)
from effllm_desktop.markdown import (
    definitions,
    inline,
    own_page,
    source,
    stretches,
)
from effllm_desktop.markdown.asking import Checkpoint, asking, no_checkpoint
from effllm_desktop.markdown.brief import entries as brief
from effllm_desktop.markdown.brief import plain_lines, role_links
from effllm_desktop.markdown.brief.saying import NO_ENTRY, Related
from effllm_desktop.markdown.dialects import below_lines, forms, items, links, wording
from effllm_desktop.markdown.findings import labelled
from effllm_desktop.markdown.outline import Bullet
from effllm_desktop.markdown.own_page import OwnPage
from effllm_desktop.markdown.reading_tables import ReadingTables
from effllm_desktop.markdown.shared_keys import SharedKeys
from effllm_desktop.markdown.source import printable
from effllm_desktop.markdown.tree import KnownItem, Node, NodeKind, Recognised, leaves

ITEM = NodeKind.ITEM
_NEW = tuple.__new__  # of very many values: half the time that calling their class takes
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


class ListStream(ReadingTables):
    """Reads a document entry by entry: what it has found so far stands in its attributes.

    Everything but the entries is complete once the entries have come to their end. Only then is it
    known which addresses stand for several works, so `keys` are to be asked no earlier. Never more
    than a stretch of the document is held as text.
    """

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
            base, section = stretch.base, self._outline.current
            for node in stretch.nodes:
                if isinstance(node, KnownItem):
                    start, end, line, words, said, is_linked, is_named, beside = node
                    if not is_named:
                        said, is_linked = self._announced.called(
                            said, ITEM, None, is_linked=is_linked
                        )
                    self.keys.note(said, is_linked=is_linked, beside=beside)
                    yield _NEW(ReadEntry, (section, line, base + start, base + end, words, said))
                elif node.kind is not NodeKind.BLANK:
                    yield from self._block(node)
                    section = self._outline.current
        self._outline.finish(self._stretch.base + len(self._stretch.text))
        self.problems.sort(key=lambda problem: problem.first_line)

    def _recognised(self, text: str, start: int) -> Recognised | None:
        """What the item that begins here says, if it takes no closer look."""
        known = (
            forms.recognised(text, start)
            or role_links.item(text, start, self._references)
            or plain_lines.item(text, start, self._references)
            or brief.item(text, start, self._references)
        )
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
                if isinstance(said, brief.Line) or said is NO_ENTRY:
                    line = said if isinstance(said, brief.Line) else None
                    stack += self._below(node, bullet, line)
                    continue
                if said is not None and not self._page.holds(said[0].url):
                    yield self._brief(node, said, bullet)
                    continue
                reading = items.read_item(text, node, self._references)
                if reading is not None and not self._is_contents(reading, node):
                    yield self._entry(node, reading, bullet)
                else:
                    stack += self._below(node, bullet)

    def _below(
        self, node: Node, above: Bullet | None, line: brief.Line | None = None
    ) -> list[tuple[Node, Bullet | None]]:
        """What stands below an item that is no entry, with the section that the item is then.

        `line` is the item's own, where it has been looked at.
        """
        text, base = self._stretch.text, self._stretch.base
        line = line or brief.bullet(text, node, self._references)
        if line is not None:
            words, linked = line.words, line.linked
        else:
            pieces = below_lines.pieces_of(text, node, self._references)
            words, linked = inline.plain(pieces), labelled(pieces)
        kinds = (NodeKind.ITEM, NodeKind.TABLE, NodeKind.HTML)
        below = [child for child in node.children if child.kind in kinds]
        self._relate(node, linked)
        reason = _why_no_entry(words, linked, self._page, has_items=bool(below))
        if reason:
            self._problem(node, node.start, node.children[0].end, reason)
        words = wording.one_line(wording.bare(words))
        if not below and not linked:
            self._announced.by_item(words)
        heading = wording.shortened(printable(words), _LONGEST_BULLET)
        bullet = above
        if heading:
            end = base + node.end
            bullet = Bullet(heading, node.line, base + node.start, end, above, len(below) == 1)
        return [(child, bullet) for child in reversed(below)]


def _finished(entry: ReadEntry, known: SharedKeys) -> ReadEntry:
    """An entry with its final key."""
    key = known.final(entry.values.key, entry.values.title)
    return entry if key == entry.values.key else entry.with_key(key)


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
