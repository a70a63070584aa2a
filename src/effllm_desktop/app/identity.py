"""Which work each entry of a new version mentions, so that nothing the reader made is lost.

An entry keeps its work while its key stays the same. When an entry that was found again by its
wording has another key (its link was changed, or its address came to be shared by two titles), the
state follows the wording:

1. Nobody else mentions the old work: it takes the new key, and goes on being found by the old one.
   Where another work has the new key, the two become one as
   long as the reader touched only one of them. Two that were both touched stay apart: the entry
   goes to the work of the new key, and a tombstone keeps the old work and its state.
2. Others still mention the old work: the entry goes to the work of the new key, which gets a copy
   of the state unless the reader touched it.

A key that a work once had finds it for people. For entries it does so only when their title agrees
or others still use it: an address may have come to mean something else. Where the reader said that
two works are one (`operations/identifying.py`), the key of the other one always finds the kept one.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from effllm_desktop.app.gathering import Gathered
from effllm_desktop.app.matching import parted
from effllm_desktop.domain.ids import ListId, WorkId
from effllm_desktop.domain.keys import normalise_title
from effllm_desktop.markdown.merge import Match, Pair
from effllm_desktop.store import identities, works
from effllm_desktop.store.database import Database
from effllm_desktop.store.entries import KnownEntry


@dataclass(frozen=True, slots=True)
class Resolved:
    """The match, without pairs that could not stay one, and the work of each entry by position.

    The works from `first_new` on are still to be made, in the order in which they are mentioned.
    `restless`: works that the library had have come to mean other entries.
    """

    match: Match
    works: Sequence[WorkId]
    first_new: WorkId
    restless: bool


@dataclass(frozen=True, slots=True)
class _Move:
    """Entries of one work that have the same new key."""

    work: WorkId
    key: str
    title: str
    pairs: list[Pair]


class Identity:
    """Decides for one new version of one list, inside its transaction."""

    def __init__(self, database: Database, list_id: ListId, now: str) -> None:
        self._database = database
        self._list = list_id
        self._now = now
        self._touched: set[WorkId] = set()
        self._mentioned: set[WorkId] = set()
        self._folded: dict[WorkId, WorkId] = {}
        self._returning: set[tuple[WorkId, str]] = set()

    def resolve(self, match: Match, known: Sequence[KnownEntry], new: Gathered) -> Resolved:
        """Find the work of each entry; change works where that takes it, number those to make."""
        found, moves = self._sorted(match, known, new)
        apart: list[Pair] = []
        if moves:
            self._touched = identities.touched(self._database)
            self._mentioned = set(found.values()) | identities.mentioned_outside(
                self._database, self._list, {move.work for move in moves}
            )
        for move in moves:
            work = self._moved(move)
            if work is None:
                apart += move.pairs
            else:
                self._mentioned.add(work)
                found |= dict.fromkeys((pair.new for pair in move.pairs), work)
        match = parted(match, apart)
        first_new = self._of_keys(found, new)
        works = [self._final(found[place]) for place in range(len(new.keys))]
        return Resolved(match, works, first_new, restless=bool(moves))

    def _sorted(
        self, match: Match, known: Sequence[KnownEntry], new: Gathered
    ) -> tuple[dict[int, WorkId], list[_Move]]:
        """Entries that keep their work, and those that have another key.

        Those that come back with their key are looked up by it: while they were away, it may have
        come to mean another work.
        """
        old = {entry.id: entry for entry in known}
        found: dict[int, WorkId] = {}
        moved: defaultdict[tuple[WorkId, str], list[Pair]] = defaultdict(list)
        for pair in match.pairs:
            entry, key = old[pair.old], new.keys[pair.new]
            if entry.key != key:
                moved[entry.work, key].append(pair)
            elif pair.returned:
                self._returning.add((entry.work, key))
            else:
                found[pair.new] = entry.work
        titles = new.titles(pairs[0].new for pairs in moved.values())
        moves = [
            _Move(work, key, titles[pairs[0].new], pairs) for (work, key), pairs in moved.items()
        ]
        return found, moves

    def _moved(self, move: _Move) -> WorkId | None:
        """The work of entries with a new key; None: they and the old ones are two things."""
        work = self._final(move.work)
        target = self._owner(move.key, move.title)
        if work in self._mentioned:
            return target if target == work else self._left(work, target, move.key)
        if target is None or target == work:
            identities.give_key(self._database, work, move.key)
            return work
        if {work, target} <= self._touched:
            return None
        self._fold(*((target, work) if work in self._touched else (work, target)))
        identities.give_key(self._database, self._final(work), move.key)
        return self._final(work)

    def _left(self, work: WorkId, target: WorkId | None, key: str) -> WorkId:
        """The work of the new key, for entries that leave theirs to others."""
        if target is None:
            target = identities.split_off(self._database, work, key, self._now)
        if work in self._touched and target not in self._touched:
            identities.copy_state(self._database, work, target)
            self._touched.add(target)
        return target

    def _fold(self, work: WorkId, into: WorkId) -> None:
        identities.fold(self._database, work, into)
        self._folded[work] = into

    def _final(self, work: WorkId) -> WorkId:
        """What a work is now, after some became one."""
        while work in self._folded:
            work = self._folded[work]
        return work

    def _of_keys(self, found: dict[int, WorkId], new: Gathered) -> WorkId:
        """Give entries that go by their key alone their works; the first of those to be made."""
        places: dict[str, int] = {}
        rest = [place for place in range(len(new.keys)) if place not in found]
        for place in rest:
            places[new.keys[place]] = place
        self._forget_aliases(places, new)
        known = works.find(self._database, places)
        first_new = number = works.next_id(self._database)
        for place in rest:
            key = new.keys[place]
            if key not in known:
                known[key] = number
                number = WorkId(number + 1)
            found[place] = known[key]
        return first_new

    def _owner(self, key: str, title: str) -> WorkId | None:
        """The work that a key means for an entry of this title."""
        self._forget({key: title})
        return works.find(self._database, [key]).get(key)

    def _forget_aliases(self, places: dict[str, int], new: Gathered) -> None:
        """Drop former keys that have come to mean something else, of entries at these places."""
        former = {key: places[key] for key in identities.by_alias(self._database, places)}
        titles = new.titles(former.values())
        self._forget({key: titles[place] for key, place in former.items()})

    def _forget(self, titles: dict[str, str]) -> None:
        """Drop former keys of works that have come to mean something else."""
        for key, work in identities.by_alias(self._database, titles).items():
            if not self._agrees(work, key, titles[key]):
                identities.drop_alias(self._database, key)

    def _agrees(self, work: WorkId, key: str, title: str) -> bool:
        """Whether a former key of a work still means it: by title, or because others use it."""
        if identities.is_stated(self._database, key):
            return True
        if any(used == key and self._final(back) == work for back, used in self._returning):
            return True
        wanted = normalise_title(title)
        return any(
            normalise_title(known) == wanted or (live and used == key)
            for used, known, live in identities.wordings(self._database, work)
        )
