"""What is the reader's own about a work."""

from dataclasses import dataclass
from enum import StrEnum

RATING_MAX = 5


class Status(StrEnum):
    """How far the reader is with a work; `dropped` is shown as "Not for me"."""

    UNREAD = "unread"
    READING = "reading"
    READ = "read"
    DROPPED = "dropped"


@dataclass(frozen=True, slots=True)
class State:
    """The reader's own about one work; the default is what an untouched work has.

    `rating` is 0 to 5, 0 meaning none. `queue` is the 1-based place in the queue.
    """

    status: Status = Status.UNREAD
    starred: bool = False
    rating: int = 0
    tags: tuple[str, ...] = ()
    note: str = ""
    queue: int | None = None


UNTOUCHED = State()
