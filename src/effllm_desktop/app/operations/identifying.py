"""Two works that turn out to be one, or that only look as if they were."""

from dataclasses import dataclass
from typing import ClassVar

from effllm_desktop.domain.duplicates import Verdict
from effllm_desktop.domain.ids import WorkId
from effllm_desktop.domain.merging import united
from effllm_desktop.store.user_tables import UserTables


@dataclass(frozen=True, slots=True)
class MergeWorks:
    """Let two works be one: what the reader made of either is that of the one that is kept.

    Its key stays; the key of the other one goes on finding it, also in lists that come later.
    `said_at`: where a file says so, and when it was; else it is said now.
    """

    kept: WorkId
    gone: WorkId
    said_at: str | None = None
    label: ClassVar[str] = "merge two works"
    merge_key: ClassVar[None] = None

    def apply(self, tables: UserTables) -> None:
        kept, gone = tables.two(self.kept, self.gone)
        mine, theirs = tables.own_of(kept), tables.own_of(gone)
        tables.forget(gone)
        both = united(mine.state, theirs.state)
        tables.set_reading(
            [kept],
            {
                "status": both.status.value,
                "starred": int(both.starred),
                "rating": both.rating,
                "note": both.note,
                "queue": both.queue,
            },
        )
        tables.add_tags([kept], theirs.state.tags)
        tables.highlights.give(gone, kept)
        if theirs.pinned:
            tables.pin([kept], pinned=True)
        for field, value in theirs.corrections.items():
            if field not in mine.corrections:
                tables.correct(kept, field, value)
        tables.say(kept, gone, Verdict.SAME, self.said_at)


@dataclass(frozen=True, slots=True)
class KeepApart:
    """Say that two works are not the same, whatever they have in common."""

    work: WorkId
    other: WorkId
    said_at: str | None = None
    label: ClassVar[str] = "keep two works apart"
    merge_key: ClassVar[None] = None

    def apply(self, tables: UserTables) -> None:
        tables.say(self.work, self.other, Verdict.DIFFERENT, self.said_at)
