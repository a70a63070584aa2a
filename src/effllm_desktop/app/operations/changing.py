"""Several things about works at once, as one step."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import ClassVar

from effllm_desktop.app.operations import wording
from effllm_desktop.app.operations.marking import STATUS_WORDS, checked_rating
from effllm_desktop.app.operations.tagging import checked_tags
from effllm_desktop.domain.ids import WorkId
from effllm_desktop.domain.state import Status
from effllm_desktop.store.user_tables import UserTables


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeState:
    """Change whatever is given; None leaves a thing as it is."""

    works: Sequence[WorkId]
    status: Status | None = None
    starred: bool | None = None
    rating: int | None = None
    tags: Sequence[str] = ()
    untags: Sequence[str] = ()
    note: str | None = None
    seen: bool = False
    merge_key: ClassVar[None] = None

    @property
    def label(self) -> str:
        said = ", ".join(self._said())
        return f"change {wording.works(self.works)}{said and f' ({said})'}"

    def _said(self) -> Iterator[str]:
        """What becomes of the works, in words."""
        if self.status is not None:
            yield STATUS_WORDS[self.status]
        if self.starred is not None:
            yield "starred" if self.starred else "not starred"
        if self.rating is not None:
            yield f"rated {self.rating}"
        if self.tags:
            yield f"tagged {wording.names(self.tags)}"
        if self.untags:
            yield f"untagged {wording.names(self.untags)}"
        if self.note is not None:
            yield "noted"
        if self.seen:
            yield "seen"

    def apply(self, tables: UserTables) -> None:
        if self.seen:
            tables.see(self.works)
        values: dict[str, str | int | None] = {}
        if self.status is not None:
            values["status"] = self.status.value
        if self.starred is not None:
            values["starred"] = int(self.starred)
        if self.rating is not None:
            values["rating"] = checked_rating(self.rating)
        if self.note is not None:
            values["note"] = self.note
        tables.set_reading(self.works, values)
        tables.remove_tags(self.works, self.untags)
        tables.add_tags(self.works, checked_tags(self.tags))
