"""Tables, and blocks of tags with tables, items and headings in them."""

from collections.abc import Iterator

from effllm_desktop.domain.lists import ReadEntry
from effllm_desktop.markdown import html_blocks, inline, source
from effllm_desktop.markdown.brief import entries as brief
from effllm_desktop.markdown.brief import rows as brief_rows
from effllm_desktop.markdown.brief.saying import NO_ENTRY
from effllm_desktop.markdown.dialects import links, rows
from effllm_desktop.markdown.findings import labelled
from effllm_desktop.markdown.html_blocks import Unit, UnitKind
from effllm_desktop.markdown.outline import Bullet
from effllm_desktop.markdown.reading_lines import ReadingLines
from effllm_desktop.markdown.tree import Node, NodeKind


class ReadingTables(ReadingLines):
    """Reads tables and blocks of tags."""

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
            if unit.kind is UnitKind.LOOSE and text[unit.start : unit.end].isspace():
                continue  # as between most rows
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
        self._relate(place, labelled(pieces))
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


def _placed(unit: Unit, before: Node, text: str) -> Node:
    """A part of an HTML block as a node, with its own line, which is counted from a node before."""
    inside = text[unit.start : unit.end]
    start = unit.start + (len(inside) - len(inside.lstrip()) if inside.strip() else 0)
    line = before.line + source.line_breaks(text, before.start, start)
    return Node(NodeKind.HTML, start, unit.end, line)
