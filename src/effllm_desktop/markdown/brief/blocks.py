"""Ordinary items and paragraphs of a text: where they end, and their phrases."""

import re
from typing import NamedTuple

from effllm_desktop.markdown import lines, source
from effllm_desktop.markdown.brief.grammar import GOES_ON
from effllm_desktop.markdown.brief.phrases import (
    LINK,
    PICTURE,
    STRONG,
    Phrase,
    References,
    simply,
    taken,
    with_line_end,
)
from effllm_desktop.markdown.dialects import wording
from effllm_desktop.markdown.tokens import normal_label

SIGNS = (wording.STAR, wording.CLAPPER, wording.HUGGINGFACE, wording.X)
"""What curators mark entries with."""
_IN_BRACKETS = re.compile(r"\[(?<!\]\[)([^\[\]]++)\](?!\[)")
_LINE_GOES_ON = re.compile(GOES_ON)
_BEGINS = rf"(?={GOES_ON}|[`\d]|:[a-z]|<http|[^\0-\xa0])"
MARKER = rf"(?:[-*+]|\d{{1,9}}[.)])[ ]{{1,4}}(?>(?:\#{{1,6}}[ ]++)?){_BEGINS}"
_MARKER = re.compile(MARKER)
_INSET = r"(?:[ ]{2}[ \t]*+|[ ]?\t[ \t]*+)"
_BELOW = re.compile(
    rf"\r?\n(?>(?:[ \t]*+\r?\n)*){_INSET}(?P<marker>[-*+]|\d{{1,9}}[.)])[ ]{{1,4}}{_BEGINS}"
    rf"|\r?\n(?>(?:[ \t]*+\r?\n)+){_INSET}(?={GOES_ON}|`|<http|[^\0-\xa0])"
)
END = (
    r"(?:\r?\n(?=[-*+][ \t]|\d{1,9}[.)][ \t]|\#{1,6}[ ]|\Z"
    rf"|(?i:{lines.BLOCK_TAG.pattern})"
    rf"|(?>(?:[ \t]*+\r?\n)+)(?![ ][-*+\d])[ ]?(?!(?i:{lines.REMARK}))\S)|\Z)"
)
"""Where an item at the left margin ends whose lines are known: before what cannot go on with it."""
_END = re.compile(END)


class Ordinary(NamedTuple):
    """An item as phrases: its line, the paragraphs below it, the items below those; its end."""

    head: list[Phrase]
    paragraphs: list[list[Phrase]]
    items: list[list[Phrase]]
    end: int


def item_at(text: str, start: int, references: References) -> Ordinary | None:
    """The ordinary item that begins here; None where it is none, or goes on in other ways."""
    marker = _MARKER.match(text, start)
    if marker is None:
        return None
    end = len(text)
    head, place = taken(text, marker.end(), end, references, goes_on=_LINE_GOES_ON)
    if not head:
        return None
    paragraphs: list[list[Phrase]] = []
    items: list[list[Phrase]] = []
    found = head
    if not may_be_entry(head) and not _has_paragraph(text, place):
        return None
    while below := _BELOW.match(text, place):
        with_line_end(found, text, place)
        is_item = below.lastindex is not None
        if items and not is_item:
            return None
        found, place = taken(text, below.end(), end, references, goes_on=_LINE_GOES_ON)
        if not found:
            return None
        (items if is_item else paragraphs).append(found)
    stop = _END.match(text, place)
    if stop is None:
        return None
    with_line_end(found, text, place)
    return Ordinary(head, paragraphs, items, stop.end())


def _has_paragraph(text: str, place: int) -> bool:
    below = _BELOW.match(text, place)
    return below is not None and below.lastindex is None


def may_be_entry(found: list[Phrase]) -> bool:
    """Whether phrases have a link that counts, or may name a paper."""
    for phrase in found:
        if phrase[0] == LINK or (phrase[0] == STRONG and phrase[2]):
            return True
    lowered = "".join([phrase[1] for phrase in found if phrase[0] != PICTURE]).lower()
    return "rxiv" in lowered or "corr" in lowered


def in_paragraph(text: str, start: int, end: int, references: References) -> list[Phrase] | None:
    """The phrases of `text[start:end]`; None where it is no ordinary paragraph."""
    simple = simply(text, start, end)
    if simple is not None:
        return simple
    found, place = taken(text, start, end, references)
    return found if place == end else None


def may_refer(item: str, references: References) -> bool:
    """Whether words in brackets may mean an address that is defined elsewhere."""
    return any(normal_label(words) in references for words in _IN_BRACKETS.findall(item))


def marked(whole: str, references: References) -> str | None:
    """A text if it has signs that the curator sets, else none; None where it is not ordinary."""
    if "\0" in whole or (references and may_refer(whole, references)):
        return None
    if whole.isascii():
        return whole if wording.CLAPPER in whole else ""
    if not source.is_text(whole):
        return None
    is_marked = (
        wording.STAR in whole
        or wording.CLAPPER in whole
        or wording.HUGGINGFACE in whole
        or wording.X in whole
    )
    return whole if is_marked else ""
