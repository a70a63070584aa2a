"""Undoing one wrong reading in all of a text, and measuring what speaks for it."""

import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import islice

from effllm_desktop.markdown.repair import plausibility
from effllm_desktop.markdown.repair.encodings import Reading, known_readings
from effllm_desktop.markdown.repair.plausibility import Occurrence

_RUN = re.compile("[^\0-\x7f\udc80-\udcff\ufeff]+")  # not ASCII, no stray byte, no BOM
_BROKEN_BOM = "锘"  # two of its three bytes; the third one goes where bytes are dropped
_SAMPLE = 1000  # runs that decide whether a reading is worth a look at all of them
_WORTH_A_LOOK = 0.8  # how much of the wanted share the sample must show


@dataclass(frozen=True, slots=True)
class Undone:
    """A text with a wrong reading undone, and what speaks for that.

    `share` of the document's `runs` decode. `evidence` and `quality`: see `plausibility`.
    """

    methods: tuple[str, ...]
    text: str
    share: float
    runs: int
    recovered: int
    lost: int
    evidence: int
    quality: float

    @property
    def is_plausible(self) -> bool:
        """Whether this may be what somebody wrote."""
        return plausibility.is_plausible(self.quality, self.evidence)


@dataclass(frozen=True, slots=True)
class Document:
    """A text that can be gone through piece by piece, or had as a whole where that is needed."""

    pieces: Callable[[], Iterator[str]]

    @classmethod
    def of(cls, text: str) -> "Document":
        return cls(lambda: iter((text,)))

    @property
    def text(self) -> str:
        return "".join(self.pieces())

    def runs(self) -> Iterator[tuple[str, re.Match[str]]]:
        """All runs in order, each with the line that it stands in."""
        start: int | None = None
        for piece in self.pieces():
            if start is None:
                start = len(_BROKEN_BOM) if piece.startswith(_BROKEN_BOM) else 0
            for line in piece.split("\n"):
                if not line.isascii():
                    yield from ((line, match) for match in _RUN.finditer(line, start))
                start = 0


def all_undone(document: Document, *, least_share: float) -> Iterator[Undone]:
    """The text with each known reading undone that enough of its runs allow.

    A text that none of them fits is never held as a whole.
    """
    runs = Counter(match[0] for _, match in document.runs())
    total = runs.total()
    if not total:
        return
    sample = _sample(document, step=total // _SAMPLE + 1)
    for reading in known_readings():
        seen = [(place, run) for place in sample if (run := reading.undo(place.run))]
        if len(seen) < least_share * _WORTH_A_LOOK * len(sample):
            continue
        whole = {run: undone for run in runs if (undone := reading.undo(run))}
        share = sum(runs[run] for run in whole) / total
        if share >= least_share:
            yield _undo(document.text, reading, runs, whole, seen)


def _sample(document: Document, step: int) -> list[Occurrence]:
    return [
        Occurrence(
            run=match[0],
            before=text[max(match.start() - 1, 0) : match.start()],
            after=text[match.end() : match.end() + 3],
        )
        for text, match in islice(document.runs(), 0, None, step)
    ]


def _undo(
    text: str,
    reading: Reading,
    runs: Counter[str],
    whole: dict[str, str],
    seen: list[tuple[Occurrence, str]],
) -> Undone:
    left = (run for run in runs if run not in whole)
    if reading.drops and text.startswith(_BROKEN_BOM):
        text = text.replace(_BROKEN_BOM, "\ufeff", 1)
    table = whole | {run: undone for run in left if (undone := reading.undo_in_part(run))}
    lost = sum(undone.count("\ufffd") * runs[run] for run, undone in table.items())
    characters = sum(len(undone) * runs[run] for run, undone in table.items())
    strongest = {place.run: plausibility.evidence(place, undone) for place, undone in seen}
    return Undone(
        methods=(reading.name,),
        text=_RUN.sub(lambda run: table.get(run[0], run[0]), text),
        share=sum(runs[run] for run in whole) / runs.total(),
        runs=runs.total(),
        recovered=characters - lost,
        lost=lost,
        evidence=sum(strongest.values()),
        quality=sum(plausibility.quality(place, undone) for place, undone in seen) / len(seen),
    )
