"""What the reader of a list has found so far, and what it makes of an entry that it finds."""

from effllm_desktop.domain import entry_values
from effllm_desktop.domain.entry_values import EntryValues
from effllm_desktop.domain.lists import Problem, ReadEntry, RelatedList
from effllm_desktop.markdown import foreign, inline, own_page, source
from effllm_desktop.markdown.announced import Announced
from effllm_desktop.markdown.brief.saying import Related, Said
from effllm_desktop.markdown.dialects import links, rows
from effllm_desktop.markdown.dialects.saying import Reading
from effllm_desktop.markdown.outline import Bullet, Outline
from effllm_desktop.markdown.shared_keys import SharedKeys
from effllm_desktop.markdown.stretches import Stretch
from effllm_desktop.markdown.tree import Node, NodeKind


class Findings:
    """What has been found, and where the reader is."""

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
            self._relate(node, labelled(pieces))

    def _problem(self, node: Node, start: int, end: int, reason: str) -> None:
        """Note lines that were not understood; they stand in `node`, whose line is known."""
        text = self._stretch.text
        first = node.line + source.line_breaks(text, node.start, start)
        count = source.lines_in(text, start, end)
        self.problems.append(Problem(first, max(first, first + count - 1), reason))


def labelled(pieces: list[inline.Piece]) -> list[Related]:
    """All links with what they say."""
    return [(links.label_of(link), link.url) for link in inline.links(pieces)]
