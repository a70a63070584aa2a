"""What a format is made of: the chosen entries or works, read a few at a time and counted."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property

from effllm_desktop.app.exporting.choice import entry_ids
from effllm_desktop.app.exporting.citation_keys import citation_keys
from effllm_desktop.app.exporting.request import ExportRequest, Part
from effllm_desktop.app.exporting.tally import Tally
from effllm_desktop.domain.ids import WorkId
from effllm_desktop.store import chosen, cited_works
from effllm_desktop.store.chosen import ExportedEntry, Highlight
from effllm_desktop.store.cited_works import CitedWork
from effllm_desktop.store.database import Database, Row
from effllm_desktop.store.lists import StoredList


@dataclass(frozen=True)
class Material:
    """A request and the library that it asks; of all entries at `most` so many of the first.

    `checkpoint` raises where it is no longer wanted; what takes long before its first piece asks.
    """

    database: Database
    request: ExportRequest
    most: int | None = None
    checkpoint: Callable[[], None] = lambda: None

    @cached_property
    def lists(self) -> list[tuple[StoredList, list[int]]]:
        """The lists that anything was chosen from, with the ids of those entries in file order."""
        found, left = [], self.most
        for one, ids in self._all:
            some = ids if left is None else ids[:left]
            left = None if left is None else left - len(some)
            if some:
                found.append((one, some))
        return found

    def beginning(self, most: int) -> "Material":
        """The same of no more than so many of the first entries."""
        made = replace(self, most=most)
        made.__dict__["_all"] = self._all  # which to choose is asked once
        return made

    @property
    def is_cut(self) -> bool:
        """Whether more was chosen than there may be."""
        return self.most is not None and sum(len(ids) for _, ids in self._all) > self.most

    @cached_property
    def _all(self) -> list[tuple[StoredList, list[int]]]:
        return entry_ids(self.database, self.request)

    @cached_property
    def tally(self) -> Tally:
        return self.new_tally()

    def new_tally(self) -> Tally:
        """One that has counted nothing yet."""
        tags = {Part.TAGS} if self.request.shows_tags else set()
        return Tally(self.parts | tags, frozenset(self.highlights))

    @property
    def parts(self) -> frozenset[Part]:
        return self.request.parts

    @cached_property
    def highlights(self) -> dict[WorkId, tuple[Highlight, ...]]:
        """The highlights of all works, where they were asked for."""
        wanted = Part.HIGHLIGHTS in self.parts
        return chosen.highlights(self.database) if wanted else {}

    @cached_property
    def keys(self) -> dict[WorkId, str]:
        """The citation keys of all works."""
        return citation_keys(self.database, self.request.citation_key)

    @property
    def ids(self) -> Iterator[int]:
        """All chosen entries, list by list."""
        return (entry for _, ids in self.lists for entry in ids)

    def works(self) -> Iterator[CitedWork]:
        """The works of the chosen entries, each once."""
        works = cited_works.works(self.database, self.ids, with_states=bool(self.parts))
        return self.tally.passing(works)

    def references(self) -> Iterator[list[Row]]:
        """The same in less words, many at a time, where nothing of the reader's was asked for."""
        is_all = self.request.is_everything and self.most is None
        for rows in cited_works.references(self.database, None if is_all else self.ids):
            self.tally.entries += len(rows)
            yield rows

    def entries(self, ids: list[int]) -> Iterator[ExportedEntry]:
        """Chosen entries of a list."""
        return self.tally.passing(chosen.entries(self.database, ids))
