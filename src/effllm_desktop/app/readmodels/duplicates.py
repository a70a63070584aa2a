"""Works that may be one, and what would come out if two became one."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from effllm_desktop.app.readmodels.works import Appearance, appearances, read_state
from effllm_desktop.domain.duplicates import Reason
from effllm_desktop.domain.errors import BadInput
from effllm_desktop.domain.ids import WorkId
from effllm_desktop.domain.merging import all_tags, united
from effllm_desktop.domain.state import State
from effllm_desktop.store import duplicates, highlights, pages, pdf_cache, works
from effllm_desktop.store.database import Database


class Side(NamedTuple):
    """One of two works."""

    work: WorkId
    key: str
    title: str


@dataclass(frozen=True, slots=True)
class Duplicate:
    """Two works that may be one."""

    work: Side
    other: Side
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class MergePreview:
    """What comes out when one of two works is kept.

    `title` is the one that places show then: that of the first entry. `pdf` says which PDF stays,
    where both have one.
    """

    kept: Side
    gone: Side
    title: str
    state: State
    highlights: int
    pdf: str
    places: tuple[Appearance, ...]

    @property
    def also_known_as(self) -> str:
        """The other title, where there is another one."""
        others = {self.kept.title, self.gone.title} - {self.title}
        return others.pop() if others else ""


class DuplicateReader:
    """Reads pairs of works."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def all(self) -> tuple[Duplicate, ...]:
        """All works that may be one."""
        pairs = duplicates.all_pairs(self._database)
        sides = self._sides({work for pair in pairs for work in (pair.work, pair.other)})
        return tuple(Duplicate(sides[one], sides[other], why) for one, other, why in pairs)

    def preview(self, kept: WorkId, gone: WorkId) -> MergePreview:
        """What merging would come to. Raises BadInput for works that are one already."""
        kept, gone = (works.now_is(self._database, work) for work in (kept, gone))
        if kept == gone:
            raise BadInput("These are one work already.")
        sides = self._sides((kept, gone))
        mine, theirs = (read_state(self._database, work)[0] for work in (kept, gone))
        status, starred, rating, note, queue = united(mine, theirs)
        state = State(status, starred, rating, all_tags(mine, theirs), note, queue)
        marks = sum(len(highlights.of_work(self._database, work)) for work in (kept, gone))
        places = (*appearances(self._database, kept), *appearances(self._database, gone))
        return MergePreview(
            sides[kept],
            sides[gone],
            sides[works.first_shown(self._database, (kept, gone))].title,
            state,
            marks,
            self._pdf(kept, gone),
            tuple(sorted(places, key=lambda one: one.removed)),
        )

    def _pdf(self, kept: WorkId, gone: WorkId) -> str:
        """Which PDF the work has then; empty where there is nothing to choose."""
        pdfs = pdf_cache.of_works(self._database, [kept, gone])
        if len(pdfs) < 2 or pdfs[kept].sha256 == pdfs[gone].sha256:
            return ""
        mine, theirs = (pdfs[work].identity is None for work in (kept, gone))
        if theirs and not mine:
            return "The file that you attached to the other one."
        if theirs:
            return "That of this one. Your other file stays here; undo shows it again."
        return "That of this one."

    def _sides(self, ids: Sequence[WorkId] | set[WorkId]) -> dict[WorkId, Side]:
        keys = works.keys_of(self._database, ids)
        titles = pages.titles(self._database, list(ids), of_works=True)
        return {work: Side(work, keys[work], titles[work] or keys[work]) for work in ids}
