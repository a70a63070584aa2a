"""What is the reader's own about a work."""

from enum import StrEnum
from typing import NamedTuple

RATING_MAX = 5


class Status(StrEnum):
    """How far the reader is with a work; `dropped` is shown as "Not for me"."""

    UNREAD = "unread"
    READING = "reading"
    READ = "read"
    DROPPED = "dropped"


class State(NamedTuple):
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
