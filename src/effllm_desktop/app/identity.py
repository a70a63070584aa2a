"""Which work each entry of a new version mentions, so that nothing the reader made is lost.

An entry keeps its work while its key stays the same. When an entry that was found again by its
wording has another key (its link was changed, or its address came to be shared by two titles), the
state follows the wording:

1. Nobody else mentions the old work: it takes the new key, and goes by the old one too. If another
   work has the new key already, the two become one as long as the reader touched only one of them.
   If both were touched, they stay apart: the entry goes to the work of the new key, and a tombstone
   keeps the old work and its state.
2. Others still mention the old work: the entry goes to the work of the new key, and gets a copy of
   the state if the reader never touched that one.

A title that many entries could have ("Paper", "Code") is no wording to go by: then the old entry
becomes a tombstone and the new one is new.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from effllm_desktop.domain.ids import ListId, VersionId, WorkId
from effllm_desktop.domain.keys import normalise_title
from effllm_desktop.domain.lists import ReadEntry
from effllm_desktop.markdown.merge import Match, Pair
from effllm_desktop.store import works
from effllm_desktop.store.database import Database
from effllm_desktop.store.entries import KnownEntry
from effllm_desktop.store.works import NewWork

_TELLING = 10
"""Letters that a title must have to be taken for the same one under another address."""


@dataclass(frozen=True, slots=True)
class Resolved:
    """The match, without pairs that proved none, and the work of each entry by position."""

    match: Match
    works: dict[int, WorkId]


class Identity:
    """Decides for one new version of one list, inside its transaction."""

    def __init__(self, database: Database, list_id: ListId, version: VersionId, now: str) -> None:
        self._database = database
        self._list = list_id
        self._version = version
        self._now = now
        self._staying: set[WorkId] = set()
        self._in_use: set[str] = set()
        self._folded: dict[WorkId, WorkId] = {}

    def resolve(
        self, match: Match, known: Sequence[KnownEntry], new: Sequence[ReadEntry]
    ) -> Resolved:
        old = {entry.id: entry for entry in known}
        match = trusted(match, known, new)
        found: dict[int, WorkId] = {}
        moving: dict[tuple[WorkId, str], list[Pair]] = {}
        for pair in match.pairs:
            entry, key = old[pair.old], new[pair.new].text.key
            if entry.key == key:
                found[pair.new] = entry.work
            else:
                moving.setdefault((entry.work, key), []).append(pair)
        self._staying = set(found.values())
        self._in_use = {entry.text.key for entry in new}
        parted: list[Pair] = []
        for (work, key), pairs in moving.items():
            target = self._move(self._folded.get(work, work), key)
            if target is None:
                parted += pairs
                continue
            self._staying.add(target)
            found |= {pair.new: target for pair in pairs}
        match = _without(match, parted)
        found |= self._of_keys(match.added, new)
        return Resolved(match, {p: self._folded.get(work, work) for p, work in found.items()})

    def _move(self, work: WorkId, key: str) -> WorkId | None:
        """The work that entries with a new key go to; None: they are no longer the same."""
        database = self._database
        target = works.find(database, [key]).get(key)
        shared = work in self._staying or works.has_entries_outside(database, work, self._list)
        if target == work:
            if not shared:
                self._give_key(work, key)
            return work
        if target is None:
            if shared:
                return self._split_off(work, key)
            self._give_key(work, key)
            return work
        mine, theirs = works.is_touched(database, work), works.is_touched(database, target)
        if shared or works.key_of(database, work) in self._in_use:
            if mine and not theirs:
                works.copy_state(database, work, target)
            return target
        if mine and theirs:
            return None
        return self._unite(work, target, key) if mine else self._unite(target, work, key)

    def _give_key(self, work: WorkId, key: str) -> None:
        old = works.key_of(self._database, work)
        works.give_key(self._database, work, key, keep_old=old not in self._in_use)

    def _split_off(self, work: WorkId, key: str) -> WorkId:
        """A new work with what the reader made of this one."""
        made = NewWork(key, works.kind_of(self._database, work))
        target = works.add(self._database, [made], self._version, self._now)[key]
        works.copy_state(self._database, work, target)
        return target

    def _unite(self, survivor: WorkId, other: WorkId, key: str) -> WorkId:
        """Let two works be one; the reader has touched the survivor, or neither."""
        works.fold(self._database, other, survivor)
        works.give_key(self._database, survivor, key, keep_old=True)
        self._folded = {
            work: survivor if into == other else into for work, into in self._folded.items()
        }
        self._folded[other] = survivor
        if other in self._staying:
            self._staying.add(survivor)
        return survivor

    def _of_keys(self, places: Iterable[int], new: Sequence[ReadEntry]) -> dict[int, WorkId]:
        """The works of entries that go by their key alone; unknown ones are made."""
        by_place = {place: new[place].text for place in places}
        found = works.find(self._database, {text.key for text in by_place.values()})
        missing = {
            text.key: NewWork(text.key, text.kind)
            for text in by_place.values()
            if text.key not in found
        }
        if missing:
            made = works.add(self._database, list(missing.values()), self._version, self._now)
            found |= made
        return {place: found[text.key] for place, text in by_place.items()}


def trusted(match: Match, known: Sequence[KnownEntry], new: Sequence[ReadEntry]) -> Match:
    """Part pairs whose keys differ and whose title is too common to prove anything."""
    old = {entry.id: entry for entry in known}
    suspicious = [
        pair
        for pair in match.pairs
        if _address(old[pair.old].key) != _address(new[pair.new].text.key)
    ]
    if not suspicious:
        return match
    before = Counter(normalise_title(entry.title) for entry in known if not entry.removed)
    after = Counter(normalise_title(entry.text.title) for entry in new)
    return _without(match, [p for p in suspicious if not _is_telling(p, new, before, after)])


def _address(key: str) -> str:
    """A key without the title that tells works of one address apart."""
    return key.partition("#title=")[0]


def _is_telling(
    pair: Pair, new: Sequence[ReadEntry], before: Counter[str], after: Counter[str]
) -> bool:
    title = normalise_title(new[pair.new].text.title)
    return len(title) >= _TELLING and before[title] <= 1 and after[title] == 1


def _without(match: Match, parted: Sequence[Pair]) -> Match:
    """The match with some pairs taken for a removed entry and an added one."""
    if not parted:
        return match
    gone = set(parted)
    return Match(
        pairs=tuple(pair for pair in match.pairs if pair not in gone),
        added=tuple(sorted((*match.added, *(pair.new for pair in parted)))),
        removed=(*match.removed, *(pair.old for pair in parted if not pair.returned)),
    )
