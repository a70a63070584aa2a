"""Lists by name, their problems, versions, and the two looks at a damaged one."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from effllm_desktop.app.foreign import foreign
from effllm_desktop.domain import section_paths
from effllm_desktop.domain.errors import NotFound
from effllm_desktop.domain.ids import ListId, SectionId
from effllm_desktop.domain.lists import Problem
from effllm_desktop.store import list_edits, lists, problems, sections, upstreams
from effllm_desktop.store.database import Database
from effllm_desktop.store.list_edits import Waiting

__all__ = ["ListFacts", "ListReader", "SectionFacts", "TrashedList", "Waiting"]


@dataclass(frozen=True, slots=True)
class ListFacts:
    """A list and where it stands. `damage`, `offered`, `foreign`: sentences about its text."""

    id: ListId
    name: str
    linked: Path | None
    trashed: bool
    entries: int
    sections: int
    damage: str | None
    offered: str | None
    foreign: str | None


@dataclass(frozen=True, slots=True)
class SectionFacts:
    """A section by the path that people write."""

    id: SectionId
    list_id: ListId
    path: str


class TrashedList(NamedTuple):
    """A list that was put away; after `kept_until` it is removed for good."""

    id: ListId
    name: str
    trashed_at: datetime
    entries: int
    kept_until: datetime


class ListReader:
    """Reads what concerns whole lists."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def all(self) -> list[ListFacts]:
        """All lists in the order they came, those in the trash last."""
        known = lists.all_lists(self._database)
        return [self.facts(one.id) for one in sorted(known, key=lambda one: one.trashed)]

    def trashed(self) -> list[TrashedList]:
        """The lists in the trash, the latest first."""
        from effllm_desktop.app.emptying_trash import KEPT  # when the trash is looked at
        from effllm_desktop.store import removal

        since = removal.counted_from(self._database)
        return [
            TrashedList(one, name, at, lists.counts(self._database, one)[0], since[one] + KEPT)
            for one, name, at in lists.trashed(self._database)
        ]

    def named(self, name: str) -> ListFacts:
        """The list of this name, in whatever case. Raises NotFound."""
        return self.facts(lists.named(self._database, name).id)

    def facts(self, list_id: ListId) -> ListFacts:
        from effllm_desktop.app import list_versions  # the engine: not needed to open a library

        stored = lists.by_id(self._database, list_id)
        if stored is None:
            raise NotFound("That list is not in the library.")
        version = lists.version_facts(self._database, list_id)
        upstream = upstreams.of_list(self._database, list_id)
        return ListFacts(
            stored.id,
            stored.name,
            upstream.path if upstream else None,
            stored.trashed,
            *lists.counts(self._database, list_id),
            list_versions.damage(version),
            list_versions.offered(version),
            self.foreign(list_id),
        )

    def sections(self, list_id: ListId) -> list[SectionFacts]:
        """The sections of a list in file order."""
        found = sections.of_list(self._database, list_id)
        return [SectionFacts(section.id, list_id, section.path) for section in found]

    def sections_named(self, path: str, list_id: ListId | None = None) -> list[SectionFacts]:
        """The sections that a path may mean, in one list or in all that are not in the trash."""
        if list_id is None:
            ids = [one.id for one in lists.all_lists(self._database) if not one.trashed]
        else:
            ids = [list_id]
        known = [section for one in ids for section in self.sections(one)]
        return [known[place] for place in section_paths.find(path, [s.path for s in known])]

    def problems(self, list_id: ListId) -> tuple[Problem, ...]:
        """What was kept but not understood."""
        return problems.of_list(self._database, list_id)

    def foreign(self, list_id: ListId) -> str | None:
        """What it is that is no Markdown list, in a sentence; None for all others."""
        entries, _ = lists.counts(self._database, list_id)
        return foreign(self._database, list_id, entries, self.problems(list_id))

    def is_bare(self, list_id: ListId) -> bool:
        """Whether a list has nothing but headings, as one has that was just begun."""
        lines = self.repaired(list_id).splitlines()
        return all(not line.strip() or line.startswith(b"#") for line in lines)

    def waiting(self, list_id: ListId) -> tuple[Waiting, ...]:
        """The reader's edits that a new version crossed, and nobody has decided about."""
        return list_edits.waiting(self._database, list_id)

    def original(self, list_id: ListId) -> bytes:
        """The bytes as they were imported."""
        return lists.current_version(self._database, list_id).data

    def repaired(self, list_id: ListId) -> bytes:
        """The bytes that everything is read from; the original ones where nothing was damaged.

        The reader's edits are in them.
        """
        return list_edits.shown(self._database, list_id)
