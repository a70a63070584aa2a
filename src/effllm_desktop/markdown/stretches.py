"""A document in stretches of whole blocks, so that a long one is never held as text at once."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from effllm_desktop.domain.lists import Problem
from effllm_desktop.markdown import source
from effllm_desktop.markdown.scanner import Recognise, Scanner
from effllm_desktop.markdown.tree import Block

_NO_TEXT = re.compile("[\0\ud800-\udfff]")


@dataclass(slots=True)
class Stretch:
    """Whole blocks: `nodes` with offsets in `text`, which begins at the character `base`.

    `end` is where in the document's bytes the text ends.
    `nodes` may be looked at once, in order. `damage` are the lines that hold bytes which are no
    text.
    """

    text: str
    base: int
    end: int = 0
    nodes: Iterator[Block] = field(default_factory=lambda: iter(()))
    damage: list[Problem] = field(default_factory=list)


def of(data: bytes, recognise: Recognise | None = None) -> Iterator[Stretch]:
    """The stretches of a document in order; joined, their nodes cover all of it.

    `recognise` may know an item as a whole.
    """
    position = base = 0
    line = 1
    text, size, last = "", source.PIECE, False
    while not last:
        end = source.line_end(data, position + size)
        piece = data[position:end]
        last, position = end == len(data), end
        new, damage = source.decode_text(piece), []
        if new is None:
            new = source.decode(piece)
            damage = _damage(new, line + source.line_breaks(text, 0, len(text)))
        text += new
        scanner = Scanner(text, first=base == 0, last=last, line=line, recognise=recognise)
        yield Stretch(text, base, position, scanner.blocks(), damage)
        line += source.line_breaks(text, 0, scanner.reached)
        base += scanner.reached
        text = text[scanner.reached :]
        size = source.PIECE if scanner.reached else 2 * size


def _damage(text: str, first: int) -> list[Problem]:
    """The lines that hold bytes which are no text. `first`: the number of the first line."""
    found: list[Problem] = []
    counted = 0
    for match in _NO_TEXT.finditer(text):
        if match.start() < counted:
            continue
        first += source.line_breaks(text, counted, match.start())
        counted = match.start()
        end = min(
            (e for e in (text.find("\n", counted), text.find("\r", counted)) if e >= 0),
            default=len(text),
        )
        found.append(Problem(first, first, "bytes that are no UTF-8 text"))
        counted = end
    return found
