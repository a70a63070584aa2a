"""Headings, and paragraphs that are entries by themselves."""

import re
from collections.abc import Iterator

from effllm_desktop.domain import kinds
from effllm_desktop.domain.lists import Kind, ReadEntry
from effllm_desktop.markdown import inline, source
from effllm_desktop.markdown.brief import entries as brief
from effllm_desktop.markdown.brief.saying import NO_ENTRY
from effllm_desktop.markdown.dialects import items, labels, links, titles
from effllm_desktop.markdown.findings import Findings, labelled
from effllm_desktop.markdown.outline import Bullet
from effllm_desktop.markdown.source import printable
from effllm_desktop.markdown.tree import Node, NodeKind

_WORK_BEGINS = re.compile(
    r"^(?P<anchor>[ ]{0,3}<a[ ][^<>\r\n]*>(?:</a>)?[ \t]*\r?\n)?"
    r"(?:\*\*(?P<bold>[^*\[\]\r\n]{9,300})\*\*|\[(?P<linked>[^\[\]\r\n]{9,300})\]\(https?://)",
    re.MULTILINE,
)
_LINK = re.compile(r"\]\((https?://[^\s()]++)")
_FEWEST_BLANKS = 2  # in a title
_FEWEST_PARTS = 2
_PAPER = Kind.PAPER


class ReadingLines(Findings):
    """Reads headings, paragraphs, and whatever reads like an item that has no marker."""

    def _heading(self, node: Node, content: int, stop: int, level: int) -> Iterator[ReadEntry]:
        text, base = self._stretch.text, self._stretch.base
        line = brief.line(text, content, stop, self._references)
        if line is not None:
            words, linked, is_paper = line.words, line.linked, line.names_a_paper
        else:
            pieces = inline.parse(text, content, stop, self._references)
            words, linked = printable(inline.plain(pieces)), labelled(pieces)
            is_paper = any(map(links.names_a_paper, links.web_links(pieces)))
        self._outline.heading(words, level, node.line, base + node.start, base + node.end)
        self._relate(node, linked)
        self._announced.by_heading(words, level)
        if is_paper:
            yield from self._whole(node, content, stop, None)

    def _paragraph(self, node: Node, content: int, stop: int) -> Iterator[ReadEntry]:
        """A linked paragraph is an entry, with its lines for an item's, or each line is one."""
        text = self._stretch.text
        if works := _works_in(text, node, content, stop):
            for one in works:
                yield from self._whole(one, one.content, one.end, None)
            self._announced.no_line()
            return
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
            self._relate(node, labelled(pieces))
            bold, words = titles.only_bold(pieces), inline.plain(pieces)
            self._announced.by_line(bold, words, is_fact=titles.is_fact(pieces))
        yield from found

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


def _works_in(text: str, node: Node, content: int, stop: int) -> list[Node]:
    """The parts of a paragraph, if it has several that begin with a title and have a link each.

    Where a part has more lines than one, each of them has a link to a paper.
    """
    if text.find("\n**", content, stop) < 0 and text.find("\n[", content, stop) < 0:
        return []
    begins = [one for one in _WORK_BEGINS.finditer(text, content, stop) if _is_title(one)]
    if len(begins) < _FEWEST_PARTS or begins[0].start() != content:
        return []
    starts = [one.end("anchor") if one["anchor"] else one.start() for one in begins]
    parts = list(zip(starts, [*(one.start() for one in begins[1:]), stop], strict=True))
    linked = [_LINK.findall(text, *part) for part in parts]
    if not all(linked):
        return []
    are_lines = all(text.find("\n", start, end - 1) < 0 for start, end in parts)
    if not are_lines and not all(any(kinds.kind_of(u) is _PAPER for u in urls) for urls in linked):
        return []
    return [
        Node(
            NodeKind.PARAGRAPH,
            start,
            end,
            node.line + source.line_breaks(text, node.start, start),
            start,
        )
        for start, end in parts
    ]


def _is_title(begun: re.Match[str]) -> bool:
    title = begun["bold"] or begun["linked"]
    return title.count(" ") >= _FEWEST_BLANKS and title[-1] != ":" and not labels.may_be_role(title)
