"""Sections of a list added, renamed, moved, nested, deleted: each a minimal edit of its text."""

import re
from collections.abc import Sequence
from typing import TypeVar

from effllm_desktop.domain.errors import BadInput
from effllm_desktop.domain.lists import ReadSection
from effllm_desktop.domain.text_edits import Edit
from effllm_desktop.markdown import inline
from effllm_desktop.markdown.documents import (
    Document,
    Meaning,
    blanks_before,
    blanks_behind,
    is_ended,
    proved,
)
from effllm_desktop.markdown.edits import apply
from effllm_desktop.markdown.inserting import cut
from effllm_desktop.markdown.source import printable
from effllm_desktop.markdown.tree import Node
from effllm_desktop.markdown.writer import anchors, escaped_heading, escaped_label

T = TypeVar("T")
_DEEPEST = 6
_SIGNS = re.compile(r"(?P<before>[ \t>]*)(?P<signs>#{1,6})")


def added(document: Document, parent: int | None, heading: str) -> tuple[Edit, ...]:
    """A new section below another one, behind what stands there; below none: at the end."""
    words = _checked(heading)
    text = document.text
    above = None if parent is None else document.section(parent)
    if above is not None:
        document.heading(above)
    level = 2 if above is None else above.level + 1
    if level > _DEEPEST:
        raise BadInput("Headings cannot be nested deeper.", "Choose a section further up.")
    end = len(text) if above is None else above.end
    edit = _block(document, end, f"{'#' * level} {escaped_heading(words)}")
    headings = document.headings
    headings.insert(_count_before(document, end), (level, words))
    return proved(document, [edit], Meaning(document.said, headings))


def renamed(document: Document, position: int, heading: str) -> tuple[Edit, ...]:
    """Another heading for a section; lines of contents that lead to it follow."""
    words = _checked(heading)
    section = document.section(position)
    node = document.heading(section)
    if words == section.heading:
        return ()
    start, stop = _words_of(document.text, node)
    headings = document.headings
    headings[position] = section.level, words
    edits = [Edit(start, stop, escaped_heading(words))]
    edits += _contents(document, [one for _, one in headings], (start, stop))
    return proved(document, edits, Meaning(document.said, headings))


def deleted(document: Document, position: int, *, with_entries: bool) -> tuple[Edit, ...]:
    """Take a section out with all that is below it, or its heading alone.

    Without its heading, what stood below it goes on in the section before.
    """
    section = document.section(position)
    node = document.heading(section)
    last = _last_below(document, position)
    headings, said = document.headings, document.said
    if not with_entries:
        del headings[position]
        edit = cut(document.text, section.start, node.end)
        return proved(document, [edit], Meaning(said, headings))
    inside = [place for place, one in enumerate(document.entries)
              if section.start <= one.start < section.end]  # fmt: skip
    kept = [one for place, one in enumerate(said) if place not in set(inside)]
    del headings[position : last + 1]
    return proved(
        document,
        [cut(document.text, section.start, section.end)],
        Meaning(kept, headings, gone=len(inside)),
    )


def moved(
    document: Document, position: int, parent: int | None, before: int | None
) -> tuple[Edit, ...]:
    """Move a section with all that is below it: before another one, else last below `parent`.

    Its heading and those below it get the levels that their new place asks for.
    """
    section = document.section(position)
    document.heading(section)
    last = _last_below(document, position)
    _require_outside(position, last, parent, before)
    level = _level_at(document, parent, before)
    offset = _offset_at(document, parent, before)
    if offset in (section.start, section.end) and level == section.level:
        return ()
    below = document.sections[position : last + 1]
    body = _shifted(document, section, below, level - section.level)
    if offset in (section.start, section.end):
        changed = document.headings
        changed[position : last + 1] = _with_levels(below, level - section.level)
        edit = Edit(section.start, section.end, body)
        return proved(document, [edit], Meaning(document.said, changed))
    edits = [cut(document.text, section.start, section.end), _block(document, offset, body)]
    return proved(document, edits, _moved_meaning(document, section, below, offset, level))


def _moved_meaning(
    document: Document,
    section: ReadSection,
    below: Sequence[ReadSection],
    offset: int,
    level: int,
) -> Meaning:
    """What the list says once a section stands at another offset."""
    headings = _reordered(
        [(one.start, head) for one, head in zip(document.sections, document.headings, strict=True)],
        _with_levels(below, level - section.level), section, offset)  # fmt: skip
    pairs = list(zip((one.start for one in document.entries), document.said, strict=True))
    carried = [said for start, said in pairs if section.start <= start < section.end]
    return Meaning(_reordered(pairs, carried, section, offset), headings)


def _reordered(
    items: Sequence[tuple[int, T]], carried: Sequence[T], section: ReadSection, offset: int
) -> list[T]:
    rest = [(start, one) for start, one in items if not section.start <= start < section.end]
    before = [one for start, one in rest if start < offset]
    behind = [one for start, one in rest if start >= offset]
    return [*before, *carried, *behind]


def _with_levels(sections: Sequence[ReadSection], deeper: int) -> list[tuple[int, str]]:
    return [(one.level + deeper, one.heading) for one in sections]


def _require_outside(position: int, last: int, parent: int | None, before: int | None) -> None:
    for place in (parent, before):
        if place is not None and position <= place <= last and place != position:
            raise BadInput("A section cannot be moved into itself.", "Choose another place.")
    if parent == position:
        raise BadInput("A section cannot be moved into itself.", "Choose another place.")


def _level_at(document: Document, parent: int | None, before: int | None) -> int:
    if before is not None:
        beside = document.section(before)
        document.heading(beside)
        return beside.level
    if parent is None:
        tops = [one.level for one in document.children(None)]
        return min(tops, default=2)
    above = document.section(parent)
    document.heading(above)
    return above.level + 1


def _offset_at(document: Document, parent: int | None, before: int | None) -> int:
    if before is not None:
        return document.section(before).start
    return len(document.text) if parent is None else document.section(parent).end


def _last_below(document: Document, position: int) -> int:
    """The last section below another one, in file order; itself where there is none."""
    end = document.section(position).end
    return max(one.index for one in document.sections[position:] if one.start < end)


def _count_before(document: Document, offset: int) -> int:
    return sum(section.start < offset for section in document.sections)


def _block(document: Document, offset: int, body: str) -> Edit:
    """Lines of their own, with a blank line before and behind them; LF in `body` will do."""
    text = document.text
    start = blanks_before(text, offset) if offset else 0
    if offset == len(text) and text and not is_ended(text):
        start, before, behind = offset, "\n\n", ""
    else:
        before = "\n" if start else ""
        behind = "\n\n" if offset < len(text) and blanks_behind(text, start) == start else "\n"
    words = body.replace("\r\n", "\n").replace("\r", "\n").strip("\n")
    return Edit(start, start, document.with_line_ends(before + words + behind))


def _words_of(text: str, node: Node) -> tuple[int, int]:
    """Where a heading's words begin and end."""
    stop = node.stop
    while stop > node.content and text[stop - 1] in "\r\n \t":
        stop -= 1
    start = node.content
    while start < stop and text[start] in " \t":
        start += 1
    return start, stop


def _contents(document: Document, headings: Sequence[str], own: tuple[int, int]) -> list[Edit]:
    """The edits that let links to headings lead to them under their new names."""
    old, new = anchors([one for _, one in document.headings]), anchors(headings)
    renamed_to = {o: n for o, n in zip(old, new, strict=True) if o != n}
    labels = {o: (was, now) for o, (_, was), now in
              zip(old, document.headings, headings, strict=True) if was != now}  # fmt: skip
    found: list[Edit] = []
    for link in re.finditer(r"\[(?P<label>[^\[\]\n]*)\]\(#(?P<anchor>[^()\s]+)\)", document.text):
        anchor = link["anchor"]
        if own[0] <= link.start() < own[1]:
            continue
        if anchor in renamed_to:
            found.append(Edit(link.start("anchor"), link.end("anchor"), renamed_to[anchor]))
        if anchor in labels and _plain(link["label"]) == labels[anchor][0]:
            label = escaped_label(labels[anchor][1])
            found.append(Edit(link.start("label"), link.end("label"), label))
    return found


def _plain(markdown: str) -> str:
    return printable(inline.plain(inline.parse(markdown, 0, len(markdown))))


def _shifted(
    document: Document, section: ReadSection, below: Sequence[ReadSection], deeper: int
) -> str:
    """The text of a section with all its headings so many levels deeper."""
    edits = [
        edit._replace(start=edit.start - section.start, end=edit.end - section.start)
        for one in below
        if deeper
        for edit in [_at_level(document, one, one.level + deeper)]
    ]
    return apply(document.text[section.start : section.end], edits)


def _at_level(document: Document, section: ReadSection, level: int) -> Edit:
    if level > _DEEPEST:
        raise BadInput("Headings cannot be nested deeper.", "Choose a place further up.")
    node = document.heading(section)
    signs = _SIGNS.match(document.text, node.start, node.end)
    if signs is not None:
        return Edit(signs.start("signs"), signs.end("signs"), "#" * level)
    start, stop = _words_of(document.text, node)
    line = " ".join(document.text[start:stop].split())
    ended = document.text[node.start : node.end].endswith(("\n", "\r"))
    words = f"{'#' * level} {line}{document.newline if ended else ''}"
    return Edit(node.start, node.end, words)  # an underlined heading has two levels only


def _checked(heading: str) -> str:
    words = " ".join(heading.split())
    if not words:
        raise BadInput("A section needs a name.")
    if _plain(escaped_heading(words)) != words:
        raise BadInput(
            f"“{words}” would be read as something else in a heading.",
            "Leave out the address, or the formula behind it.",
        )
    return words
