"""The short way into a list: items, paragraphs, headings that are ordinary."""

from typing import NamedTuple

from effllm_desktop.domain import kinds
from effllm_desktop.domain.lists import Kind
from effllm_desktop.markdown.brief import blocks
from effllm_desktop.markdown.brief.phrases import FRAME, LINK, STRONG, TEXT, Phrase, References
from effllm_desktop.markdown.brief.reading import Reading
from effllm_desktop.markdown.brief.saying import NO_ENTRY, Related, Said
from effllm_desktop.markdown.brief.words import is_link, is_silent, plain_all, text_of
from effllm_desktop.markdown.dialects import titles, wording
from effllm_desktop.markdown.tree import Node, NodeKind, Recognised

_PAPER = Kind.PAPER
_ITEM, _PARAGRAPH, _BLANK = NodeKind.ITEM, NodeKind.PARAGRAPH, NodeKind.BLANK


def item(text: str, start: int, references: References) -> Recognised | None:
    """The ordinary item that begins here: its text, and what it says."""
    found = blocks.item_at(text, start, references)
    if found is None:
        return None
    whole = text[start : found.end]
    marked = blocks.marked(whole, references)
    if marked is None:
        return None
    said = Reading(marked).read(found.head, found.paragraphs, found.items)
    if said is None or said is NO_ENTRY or said[2]:
        return None
    return whole, said[0], said[1], False, said[3]


def node(text: str, block: Node, references: References) -> "Said | Line | None":
    """What an item says that has been found to be ordinary only now: inside another one.

    Its line, where that alone tells that it is no entry.
    """
    first, *rest = block.children
    head = blocks.in_paragraph(text, first.content, first.end, references)
    marked = blocks.marked(text[block.start : block.end], references) if head else None
    if not head or marked is None:
        return None
    paragraphs: list[list[Phrase]] = []
    items: list[list[Phrase]] = []
    if not blocks.may_be_entry(head) and not any(map(_may_be_own, rest)):
        return Line(head, marked)
    stack = rest[::-1]
    while stack:
        child = stack.pop()
        if child.kind is _BLANK:
            continue
        is_item = child.kind is _ITEM
        if is_item:
            inner, *deeper = child.children
            if any(below.kind is not _BLANK and below.kind is not _ITEM for below in deeper):
                return None
            stack += deeper[::-1]
        elif child.kind is not _PARAGRAPH or items:
            return None
        else:
            inner = child
        found = blocks.in_paragraph(text, inner.content or inner.start, inner.end, references)
        if not found or text_of(found[0]).lstrip().startswith(">"):
            return None
        (items if is_item else paragraphs).append(found)
    return Reading(marked).read(head, paragraphs, items)


def _may_be_own(block: Node) -> bool:
    """Whether a block in an item may hold its own link: items, tables and blanks do not."""
    return block.kind is _PARAGRAPH or block.kind is NodeKind.HTML


class Line(NamedTuple):
    """An ordinary paragraph, or the line of an item or a heading."""

    found: list[Phrase]
    marked: str  # its source, where it has signs that the curator sets

    @property
    def words(self) -> str:
        """What it says on one line."""
        return plain_all(self.found)

    @property
    def bold(self) -> str:
        """Its bold words, if it has no others."""
        telling = [phrase for phrase in self.found if not is_silent(phrase)]
        is_bold = len(telling) == 1 and telling[0][0] == STRONG
        return wording.shortened(telling[0][3], wording.LONGEST) if is_bold else ""

    @property
    def is_fact(self) -> bool:
        """Whether it begins with a bold word and a colon: `**Authors:** …`."""
        told = [one for one in self.found if one[0] != TEXT or any(map(str.isalnum, one[1]))]
        if len(told) < titles.FACT_PARTS or told[0][0] != STRONG:
            return False
        return titles.tells_fact(told[0][3], text_of(told[1]))

    @property
    def linked(self) -> list[Related]:
        """What its links say, and where they lead."""
        return [
            (phrase[3], phrase[2])
            for phrase in self.found
            if phrase[0] == LINK or phrase[0] == FRAME or (phrase[0] == STRONG and phrase[2])
        ]

    @property
    def names_a_paper(self) -> bool:
        """Whether one of its links leads to a paper."""
        return any(is_link(one) and kinds.kind_of(one[2]) is _PAPER for one in self.found)

    def said(self) -> Said | None:
        """What it says if it is an entry."""
        if not blocks.may_be_entry(self.found):
            return NO_ENTRY
        return Reading(self.marked).read(self.found, (), ())


def line(text: str, start: int, end: int, references: References) -> Line | None:
    """A paragraph, or a line, that is ordinary."""
    found = blocks.in_paragraph(text, start, end, references)
    if not found:
        return None
    marked = blocks.marked(text[start:end], references)
    return None if marked is None else Line(found, marked)


def bullet(text: str, block: Node, references: References) -> Line | None:
    """The line of an item that is no entry; None where it takes a closer look."""
    first, *rest = block.children
    if any(map(_may_be_own, rest)):
        return None
    return line(text, first.content, first.end, references)
