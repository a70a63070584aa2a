"""Bytes → what a list says: its sections, its entries, and what was not understood."""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator

from effllm_desktop.domain import keys
from effllm_desktop.domain.lists import (
    Problem,
    ReadEntry,
    ReadList,
    ReadSection,
    RelatedList,
)
from effllm_desktop.markdown import inline, items, source
from effllm_desktop.markdown.items import Unread
from effllm_desktop.markdown.scanner import scan
from effllm_desktop.markdown.source import printable
from effllm_desktop.markdown.tree import Node, NodeKind


def read(data: bytes) -> ReadList:
    """Read a document (after repair, where it needed one). Fails for no bytes at all."""
    return read_text(source.decode(data))


def read_text(text: str) -> ReadList:
    """Read a document's text as `source.decode` gives it."""
    stream = ListStream(text)
    entries = [stream.finished(entry) for entry in list(stream.entries())]
    return ReadList(
        name=stream.name,
        sections=tuple(stream.sections),
        entries=tuple(entries),
        problems=tuple(stream.problems),
        related=tuple(stream.related),
        foreign=stream.foreign,
    )


class ListStream:
    """Reads a document entry by entry: what it has found so far stands in its attributes.

    Everything but the entries is complete once the entries have come to their end. Only then is it
    known which addresses stand for several works, so `final_key` is to be asked no earlier.
    """

    def __init__(self, text: str) -> None:
        self.name: str | None = None
        self.sections: list[ReadSection] = []
        self.problems: list[Problem] = []
        self.related: list[RelatedList] = []
        self.foreign: str | None = None
        self._text = text
        self._titles: defaultdict[str, set[str]] = defaultdict(set)

    def entries(self) -> Iterator[ReadEntry]:
        """The entries in file order. An entry's section is known before the entry comes."""
        found = _Reader(self._text).read()
        self.name, self.foreign = found.name, found.foreign
        self.sections += found.sections
        self.problems += found.problems
        self.related += found.related
        for entry in found.entries:
            if entry.text.key.startswith("url:"):
                self._titles[entry.text.key].add(keys.normalise_title(entry.text.title))
            yield entry

    def final_key(self, key: str, title: str) -> str:
        """The key of an entry that came with this key and title.

        One address under different titles in one list stands for different works.
        """
        shared = len(self._titles.get(key, ())) > 1
        return keys.with_title(key, title) if shared else key

    def finished(self, entry: ReadEntry) -> ReadEntry:
        """An entry with its final key."""
        key = self.final_key(entry.text.key, entry.text.title)
        return entry if key == entry.text.key else entry.with_key(key)


class _Reader:
    def __init__(self, text: str) -> None:
        self._text = text
        self._starts = source.line_starts(text)
        self._sections: list[ReadSection] = []
        self._entries: list[ReadEntry] = []
        self._unread: list[Unread] = []

    def read(self) -> ReadList:
        document = scan(self._text)
        self._blocks(document, None)
        self._find_open_end(document)
        self._find_damage()
        first = next((s.heading for s in self._sections if s.level == 1), None)
        return ReadList(
            name=first or None,
            sections=tuple(self._sections),
            entries=tuple(self._entries),
            problems=tuple(self._problem(unread) for unread in self._unread),
        )

    def _blocks(self, top: Node, section: int | None) -> None:
        """Sections and items in file order; a stack, because documents nest as they like."""
        stack = [(child, section) for child in reversed(top.children)]
        while stack:
            node, section = stack.pop()
            if node.kind is NodeKind.SECTION:
                section = self._section(node, section)
                stack += [(child, section) for child in reversed(node.children)]
            elif node.kind is NodeKind.ITEM:
                below = self._item(node, section)
                stack += [(child, section) for child in reversed(below)]
            elif node.kind is NodeKind.PARAGRAPH:
                self._paragraph(node)

    def _section(self, node: Node, parent: int | None) -> int:
        heading = node.children[0]
        words = self._text[heading.content : heading.end].strip()
        stripped = words.rstrip("#")
        if not stripped or stripped[-1] in " \t":  # a closing run of # stands after a space
            words = stripped.rstrip()
        index = len(self._sections)
        name = printable(inline.plain(inline.parse(words, 0, len(words))))
        self._sections.append(
            ReadSection(index, parent, name, node.level, node.line, node.start, node.end)
        )
        return index

    def _item(self, node: Node, section: int | None) -> list[Node]:
        """Take in an item; the items below it that are to be read on their own."""
        reading = items.read_item(self._text, node)
        if reading is not None:
            self._unread += reading.unread
            self._entries.append(
                ReadEntry(
                    section=section,
                    line=node.line,
                    start=node.start,
                    end=node.end,
                    source=self._text[node.start : node.end],
                    text=reading.text,
                )
            )
            return []
        below = [child for child in node.children if child.kind is NodeKind.ITEM]
        reason = self._why_no_entry(node, below)
        if reason:
            self._unread.append(Unread(node.start, node.children[0].end, reason))
        return below

    def _why_no_entry(self, node: Node, below: list[Node]) -> str | None:
        pieces = items.pieces_of(self._text, node)
        targets = [link.url for link in inline.links(pieces)]
        if targets:
            if next(items.web_links(pieces), None) is not None:
                return "a list item with its links below its first lines"
            contents = all(target.startswith("#") for target in targets)
            return None if contents else "a list item without a link to the web"
        if below:
            return None
        return "a list item without a link" if inline.plain(pieces) else "an empty list item"

    def _paragraph(self, node: Node) -> None:
        pieces = inline.parse(self._text, node.content, node.end)
        if next(items.web_links(pieces), None) is not None:
            self._unread.append(Unread(node.start, node.end, "a link outside any list item"))

    def _find_open_end(self, document: Node) -> None:
        """A block that nothing closes hides all that stands behind its beginning."""
        for leaf in document.leaves():
            if not leaf.closed:
                self._unread.append(Unread(leaf.start, leaf.end, "a block that nothing closes"))

    def _find_damage(self) -> None:
        """Lines that hold bytes which are no text."""
        if self._text.isascii() and "\0" not in self._text:
            return
        for number, start in enumerate(self._starts):
            end = self._starts[number + 1] if number + 1 < len(self._starts) else len(self._text)
            line = self._text[start:end]
            if "\0" in line or (not line.isascii() and line != printable(line)):
                self._unread.append(Unread(start, end, "bytes that are no UTF-8 text"))

    def _problem(self, unread: Unread) -> Problem:
        first = self._line_of(unread.start)
        return Problem(first, max(first, self._line_of(unread.end - 1)), unread.reason)

    def _line_of(self, offset: int) -> int:
        return bisect_right(self._starts, offset)
