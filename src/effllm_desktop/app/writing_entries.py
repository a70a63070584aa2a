"""The entries of a version into the library, with the works that are new in it."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import count

from effllm_desktop.app.gathering import Gathered
from effllm_desktop.app.identity import Resolved
from effllm_desktop.app.jobs import Stretch
from effllm_desktop.domain.ids import EntryId, ListId, SectionId, VersionId, WorkId
from effllm_desktop.store import entries, search, works
from effllm_desktop.store.database import Database, Row, in_parts
from effllm_desktop.store.entries import KnownEntry, Place
from effllm_desktop.store.spool import KeptRows
from effllm_desktop.store.works import NewWork

_PARTS = 4
"""Works, entries, the full-text index, and what follows from them."""


@dataclass(frozen=True, slots=True)
class Target:
    """Where a text is written. `sections` are the ids of its sections.

    `version`: the one that brings what is new in it; None for what the reader edited.
    """

    database: Database
    list_id: ListId
    version: VersionId | None
    sections: Sequence[SectionId]
    now: str


class EntryWriting:
    """Writes the entries, and each new work with the entry that speaks for it.

    All that is derived of a new work that one entry mentions is known with that entry. Of others
    it is made anew once the entries stand (`follow`). One table is filled after the other: in turns
    they would push each other's pages out of the caches.
    """

    def __init__(self, target: Target, new: Gathered, resolved: Resolved) -> None:
        self._target = target
        self._new = new
        self._resolved = resolved
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
        self._made: dict[int, WorkId] = {}

    def write(self, stretch: Stretch) -> None:
        new, database = self._new, self._target.database
        made = self._first_mentions()
        with works.many_coming(database, len(made)):
            self._each(new.speaking, self._add_works, stretch.part(0, _PARTS))
        stretch.report(1 / _PARTS)
        self._each(new.rows, self._write_entries, stretch.part(1, _PARTS))
        with search.many_coming(database):
            self._each(new.searched, self._add_to_search, stretch.part(2, _PARTS))

    def _each(
        self, rows: KeptRows, write: Callable[[int, list[Row]], None], stretch: Stretch
    ) -> None:
        for start, some in rows.batches():
            write(start, some)
            stretch.report((start + len(some)) / len(self._new.keys))

    def _first_mentions(self) -> dict[int, WorkId]:
        """The new works by the positions of the entries that speak for them."""
        coming = self._resolved.first_new
        for position, work in enumerate(self._resolved.works):
            if work == coming:  # they are numbered as they are mentioned
                self._made[position] = work
                coming = WorkId(work + 1)
        return self._made

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
            stretch.part(_PARTS - 1, _PARTS).report(number / len(steps))
            step(database, some)

    def _said_elsewhere(self, known: Iterable[KnownEntry]) -> set[WorkId]:
        """Works that entries came to, came back to, or left."""
        match, of = self._resolved.match, self._resolved.works
        gone = frozenset(match.removed)
        came = {of[place] for place in match.added}
        back = {of[pair.new] for pair in match.pairs if pair.returned}
        left = {entry.work for entry in known if entry.id in gone}
        return {work for work in came | back | left if work < self._resolved.first_new}

    def _add_works(self, start: int, rows: list[Row]) -> None:
        target = self._target
        works.add(
            target.database,
            target.list_id,
            target.version,
            target.now,
            (
                NewWork(self._made[at], self._new.keys[at], self._ids[at], at, *row)
                for at, row in enumerate(rows, start)
                if at in self._made
            ),
        )

    def _write_entries(self, start: int, rows: list[Row]) -> None:
        target, database = self._target, self._target.database
        placed = list(zip(self._places(range(start, start + len(rows))), rows, strict=True))
        fresh = [one for one in placed if one[0].id >= self._first_id]
        entries.add(database, target.list_id, target.version, fresh)
        if len(fresh) == len(placed):
            return
        again = [one for one in placed if one[0].id < self._first_id]
        if entries.rewrite(database, again):
            self._said_anew |= {place.work for place, _ in again}

    def _add_to_search(self, start: int, rows: list[Row]) -> None:
        search.add(
            self._target.database,
            (
                (self._made[at], row)
                for at, row in enumerate(rows, start)
                if at in self._made and self._made[at] not in self._several
            ),
        )

    def _places(self, some: range) -> Iterator[Place]:
        new, sections, part = self._new, self._target.sections, slice(some.start, some.stop)
        standing = map(new.section, some)
        return map(
            Place,
            self._ids[part],
            new.keys[part],
            (None if section is None else sections[section] for section in standing),
            self._resolved.works[part],
            some,
        )
