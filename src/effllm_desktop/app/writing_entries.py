"""The entries of a version into the library, with the works that are new in it."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import count

from effllm_desktop.app.gathering import Gathered
from effllm_desktop.app.identity import Resolved
from effllm_desktop.app.jobs import Stretch
from effllm_desktop.domain.ids import EntryId, ListId, SectionId, VersionId, WorkId
from effllm_desktop.store import entries, search, works
from effllm_desktop.store.database import Database, Row, in_parts
from effllm_desktop.store.entries import KnownEntry, Place
from effllm_desktop.store.works import NewWork

_Placed = tuple[Place, Row]
_ENTRIES = 0.8  # of the time that writing takes; what follows from them takes the rest


@dataclass(frozen=True, slots=True)
class Target:
    """Where a version is written. `sections` are the ids of its sections."""

    database: Database
    list_id: ListId
    version: VersionId
    sections: Sequence[SectionId]
    now: str


class EntryWriting:
    """Writes the entries a batch at a time, each new work with the entry that speaks for it.

    All that is derived of a new work that one entry mentions is known with that entry. Of others
    it is made anew once the entries stand (`follow`).
    """

    def __init__(self, target: Target, new: Gathered, resolved: Resolved) -> None:
        self._target = target
        self._new = new
        self._resolved = resolved
        self._coming = resolved.first_new
        self._first_id = entries.next_id(target.database)
        again = {pair.new: pair.old for pair in resolved.match.pairs}
        fresh = count(self._first_id)
        self._ids = [
            again[place] if place in again else EntryId(next(fresh))
            for place in range(len(new.keys))
        ]
        mentions: Counter[WorkId] = Counter()
        for some in in_parts(resolved.works):
            mentions.update(some)
        self._several = {work for work, count in mentions.items() if count > 1}
        self._said_anew: set[WorkId] = set()

    def write(self, stretch: Stretch) -> None:
        for start, rows in self._new.rows.batches():
            self._batch([(self._place(start + n), row) for n, row in enumerate(rows)])
            stretch.report((start + len(rows)) / len(self._new.keys) * _ENTRIES)

    def follow(
        self, before: Iterable[WorkId], known: Iterable[KnownEntry], stretch: Stretch
    ) -> None:
        """Bring up to date what is derived from entries of works that the library had."""
        database, first_new = self._target.database, self._resolved.first_new
        had = {*before, *(work for work in self._resolved.works if work < first_new)}
        said = had if self._resolved.restless else self._said_anew | self._said_elsewhere(known)
        steps: list[tuple[Callable[[Database, list[WorkId]], None], list[WorkId]]] = [
            *((works.choose_leads, some) for some in in_parts(had)),
            *((search.reindex, some) for some in in_parts(said | self._several)),
        ]
        for number, (step, some) in enumerate(steps):
            stretch.report(_ENTRIES + (1 - _ENTRIES) * number / len(steps))
            step(database, some)

    def _said_elsewhere(self, known: Iterable[KnownEntry]) -> set[WorkId]:
        """Works that entries came to, came back to, or left."""
        match, of = self._resolved.match, self._resolved.works
        gone = frozenset(match.removed)
        came = {of[place] for place in match.added}
        back = {of[pair.new] for pair in match.pairs if pair.returned}
        left = {entry.work for entry in known if entry.id in gone}
        return {work for work in came | back | left if work < self._resolved.first_new}

    def _batch(self, placed: Sequence[_Placed]) -> None:
        target, database = self._target, self._target.database
        made = [one for one in placed if self._is_first_mention(one[0].work)]
        works.add(database, target.list_id, target.version, target.now, map(_work, made))
        fresh = [one for one in placed if one[0].id >= self._first_id]
        entries.add(database, target.list_id, target.version, fresh)
        again = [one for one in placed if one[0].id < self._first_id]
        if again and entries.rewrite(database, again):
            self._said_anew |= {place.work for place, _ in again}
        alone = [one for one in made if one[0].work not in self._several]
        search.add(database, ((place.work, row[entries.SEARCHED]) for place, row in alone))

    def _is_first_mention(self, work: WorkId) -> bool:
        """Whether this is the next of the new works, which are numbered as they are mentioned."""
        if work != self._coming:
            return False
        self._coming = WorkId(work + 1)
        return True

    def _place(self, position: int) -> Place:
        section = self._new.section(position)
        return Place(
            self._ids[position],
            self._new.keys[position],
            None if section is None else self._target.sections[section],
            self._resolved.works[position],
            position,
        )


def _work(placed: _Placed) -> NewWork:
    place, row = placed
    return NewWork(
        place.work,
        place.key,
        row[entries.KIND],
        place.id,
        place.position,
        row[entries.SORT_TITLE],
        row[entries.YEAR],
        row[entries.CITATIONS],
    )
