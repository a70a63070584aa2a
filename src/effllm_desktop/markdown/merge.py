"""Two versions of one list: which entry is which, what is new, changed, moved, gone, back.

Identity is what an entry mentions and says, never its place: a heading that was renamed or an
item that was reworded is the same entry (most changed lines of real lists are such edits).

Sources are compared by what stands for them (`said`), and titles of the new version are asked for
only where sources do not settle it: neither version of a long list has to be in memory.
"""

from array import array
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from effllm_desktop.domain.ids import EntryId
from effllm_desktop.domain.keys import TITLE_MARK, normalise_title


class OldEntry(NamedTuple):
    """An entry of the version that is known. `section` is its full path; `removed`: a tombstone.

    `said` is equal for equal sources.
    """

    id: EntryId
    key: str
    title: str
    section: str
    said: Hashable
    removed: bool = False


class NewEntry(NamedTuple):
    """An entry of the new version, at its position there."""

    position: int
    key: str
    section: str
    said: Hashable


class Pair(NamedTuple):
    """An old entry found again at a position of the new version."""

    old: EntryId
    new: int
    changed: bool
    moved: bool
    returned: bool


@dataclass(frozen=True, slots=True)
class Match:
    """`pairs` in file order, positions of the new version's `added` entries, `removed` old ones."""

    pairs: tuple[Pair, ...] = ()
    added: tuple[int, ...] = ()
    removed: tuple[EntryId, ...] = ()


class _Side(NamedTuple):
    """What rules of wording see of an entry of either version. `title` is normalised."""

    key: str
    title: str
    section: str


Titles = Callable[[Sequence[int]], Mapping[int, str]]
_BY_SOURCE: tuple[Callable[[OldEntry | NewEntry], Hashable], ...] = (
    lambda entry: (entry.said, entry.section),
    lambda entry: (entry.key, entry.said),
)
_BY_WORDING: tuple[Callable[[_Side], Hashable], ...] = (
    lambda side: (side.key, side.section, side.title),
    lambda side: (side.key, side.section),
    lambda side: side.key,
    lambda side: (side.title, side.section),
    lambda side: side.title,
    lambda side: (address(side.key), side.section),
    lambda side: address(side.key),
)


def address(key: str) -> str:
    """A key without the title that tells apart what a list has under one address."""
    return key.partition(TITLE_MARK)[0]


def match(old: Iterable[OldEntry], new: Iterable[NewEntry], titles: Titles) -> Match:
    """Find the old entries again. `titles` knows those of the new entries, by position.

    Rules go from the strictest to the loosest, each over what is still unmatched, live entries
    before tombstones; within a rule, first comes to first.
    """
    live: list[OldEntry] = []
    gone: list[OldEntry] = []
    for entry in old:
        (gone if entry.removed else live).append(entry)
    matching = _Matching(list(new), titles)
    live = matching.through_all(live)
    matching.through_all(gone)
    return Match(
        pairs=tuple(sorted(matching.pairs, key=lambda pair: pair.new)),
        added=tuple(entry.position for entry in matching.waiting),
        removed=tuple(entry.id for entry in live),
    )


@dataclass(slots=True)
class _Matching:
    waiting: list[NewEntry]
    titles: Titles
    pairs: list[Pair] = field(default_factory=list)
    _worded: dict[int, _Side] | None = None

    def through_all(self, old: list[OldEntry]) -> list[OldEntry]:
        """Match what any rule makes equal; the old entries that stay unmatched."""
        for value in _BY_SOURCE:
            old = self._pair(old, value, value)
        if not old or not self.waiting:
            return old
        worded = self._new_wordings()
        known = {entry.id: _side(entry, entry.title) for entry in old}
        for rule in _BY_WORDING:
            old = self._pair(
                old,
                lambda entry, rule=rule: rule(known[entry.id]),  # type: ignore[misc] # default
                lambda entry, rule=rule: rule(worded[entry.position]),  # type: ignore[misc]
            )
        return old

    def _new_wordings(self) -> dict[int, _Side]:
        if self._worded is None:
            said = self.titles([entry.position for entry in self.waiting])
            self._worded = {
                entry.position: _side(entry, said[entry.position]) for entry in self.waiting
            }
        return self._worded

    def _pair(
        self,
        old: list[OldEntry],
        old_value: Callable[[OldEntry], Hashable],
        new_value: Callable[[NewEntry], Hashable],
    ) -> list[OldEntry]:
        """Match what has equal values; the old entries that stay unmatched."""
        if not old or not self.waiting:
            return old
        first, following = _chains([new_value(entry) for entry in self.waiting])
        left: list[OldEntry] = []
        taken = bytearray(len(self.waiting))
        for entry in old:
            value = old_value(entry)
            place = first.get(value, -1)
            if place < 0:
                left.append(entry)
            else:
                first[value] = following[place]
                taken[place] = True
                self.pairs.append(_pair(entry, self.waiting[place]))
        self.waiting = [one for one, gone in zip(self.waiting, taken, strict=True) if not gone]
        return left


def _chains(values: Sequence[Hashable]) -> "tuple[dict[Hashable, int], array[int]]":
    """For each value the first place that has it, and for each place the next of its value."""
    first: dict[Hashable, int] = {}
    following = array("q", [-1]) * len(values)
    for place in range(len(values) - 1, -1, -1):
        value = values[place]
        following[place] = first.get(value, -1)
        first[value] = place
    return first, following


def _side(entry: OldEntry | NewEntry, title: str) -> _Side:
    return _Side(entry.key, normalise_title(title), entry.section)


def _pair(old: OldEntry, new: NewEntry) -> Pair:
    return Pair(
        old=old.id,
        new=new.position,
        changed=old.said != new.said,
        moved=old.section != new.section,
        returned=old.removed,
    )
