"""A block of HTML taken apart: headings, list items, table rows, paragraphs.

Lists in the wild keep whole catalogs in `<table>` and `<ul>`, and their headings in `<h2>`. The
tags are found one after the other, whether or not they are closed; an item goes on to the next tag
of its kind, or to the end of what it stands in.
"""

import re
from collections.abc import Iterator
from enum import Enum, auto
from typing import NamedTuple

_TAG = re.compile(
    r"<!--.*?(?:-->|\Z)|<(?P<end>/?)(?P<name>h[1-6]|li|tr|p|dt|dd|ul|ol|dl|table|thead|tbody|div|center"
    r"|details|summary|blockquote|td|th)(?=[\s/>])[^<>]*+>",
    re.IGNORECASE | re.DOTALL,
)
_CELL = re.compile(r"<(?P<name>t[dh])(?=[\s/>])[^<>]*+>", re.IGNORECASE)
_LINK = re.compile(r"href\s*+=\s*+[\"']?https?://|\]\(https?://", re.IGNORECASE)
_SUMMARY = re.compile(r"<summary(?=[\s>])", re.IGNORECASE)
_TABLE = re.compile(r"<table(?=[\s>])", re.IGNORECASE)


class UnitKind(Enum):
    """What a part of an HTML block is."""

    HEADING = auto()
    ITEM = auto()
    ROW = auto()
    PARAGRAPH = auto()
    LOOSE = auto()  # outside any of them


_KINDS = {
    "li": UnitKind.ITEM,
    "tr": UnitKind.ROW,
    "p": UnitKind.PARAGRAPH,
    "dt": UnitKind.PARAGRAPH,
    "dd": UnitKind.PARAGRAPH,
}
_ENDS = {
    UnitKind.ITEM: ("ul", "ol"),
    UnitKind.ROW: ("table", "tbody", "thead"),
    UnitKind.PARAGRAPH: ("div", "center", "table", "ul", "ol", "dl", "td", "th", "li", "tr"),
}


class Unit(NamedTuple):
    """A part of an HTML block: offsets of it and of what stands inside its tags."""

    kind: UnitKind
    start: int
    end: int
    content: int
    stop: int
    level: int = 0


def units(text: str, start: int, end: int) -> Iterator[Unit]:
    """The parts of `text[start:end]` in order; those in the midst of others come by themselves.

    An item that holds other items ends where they begin, unless it has a link: then they are its.
    """
    opened: Unit | None = None
    position = start
    for tag, name, kind in _boundaries(text, start, end):
        closes = bool(tag["end"])
        inside = opened.kind if opened else UnitKind.LOOSE
        if not _is_boundary(inside, kind, name, closes=closes):
            continue
        if opened is not None:
            position = tag.end() if closes and kind is inside else tag.start()
            yield opened._replace(end=position, stop=tag.start())
        elif position < tag.start():
            yield Unit(UnitKind.LOOSE, position, tag.start(), position, tag.start())
        position = max(position, tag.end() if closes or kind is None else tag.start())
        opened = _opened(tag, kind) if kind and not closes else None
    if opened is not None:
        yield opened._replace(end=end, stop=end)
    elif position < end:
        yield Unit(UnitKind.LOOSE, position, end, position, end)


def _boundaries(
    text: str, start: int, end: int
) -> Iterator[tuple[re.Match[str], str, UnitKind | None]]:
    """The tags that may end or begin a part: not those of the lists in an item that has a link.

    Each with its name in small letters, and the kind of part that it is about.
    """
    depth = 0
    item = -1  # where the text of the item begins that one is in
    for tag in _TAG.finditer(text, start, end):
        name, closes = (tag["name"] or "").lower(), bool(tag["end"])
        if name in ("ul", "ol") and (
            depth or (not closes and item >= 0 and _LINK.search(text, item, tag.start()))
        ):
            depth += -1 if closes else 1
        elif name and not depth:
            kind = UnitKind.HEADING if name[0] == "h" else _KINDS.get(name)
            if kind is not None or name in ("ul", "ol"):
                item = tag.end() if name == "li" and not closes else -1
            yield tag, name, kind


def _opened(tag: re.Match[str], kind: UnitKind) -> Unit:
    """A part whose end is not known yet."""
    level = int(tag["name"][1]) if kind is UnitKind.HEADING else 0
    return Unit(kind, tag.start(), tag.end(), tag.end(), tag.end(), level)


def cells(text: str, start: int, stop: int) -> list[tuple[int, int]]:
    """Where the cells of a row stand; a row without any is one cell."""
    found = list(_CELL.finditer(text, start, stop))
    if not found:
        return [(start, stop)]
    ends = [*(cell.start() for cell in found[1:]), stop]
    return [(cell.end(), end) for cell, end in zip(found, ends, strict=True)]


def holds_items(text: str, start: int, end: int) -> bool:
    """Whether items or rows stand in a block."""
    return any(
        kind is UnitKind.ITEM or kind is UnitKind.ROW
        for _, _, kind in _boundaries(text, start, end)
    )


def begins_table(text: str, start: int, end: int) -> bool:
    """Whether a table begins in a block."""
    return _TABLE.search(text, start, end) is not None


def is_head(text: str, row: Unit) -> bool:
    """Whether a row holds the names of the columns."""
    first = _CELL.search(text, row.content, row.stop)
    return first is not None and first["name"].lower() == "th"


def is_summary(text: str, unit: Unit) -> bool:
    """Whether a part is what is seen of a `<details>` that is folded."""
    return _SUMMARY.search(text, unit.start, unit.end) is not None


def _is_boundary(inside: UnitKind, kind: UnitKind | None, name: str, *, closes: bool) -> bool:
    """Whether a tag ends the part one is in, or begins one."""
    if inside is UnitKind.ROW:
        return kind in (UnitKind.ROW, UnitKind.ITEM, UnitKind.HEADING) or (
            closes and name in _ENDS[inside]
        )
    if inside is UnitKind.ITEM:
        return kind in (UnitKind.ROW, UnitKind.ITEM, UnitKind.HEADING) or (
            name in _ENDS[inside] or (closes and name in ("table", "td", "tr", "div"))
        )
    if inside is UnitKind.HEADING:
        return kind is UnitKind.HEADING or name in ("ul", "ol", "table", "tr")
    if inside is UnitKind.PARAGRAPH:
        return kind is not None or name in _ENDS[inside]
    return kind is not None or (closes and name in ("div", "center", "details", "summary"))
