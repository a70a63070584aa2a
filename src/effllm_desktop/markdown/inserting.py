"""Entries put into a list, taken out of it, moved in it: each a minimal edit of its text."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from effllm_desktop.domain.errors import BadInput
from effllm_desktop.domain.lists import EntryText, ReadEntry
from effllm_desktop.domain.text_edits import Edit
from effllm_desktop.markdown import entry_order, entry_rows
from effllm_desktop.markdown.documents import (
    Document,
    Meaning,
    blanks_before,
    blanks_behind,
    is_ended,
    proved,
)
from effllm_desktop.markdown.entry_models import style_for
from effllm_desktop.markdown.entry_order import Orders
from effllm_desktop.markdown.entry_shape import shape_of
from effllm_desktop.markdown.entry_style import most_common
from effllm_desktop.markdown.reader import read_text
from effllm_desktop.markdown.tree import NodeKind
from effllm_desktop.markdown.writer import as_item

_MODELS = 20  # entries that say how the others are set
_SEED = """\
- **Title**, `arXiv, 2401.00001`, [arxiv](http://arxiv.org/abs/2401.00001v1), \
[pdf](http://arxiv.org/pdf/2401.00001v1.pdf)

\t *First Author, Second Author*
- **Other Title**, `arXiv, 2401.00002`, [arxiv](http://arxiv.org/abs/2401.00002v1), \
[pdf](http://arxiv.org/pdf/2401.00002v1.pdf)

\t *First Author, Second Author* · ([name](https://github.com/owner/name) - owner)
- [Some article](https://example.org/article)
- [Some code of theirs](https://example.org/code) - What it is.
"""
"""How entries are written in a list that has none yet: as in the lists that come with us."""


@dataclass(frozen=True, slots=True)
class Written:
    """An entry as it will stand, and the edits that put it there."""

    markdown: str
    edits: tuple[Edit, ...]


def inserted(
    document: Document, section: int | None, text: EntryText, orders: Orders | None = None
) -> Written:
    """Write a new entry into a section in that section's own style.

    `orders`: those that the section keeps, if they are not to be told from what stands there now.
    Raises BadInput where no way of writing it would be read as what is meant.
    """
    if section is not None:
        document.section(section)
    if orders is None:
        orders = entry_order.orders_of(document.in_section(section))
    *styled, plain = _ways(document, section, text)
    for markdown in styled:
        try:
            return Written(markdown, _placed(document, section, markdown, text, orders))
        except BadInput:
            continue  # the plain way says it as well
    said = read_alone(plain) or text
    return Written(plain, _placed(document, section, plain, said, orders))


def removed(document: Document, positions: Sequence[int]) -> tuple[Edit, ...]:
    """Take entries out of the list, with the blank lines that set them off."""
    gone = sorted(set(positions))
    said = [one for place, one in enumerate(document.said) if place not in set(gone)]
    entries = [document.entry(position) for position in gone]
    edits = [cut(document.text, start, end) for start, end in _runs(document, entries)]
    return proved(document, edits, Meaning(said, document.headings, gone=len(gone)))


def moved(
    document: Document, position: int, section: int | None, before: int | None
) -> tuple[Edit, ...]:
    """Move an entry: before another one of a section, else to the section's end.

    Its wording goes along as it is, but for the indentation; only what stood in a table, or comes
    to stand in one, is written anew.
    """
    entry = document.entry(position)
    near = [one for one in document.in_section(section) if one is not entry]
    markdown, (url, title) = _carried(document, entry, section, near)
    spot = spot_for(document, section, before, near)
    out = cut(document.text, entry.start, entry.end)
    put = spot.edit(document, markdown)
    if entry.start <= put.start <= entry.end or out.start < put.start < out.end:
        return ()  # it stands there
    said, place = document.said, place_of(document, spot.offset)
    said.pop(position)
    said.insert(place - (place > position), (url, title))
    meant = Meaning(said, document.headings, fresh=1, gone=1)
    return proved(document, [out, put], meant)


# ---- how it is written


def _ways(document: Document, section: int | None, text: EntryText) -> list[str]:
    """The entry's Markdown, the way first that is most like the others."""
    near = document.in_section(section)
    ways = []
    row = entry_rows.row_like(document, near[-1], text) if near else None
    if row is not None:
        ways.append(row)
    else:
        items = [entry for entry in document.entries if entry.start not in document.tables]
        style = style_for(text, near, items) or style_for(text, (), seed_models())
        if style is not None:
            ways.append(style.written(text, next_number(near)))
    return [*ways, plain_item(near if row is None else (), text)]


def plain_item(near: Sequence[ReadEntry], text: EntryText) -> str:
    """An item that says of an entry what it must, with the marker of those that it stands by."""
    plain = as_item(text).rstrip("\n")
    shape = next(filter(None, map(shape_of, reversed(near))), None)
    if shape is not None and shape.marker:
        plain = shape.indent + shape.marker + plain[2:]
    return plain


def seed_models() -> tuple[ReadEntry, ...]:
    return read_text(_SEED).entries


def next_number(near: Sequence[ReadEntry]) -> int | None:
    """The number of the next item, where the items count upwards."""
    numbers = [
        int(digits)
        for entry in near[-_MODELS:]
        if (shape := shape_of(entry)) and (digits := shape.marker.rstrip(". )\t")).isdigit()
    ]
    if not numbers or (len(numbers) > 1 and len(set(numbers)) == 1):
        return numbers[0] if numbers else None
    return max(numbers) + 1


def read_alone(markdown: str) -> EntryText | None:
    """What the Markdown of an item says by itself."""
    found = read_text(markdown.lstrip(" \t")).entries
    return found[0].text if len(found) == 1 else None


# ---- where it stands


@dataclass(frozen=True, slots=True)
class Spot:
    """A place between lines: what is put there has these characters around it."""

    offset: int
    before: str = ""
    behind: str = "\n"

    def edit(self, document: Document, markdown: str) -> Edit:
        """The insertion. Only at the end of a text without a final line end it gets none."""
        text = document.text
        is_last = self.offset == len(text) and text != "" and not is_ended(text)
        words = self.before + markdown + ("" if is_last else self.behind)
        if self.offset == len(text) and is_last:
            words = "\n" + words
        return Edit(self.offset, self.offset, document.with_line_ends(words))


def _placed(
    document: Document, section: int | None, markdown: str, text: EntryText, orders: Orders
) -> tuple[Edit, ...]:
    near = document.in_section(section)
    behind = entry_order.follower(near, text, orders)
    before = None if behind is None else place_of(document, behind.start)
    spot = spot_for(document, section, before, near)
    alone = read_alone(markdown)
    url = alone.url if alone is not None and alone.key == text.key else text.url
    said, place = document.said, place_of(document, spot.offset)
    said.insert(place, (url, text.title))
    meant = Meaning(said, document.headings, (place, section), fresh=1)
    return proved(document, [spot.edit(document, markdown)], meant)


def place_of(document: Document, offset: int) -> int:
    """The position of what stands at an offset among the entries."""
    return sum(entry.start < offset for entry in document.entries)


def spot_for(
    document: Document, section: int | None, before: int | None, near: Sequence[ReadEntry]
) -> Spot:
    """Before an entry of the section, behind the last of `near`, or where a first one would be."""
    gap = "\n" * gap_between(document, near)
    if before is not None:
        wanted = document.entry(before)
        if wanted.section != section:
            raise BadInput("That entry stands in another section.", "Choose one of the section.")
        return Spot(wanted.start, behind="\n" + gap)
    if not near:
        return _first_spot(document, section)
    offset = near[-1].end
    is_followed = blanks_behind(document.text, offset) == offset < len(document.text)
    return Spot(offset, before=gap, behind="\n" + (gap if is_followed else ""))


def _first_spot(document: Document, section: int | None) -> Spot:
    """Below a section's heading and its words, set off by blank lines."""
    text = document.text
    begin, end = _own_part(document, section)
    if begin is not None and end <= begin:
        end = begin
    stop = blanks_before(text, end)
    stop = max(stop, begin or 0)
    before = "\n" if stop else ""
    following = blanks_behind(text, stop)
    behind = "\n\n" if following < len(text) and following == stop else "\n"
    return Spot(stop, before, behind)


def _own_part(document: Document, section: int | None) -> tuple[int | None, int]:
    """From behind a section's heading to its first section below, or to its end."""
    if section is None:
        first = min((one.start for one in document.sections), default=len(document.text))
        return None, first
    one = document.section(section)
    heading = document.heading(one)
    children = [child.start for child in document.children(section)]
    return heading.end, min(children, default=one.end)


def gap_between(document: Document, near: Sequence[ReadEntry]) -> int:
    """How many blank lines stand between most entries of a section, else of the list."""
    for some in (near, document.entries):
        gaps = [
            document.text[one.end : other.start].count(document.newline)
            for one, other in pairwise(some)
            if not document.text[one.end : other.start].strip()
        ]
        if gaps:
            return most_common(gaps)
    markers = {
        shape.marker
        for entry in near[-_MODELS:]
        if entry.start not in document.tables and (shape := shape_of(entry))
    }
    return 1 if markers == {""} else 0  # paragraphs are told apart by blank lines alone


# ---- taking out, moving


def cut(text: str, start: int, end: int) -> Edit:
    """Take whole lines out with the blank lines on one side of them, so that none pile up."""
    before, behind = blanks_before(text, start), blanks_behind(text, end)
    if behind < len(text):
        return Edit(start, behind if before < start else end, "")
    if is_ended(text) or not before:
        return Edit(before, end, "")
    ended = 2 if text.endswith("\r\n", 0, before) else 1  # what was last goes on being so
    return Edit(before - ended, len(text), "")


def _runs(document: Document, entries: Sequence[ReadEntry]) -> list[tuple[int, int]]:
    """The spans of entries; those that only blank lines part are one."""
    spans: list[tuple[int, int]] = []
    for entry in entries:
        if spans and not document.text[spans[-1][1] : entry.start].strip():
            spans[-1] = spans[-1][0], entry.end
        else:
            spans.append((entry.start, entry.end))
    return spans


def _carried(
    document: Document, entry: ReadEntry, section: int | None, near: Sequence[ReadEntry]
) -> tuple[str, tuple[str, str]]:
    """The Markdown of an entry at another place, and address and title that it has there."""
    node = document.nodes.get(entry.start)
    beside = document.nodes.get(near[-1].start) if near else None
    row = node is not None and node.kind is NodeKind.ROW
    to_row = beside is not None and beside.kind is NodeKind.ROW
    if node is None or node.kind is NodeKind.HTML or row != to_row:
        *styled, plain = _ways(document, section, entry.text)
        for markdown in styled:
            said = read_alone(markdown)
            if to_row or (said is not None and said.title == entry.text.title):
                return markdown, (said.url if said else entry.text.url, entry.text.title)
        return plain, (entry.text.url, entry.text.title)
    shape = next(filter(None, map(shape_of, reversed(near))), None)
    source = entry.source.replace("\r\n", "\n").replace("\r", "\n").rstrip("\n")
    if not row:
        source = _indented(source, shape.indent if shape else "")
    return source, (entry.text.url, entry.text.title)


def _indented(source: str, indent: str) -> str:
    """An item with another indentation; blank lines stay empty."""
    own = source[: len(source) - len(source.lstrip(" \t"))]
    if own == indent:
        return source
    lines = (line.removeprefix(own) for line in source.split("\n"))
    return "\n".join(indent + line if line.strip() else line for line in lines)
