"""The entries of a version into the library, with the works that are new in it."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import count

from effllm_desktop.app.gathering import Gathered
from effllm_desktop.app.identity import Resolved
from effllm_desktop.app.jobs import Stretch
from effllm_desktop.app.shown_text import shown
from effllm_desktop.domain.ids import EntryId, ListId, SectionId, VersionId, WorkId
from effllm_desktop.store import entries, search, works
from effllm_desktop.store.database import Database, Row, in_parts
from effllm_desktop.store.entries import KnownEntry, Place
from effllm_desktop.store.works import NewWork

_WRITTEN = 0.75
"""The part of the time after which all is written, but for what follows from it."""


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
    it is made anew once the entries stand (`follow`).
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
        database, made = self._target.database, self._first_mentions()
        with works.many_coming(database, len(made)), search.many_coming(database):
            for start, said in self._new.rows.batches():
                rows = [entries.completed(row, shown(row)) for row in said]
                self._add_works(start, rows)
                self._write_entries(start, rows)
                self._add_to_search(start, rows)
                stretch.report((start + len(rows)) / len(self._new.keys) * _WRITTEN)

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
            stretch.report(_WRITTEN + (1 - _WRITTEN) * number / len(steps))
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
                NewWork(
                    self._made[at], self._new.keys[at], self._ids[at], at, *entries.leading(row)
                )
                for at, row in enumerate(rows, start)
                if at in self._made
            ),
        )

    def _write_entries(self, start: int, rows: list[Row]) -> None:
        target, database = self._target, self._target.database
        placed = list(zip(self._places(range(start, start + len(rows))), rows, strict=True))
        fresh = [(*place, *row) for place, row in placed if place.id >= self._first_id]
        entries.add(database, target.list_id, target.version, fresh)
        if len(fresh) == len(placed):
            return
        again = [(place, row) for place, row in placed if place.id < self._first_id]
        if entries.rewrite(database, again):
            self._said_anew |= {place.work for place, _ in again}

    def _add_to_search(self, start: int, rows: list[Row]) -> None:
        search.add(
            self._target.database,
            (
                (self._made[at], *search.columns(*entries.searched(row)))
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
