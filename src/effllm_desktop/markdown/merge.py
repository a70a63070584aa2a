"""Two versions of one list: which entry is which, what is new, changed, moved, gone, back.

Identity is what an entry mentions and says, never its place: a heading that was renamed or an
item that was reworded is the same entry (most changed lines of real lists are such edits).
"""

from collections import defaultdict, deque
from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass, field

from effllm_desktop.domain.ids import EntryId
from effllm_desktop.domain.keys import TITLE_MARK, normalise_title
from effllm_desktop.domain.lists import ReadEntry


@dataclass(frozen=True, slots=True)
class OldEntry:
    """An entry of the version that is known. `section` is its full path; `removed`: a tombstone."""

    id: EntryId
    key: str
    title: str
    section: str
    source: str
    removed: bool = False


@dataclass(frozen=True, slots=True)
class Pair:
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


@dataclass(slots=True)
class _New:
    position: int
    key: str
    title: str
    section: str
    source: str


def _address(key: str) -> str:
    """A key without the title that tells apart what a list has under one address."""
    return key.partition(TITLE_MARK)[0]


_Side = OldEntry | _New
_RULES: tuple[Callable[[_Side], Hashable], ...] = (
    lambda side: (side.source, side.section),
    lambda side: (side.key, side.source),
    lambda side: (side.key, side.section, normalise_title(side.title)),
    lambda side: (side.key, side.section),
    lambda side: side.key,
    lambda side: (normalise_title(side.title), side.section),
    lambda side: normalise_title(side.title),
    lambda side: (_address(side.key), side.section),
    lambda side: _address(side.key),
)


def match(old: Iterable[OldEntry], new: Sequence[ReadEntry], sections: Sequence[str]) -> Match:
    """Find the old entries again. `sections` are the full paths of the new version's sections.

    Rules go from the strictest to the loosest, each over what is still unmatched, live entries
    before tombstones; within a rule, first comes to first.
    """
    matching = _Matching([_new(place, entry, sections) for place, entry in enumerate(new)])
    known = list(old)
    live = [entry for entry in known if not entry.removed]
    gone = [entry for entry in known if entry.removed]
    for rule in _RULES:
        live = matching.pair(live, rule)
    for rule in _RULES:
        gone = matching.pair(gone, rule)
    return Match(
        pairs=tuple(sorted(matching.pairs, key=lambda pair: pair.new)),
        added=tuple(side.position for side in matching.waiting),
        removed=tuple(entry.id for entry in live),
    )


def _new(position: int, entry: ReadEntry, sections: Sequence[str]) -> _New:
    section = "" if entry.section is None else sections[entry.section]
    return _New(position, entry.text.key, entry.text.title, section, entry.source)


@dataclass(slots=True)
class _Matching:
    waiting: list[_New]
    pairs: list[Pair] = field(default_factory=list)

    def pair(self, old: list[OldEntry], rule: Callable[[_Side], Hashable]) -> list[OldEntry]:
        """Match what the rule makes equal; the old entries that stay unmatched."""
        if not old or not self.waiting:
            return old
        places: defaultdict[Hashable, deque[_New]] = defaultdict(deque)
        for side in self.waiting:
            places[rule(side)].append(side)
        left: list[OldEntry] = []
        taken: set[int] = set()
        for entry in old:
            found = places.get(rule(entry))
            if found:
                side = found.popleft()
                taken.add(side.position)
                self.pairs.append(_pair(entry, side))
            else:
                left.append(entry)
        self.waiting = [side for side in self.waiting if side.position not in taken]
        return left


def _pair(old: OldEntry, new: _New) -> Pair:
    return Pair(
        old=old.id,
        new=new.position,
        changed=old.source != new.source,
        moved=old.section != new.section,
        returned=old.removed,
    )
