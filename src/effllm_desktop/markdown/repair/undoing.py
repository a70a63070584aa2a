"""Undoing one wrong reading in all of a text, and measuring what speaks for it."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import chain

from effllm_desktop.markdown import source
from effllm_desktop.markdown.repair import plausibility
from effllm_desktop.markdown.repair.encodings import Reading, known_readings
from effllm_desktop.markdown.repair.plausibility import Occurrence

_RUN = re.compile("[^\0-\x7f\udc80-\udcff\ufeff]+")  # not ASCII, no stray byte, no BOM
_BROKEN_BOM = "锘"  # two of its three bytes; the third one goes where bytes are dropped
_REMEMBERED = 2**10
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


class Document:
    """A text that is gone through piece by piece, and had as a whole only where that is needed."""

    def __init__(self, data: bytes) -> None:
        self._data = data

    @property
    def text(self) -> str:
        return source.decode(self._data)

    @cached_property
    def runs(self) -> Counter[str]:
        """How often each run stands in the text."""
        stretches: Counter[bytes] = Counter()
        for some in source.beyond_ascii(self._whole):
            stretches.update(some)
        found: Counter[str] = Counter()
        for stretch, times in stretches.items():
            for run in _runs_of(stretch):
                found[run] += times
        return found

    @cached_property
    def sample(self) -> list[str]:
        """One run of so many."""
        found: list[str] = []
        before = 0  # so many runs stand in the pieces before
        for some in source.beyond_ascii(self._whole):
            runs = list(chain.from_iterable(map(_runs_of, some)))
            found += runs[-before % self._step :: self._step]
            before += len(runs)
        return found

    @cached_property
    def occurrences(self) -> list[Occurrence]:
        """The runs of the sample, each where it stands: takes longer to find."""
        found: list[Occurrence] = []
        before = 0
        for lines in source.lines_beyond_ascii(self._whole):
            runs = list(_RUN.finditer(lines))
            found += [_occurrence(lines, run) for run in runs[-before % self._step :: self._step]]
            before += len(runs)
        return found

    @property
    def _step(self) -> int:
        return self.runs.total() // _SAMPLE + 1

    @property
    def _whole(self) -> bytes:
        """The bytes without a broken byte order mark."""
        return self._data.removeprefix(_BROKEN_BOM.encode())


@lru_cache(_REMEMBERED)
def _runs_of(stretch: bytes) -> tuple[str, ...]:
    """The runs in bytes beyond ASCII: one, unless there are stray bytes among them."""
    return tuple(_RUN.findall(source.decode(stretch)))


def _occurrence(text: str, run: re.Match[str]) -> Occurrence:
    start, end = run.span()
    return Occurrence(run[0], text[max(start - 1, 0) : start], text[end : end + 3])


def all_undone(document: Document, *, least_share: float) -> Iterator[Undone]:
    """The text with each known reading undone that enough of its runs allow.

    A text that none of them fits is never held as a whole.
    """
    runs = document.runs
    total = runs.total()
    if not total:
        return
    sample = document.sample
    for reading in known_readings():
        fitting = sum(1 for run in sample if reading.undo(run))
        if fitting < least_share * _WORTH_A_LOOK * len(sample):
            continue
        whole = {run: undone for run in runs if (undone := reading.undo(run))}
        share = sum(runs[run] for run in whole) / total
        if share >= least_share:
            places = document.occurrences
            seen = [(place, run) for place in places if (run := reading.undo(place.run))]
            yield _undo(document.text, reading, runs, whole, seen)


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
