"""Edits carried over to a new version of a text: three texts merged line by line."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import NamedTuple

from effllm_desktop.domain.text_edits import Edit
from effllm_desktop.markdown.source import line_starts


class Hunk(NamedTuple):
    """Characters of one text that another text has otherwise; whole lines."""

    start: int
    end: int
    text: str


class Clash(NamedTuple):
    """Lines that both sides changed."""

    base: str
    ours: str
    theirs: str


@dataclass(frozen=True, slots=True)
class Carried:
    """Their text with ours put in, and what of ours could not be."""

    text: str
    clashes: tuple[Clash, ...]


def hunks(old: str, new: str) -> list[Hunk]:
    """Where two texts differ, as changes of the old one. Joined to it they give the new one."""
    before, after = _lines(old), _lines(new)
    head = _same(zip(before, after, strict=False))
    rest = min(len(before), len(after)) - head
    tail = min(rest, _same(zip(reversed(before), reversed(after), strict=False)))
    middle, changed = before[head : len(before) - tail], after[head : len(after) - tail]
    offsets = [sum(map(len, before[:head]))]
    for line in middle:
        offsets.append(offsets[-1] + len(line))
    matcher = SequenceMatcher(None, middle, changed)
    return [
        Hunk(offsets[a], offsets[b], "".join(changed[c:d]))
        for tag, a, b, c, d in matcher.get_opcodes()
        if tag != "equal"
    ]


def carry(base: str, ours: str, theirs: str) -> Carried:
    """Put into their text what we changed in lines that they left alone.

    Where both put something in at one place, theirs comes first; what both did alike counts once.
    """
    if ours in (base, theirs):
        return Carried(theirs, ())
    mine, other = hunks(base, ours), hunks(base, theirs)
    pieces: list[str] = []
    clashes: list[Clash] = []
    position = 0
    for start, end, own, foreign in _regions(mine, other):
        pieces.append(base[position:start])
        position = end
        old = base[start:end]
        ours_here = _replaced(base, start, end, own)
        theirs_here = _replaced(base, start, end, foreign)
        if not foreign or ours_here == theirs_here:
            pieces.append(ours_here)
        elif not own:
            pieces.append(theirs_here)
        elif start == end:
            pieces.append(theirs_here if ours_here in theirs_here else theirs_here + ours_here)
        else:
            pieces.append(theirs_here)
            clashes.append(Clash(old, ours_here, theirs_here))
    return Carried("".join((*pieces, base[position:])), tuple(clashes))


def put_back(base: str, now: str, start: int, end: int) -> list[Edit]:
    """The edits of `now` that bring the lines from `start` to `end` back to what `base` has."""
    return [
        Edit(hunk.start, hunk.end, hunk.text)
        for hunk in hunks(now, base)
        if (hunk.start < end and start < hunk.end) or start <= hunk.start == hunk.end <= end
    ]


_Region = tuple[int, int, list[Hunk], list[Hunk]]


def _regions(mine: Sequence[Hunk], other: Sequence[Hunk]) -> Iterator[_Region]:
    """Spans of the base that one side or both changed, in order, with the changes in each."""
    marked = [(hunk.start, hunk.end, 0, hunk) for hunk in mine]
    marked += [(hunk.start, hunk.end, 1, hunk) for hunk in other]
    region: _Region | None = None
    for start, end, side, hunk in sorted(marked):
        if region is None or not _touches(region, start, end):
            if region is not None:
                yield region
            region = start, end, [], []
        region = region[0], max(region[1], end), region[2], region[3]
        region[2 + side].append(hunk)  # type: ignore[union-attr] # the last two are lists
    if region is not None:
        yield region


def _touches(region: _Region, start: int, end: int) -> bool:
    """Whether spans share a line, or put something in at one and the same place."""
    return start < region[1] or (start == end == region[1] == region[0])


def _replaced(base: str, start: int, end: int, changes: Sequence[Hunk]) -> str:
    """What one side has in the place of a span."""
    pieces: list[str] = []
    position = start
    for hunk in changes:
        pieces += (base[position : hunk.start], hunk.text)
        position = hunk.end
    return "".join((*pieces, base[position:end]))


def _lines(text: str) -> list[str]:
    starts = line_starts(text) or [0]
    return [text[a:b] for a, b in zip(starts, [*starts[1:], len(text)], strict=True)]


def _same(pairs: Iterator[tuple[str, str]]) -> int:
    count = 0
    for one, other in pairs:
        if one != other:
            break
        count += 1
    return count
