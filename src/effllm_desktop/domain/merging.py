"""What becomes of what the reader made of two works that are one."""

from typing import NamedTuple

from effllm_desktop.domain.state import State, Status

_FURTHER = (Status.UNREAD, Status.DROPPED, Status.READING, Status.READ)


class United(NamedTuple):
    """Columns of a state that two works come to have together."""

    status: Status
    starred: bool
    rating: int
    note: str
    queue: int | None


def united(kept: State, gone: State) -> United:
    """The further status, a star if either has one, both notes; else what the kept work has."""
    return United(
        status=max(kept.status, gone.status, key=_FURTHER.index),
        starred=kept.starred or gone.starred,
        rating=kept.rating or gone.rating,
        note=both_notes(kept.note, gone.note),
        queue=gone.queue if kept.queue is None else kept.queue,
    )


def both_notes(one: str, other: str) -> str:
    """One note below the other, unless they are equal or there is only one."""
    if not other.strip() or one.strip() == other.strip():
        return one
    return f"{one.rstrip()}\n\n{other}" if one.strip() else other


def all_tags(kept: State, gone: State) -> tuple[str, ...]:
    """The tags of either, in the order in which tags are shown."""
    return tuple(sorted({*kept.tags, *gone.tags}, key=str.casefold))
