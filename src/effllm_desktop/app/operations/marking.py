"""Status, star and rating of works."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar

from effllm_desktop.app.operations import wording
from effllm_desktop.domain.errors import BadInput
from effllm_desktop.domain.ids import WorkId
from effllm_desktop.domain.state import RATING_MAX, Status
from effllm_desktop.store.user_tables import UserTables

STATUS_WORDS: Mapping[Status, str] = {
    Status.UNREAD: "unread",
    Status.READING: "reading",
    Status.READ: "read",
    Status.DROPPED: "not for me",
}


@dataclass(frozen=True, slots=True)
class SetStatus:
    """Say how far the reader is with works."""

    works: Sequence[WorkId]
    status: Status
    merge_key: ClassVar[None] = None

    @property
    def label(self) -> str:
        return f"mark {wording.works(self.works)} as {STATUS_WORDS[self.status]}"

    def apply(self, tables: UserTables) -> None:
        tables.set_reading(self.works, {"status": self.status.value})


@dataclass(frozen=True, slots=True)
class SetStar:
    """Give works a star, or take it."""

    works: Sequence[WorkId]
    starred: bool
    merge_key: ClassVar[None] = None

    @property
    def label(self) -> str:
        return f"{'star' if self.starred else 'unstar'} {wording.works(self.works)}"

    def apply(self, tables: UserTables) -> None:
        tables.set_reading(self.works, {"starred": int(self.starred)})


@dataclass(frozen=True, slots=True)
class SetRating:
    """Rate works from 1 to 5; 0 takes the rating back."""

    works: Sequence[WorkId]
    rating: int
    merge_key: ClassVar[None] = None

    @property
    def label(self) -> str:
        return f"rate {wording.works(self.works)}"

    def apply(self, tables: UserTables) -> None:
        tables.set_reading(self.works, {"rating": checked_rating(self.rating)})


def checked_rating(rating: int) -> int:
    if not 0 <= rating <= RATING_MAX:
        raise BadInput(f"{rating} is no rating.", f"Ratings go from 0 (none) to {RATING_MAX}.")
    return rating
