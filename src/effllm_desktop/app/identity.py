"""Which work each entry of a new version mentions, so that nothing the reader made is lost.

An entry keeps its work while its key stays the same. When an entry that was found again by its
wording has another key (its link was changed, or its address came to be shared by two titles), the
state follows the wording:

1. Nobody else mentions the old work: it takes the new key, and goes on being found by the old one
   unless something else has that now. Where another work has the new key, the two become one as
   long as the reader touched only one of them. Two that were both touched stay apart: the entry
   goes to the work of the new key, and a tombstone keeps the old work and its state.
2. Others still mention the old work: the entry goes to the work of the new key, which gets a copy
   of the state unless the reader touched it.

A key that a work once had finds it for people. For entries it does so only when their title agrees
or others still use it: an address may have come to mean something else.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from effllm_desktop.app.matching import parted
from effllm_desktop.domain.ids import ListId, VersionId, WorkId
from effllm_desktop.domain.keys import normalise_title
from effllm_desktop.domain.lists import EntryText, ReadEntry
from effllm_desktop.markdown.merge import Match, Pair
from effllm_desktop.store import identities, works
from effllm_desktop.store.database import Database
from effllm_desktop.store.entries import KnownEntry
from effllm_desktop.store.works import NewWork


@dataclass(frozen=True, slots=True)
class Resolved:
    """The match, without pairs that could not stay one, and the work of each entry by position."""

    match: Match
    works: dict[int, WorkId]


@dataclass(frozen=True, slots=True, eq=False)
class _Move:
    """Entries of one work that have the same new key."""

    work: WorkId
    key: str
    title: str
    pairs: list[Pair]


class Identity:
    """Decides for one new version of one list, inside its transaction."""

    def __init__(self, database: Database, list_id: ListId, version: VersionId, now: str) -> None:
        self._database = database
        self._list = list_id
        self._version = version
        self._now = now
        self._touched: set[WorkId] = set()
        self._folded: dict[WorkId, WorkId] = {}

    def resolve(
        self, match: Match, known: Sequence[KnownEntry], new: Sequence[ReadEntry]
    ) -> Resolved:
        """Find the work of each entry; make and change works where that takes it."""
        found, moves = self._sorted(match, known, new)
        apart: set[_Move] = set()
        if moves:
            self._touched = identities.touched(self._database)
            heirs, apart = self._chosen(moves, staying=set(found.values()))
            self._inherit(heirs, in_use={entry.text.key for entry in new})
            for move in (one for one in moves if one not in apart):
                work = move.work if move in heirs else self._joined(move)
                found |= dict.fromkeys((pair.new for pair in move.pairs), work)
            match = parted(match, [pair for move in apart for pair in move.pairs])
        found |= self._of_keys({place: new[place].text for place in match.added})
        return Resolved(match, {place: self._final(work) for place, work in found.items()})

    def _sorted(
        self, match: Match, known: Sequence[KnownEntry], new: Sequence[ReadEntry]
    ) -> tuple[dict[int, WorkId], list[_Move]]:
        """Entries that keep their work, and those that have another key."""
        old = {entry.id: entry for entry in known}
        back = {new[pair.new].text.key for pair in match.pairs if pair.returned}
        owners = works.find(self._database, back)
        found: dict[int, WorkId] = {}
        moves: dict[tuple[WorkId, str], _Move] = {}
        for pair in match.pairs:
            entry, text = old[pair.old], new[pair.new].text
            if entry.key == text.key:
                # While an entry was away, its key may have come to mean another work.
                found[pair.new] = owners.get(text.key, entry.work) if pair.returned else entry.work
            else:
                move = _Move(entry.work, text.key, text.title, [])
                moves.setdefault((entry.work, text.key), move).pairs.append(pair)
        return found, list(moves.values())

    def _chosen(
        self, moves: Sequence[_Move], staying: set[WorkId]
    ) -> tuple[set[_Move], set[_Move]]:
        """The moves that take their work along, and those whose entries part from it.

        A work can go along when nobody else mentions it. Which key it leaves behind decides what
        others find there, so all is looked at again once one turns out to have to stay.
        """
        outside = identities.mentioned_outside(self._database, self._list, {m.work for m in moves})
        free = {move.work for move in moves} - staying - outside
        apart: set[_Move] = set()
        while True:
            heirs: dict[WorkId, _Move] = {}
            claimed: dict[str, WorkId] = {}
            for move in moves:
                if (
                    move.work in free
                    and move.work not in heirs
                    and self._can_take(move, claimed.get(move.key), free)
                ):
                    heirs[move.work] = move
                    claimed[move.key] = move.work
            stuck = free - set(heirs)
            if not stuck:
                return set(heirs.values()), apart
            free -= stuck
            apart |= {move for move in moves if move.work in stuck}

    def _can_take(self, move: _Move, claimant: WorkId | None, leaving: set[WorkId]) -> bool:
        """Whether the work can have the key that is new for it."""
        other = claimant or self._owner(move.key, move.title)
        if other is None or other == move.work or (claimant is None and other in leaving):
            return True
        return not {move.work, other} <= self._touched

    def _inherit(self, heirs: Iterable[_Move], in_use: set[str]) -> None:
        """Give works their new keys: first all let go of the old ones, so that they can swap."""
        ordered = sorted(heirs, key=lambda move: move.pairs[0].new)
        old_keys = {
            move.work: identities.release_key(self._database, move.work) for move in ordered
        }
        for move in ordered:
            other = self._owner(move.key, move.title)
            if other is None or other == move.work:
                identities.give_key(self._database, move.work, move.key)
            elif move.work in self._touched:
                self._fold(other, move.work)
            else:
                self._fold(move.work, other)
        free = [key for key in old_keys.values() if key not in in_use]
        owned = works.find(self._database, free)
        for work, key in old_keys.items():
            if key not in in_use and key not in owned:
                identities.add_alias(self._database, key, self._final(work))

    def _joined(self, move: _Move) -> WorkId:
        """The work of the new key, for entries that leave theirs to others."""
        source = self._final(move.work)
        target = self._owner(move.key, move.title)
        if target is None:
            target = identities.split_off(self._database, source, move.key, self._now)
        elif target in self._touched:
            return target
        if target != source and source in self._touched:
            identities.copy_state(self._database, source, target)
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

    def _of_keys(self, texts: dict[int, EntryText]) -> dict[int, WorkId]:
        """The works of entries that go by their key alone; unknown ones are made."""
        titles = {text.key: text.title for text in texts.values()}
        found = works.find(self._database, titles)
        for key, work in identities.by_alias(self._database, titles).items():
            if not self._agrees(work, key, titles[key]):
                identities.drop_alias(self._database, key)
                del found[key]
        missing = {t.key: NewWork(t.key, t.kind) for t in texts.values() if t.key not in found}
        if missing:
            found |= works.add(self._database, list(missing.values()), self._version, self._now)
        return {place: found[text.key] for place, text in texts.items()}

    def _owner(self, key: str, title: str) -> WorkId | None:
        """The work that a key means for an entry of this title."""
        work = works.find(self._database, [key]).get(key)
        if work is None or key not in identities.by_alias(self._database, [key]):
            return work
        if self._agrees(work, key, title):
            return work
        identities.drop_alias(self._database, key)
        return None

    def _agrees(self, work: WorkId, key: str, title: str) -> bool:
        """Whether a former key of a work still means it: by title, or because others use it."""
        wanted = normalise_title(title)
        return any(
            normalise_title(known) == wanted or (live and used == key)
            for used, known, live in identities.wordings(self._database, work)
        )
