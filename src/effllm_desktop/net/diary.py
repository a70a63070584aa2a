"""What is noted of every request, so that the reader can see what the program did."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol
from urllib.parse import urlsplit, urlunsplit

from effllm_desktop.domain.errors import AppError, Cancelled

if TYPE_CHECKING:
    from effllm_desktop.net.http import Answer

_LONGEST = 400  # characters of an address


@dataclass(frozen=True, slots=True)
class Asked:
    """A request that was made: when (seconds since 1970), how, of whom, and what came of it.

    `address` holds no secret. `sent` and `received` count the bytes of bodies.
    """

    at: float
    method: str
    address: str
    outcome: str
    sent: int
    received: int
    seconds: float


class Diary(Protocol):
    """Keeps what was asked; called on the thread that asked."""

    def note(self, asked: Asked) -> None: ...


class NoDiary:
    """Keeps nothing."""

    def note(self, asked: Asked) -> None:
        """Forget it."""


class Entry:
    """One request while it is on its way."""

    def __init__(self) -> None:
        self.answer: Answer | None = None

    def outcome(self, problem: str) -> str:
        """The status, and what was wrong with it or with the line."""
        status = "" if self.answer is None else str(self.answer.status)
        return " · ".join(filter(None, (status, problem))) or "no answer"


@contextmanager
def noted(
    diary: Diary, url: str, body: bytes | None, *, whole: bool, wall: Callable[[], float]
) -> Iterator[Entry]:
    """Note a request when it is over, however it ends. `whole`: its query may be shown."""
    entry, problem, at, began = Entry(), "", wall(), time.monotonic()
    try:
        yield entry
    except AppError as failure:
        problem = failure.what
        raise
    except Cancelled:
        problem = "cancelled"
        raise
    finally:
        diary.note(
            Asked(
                at,
                "GET" if body is None else "POST",
                shown_address(url, whole=whole),
                entry.outcome(problem),
                len(body or b""),
                entry.answer.received if entry.answer else 0,
                time.monotonic() - began,
            )
        )


def shown_address(url: str, *, whole: bool) -> str:
    """An address without passwords; what stands behind its `?` only where that is ours.

    Links to files that need a ticket bear it there.
    """
    parts = urlsplit(url)
    query = parts.query if whole or not parts.query else "…"
    said = urlunsplit((parts.scheme, parts.netloc.rpartition("@")[2], parts.path, query, ""))
    return said if len(said) <= _LONGEST else f"{said[: _LONGEST - 1]}…"
