"""The queue of PDFs that are wanted, in order; it outlives the program."""

import json
from collections.abc import Iterable, Sequence
from enum import StrEnum
from typing import NamedTuple

from effllm_desktop.domain.errors import AppError
from effllm_desktop.domain.ids import WorkId
from effllm_desktop.store.database import Database
from effllm_desktop.store.text import clean


class DownloadState(StrEnum):
    """What becomes of a wanted PDF. One that is here is no longer in the queue."""

    QUEUED = "queued"
    DOWNLOADING = "downloading"
    PAUSED = "paused"
    FAILED = "failed"


class Request(NamedTuple):
    """A PDF that is wanted for a work."""

    work: WorkId
    identity: str
    url: str
    page: str
    arxiv_version: int | None


class Download(NamedTuple):
    """A row of the queue. `done` and `total` are bytes; `error` and `hint` say why it failed."""

    request: Request
    state: DownloadState
    done: int
    total: int | None
    tries: int
    error: str | None
    hint: str | None
    requested_at: str


_COLUMNS = (
    "work_id, identity, url, page, arxiv_version, state, done, total, tries, error, hint, "
    "requested_at"
)


def add(database: Database, requests: Sequence[Request], *, first: bool, now: str) -> None:
    """Put requests at the end of the queue, or before all others.

    One that waits already is joined: it stays where it is unless it is to be `first`; what failed
    or was paused is queued again.
    """
    lowest, highest = database.rows(
        "SELECT coalesce(min(place), 0), coalesce(max(place), 0) FROM downloads"
    )[0]
    begin = lowest - len(requests) if first else highest + 1
    moved = "place = excluded.place, " if first else ""
    database.many(
        "INSERT INTO downloads (work_id, identity, url, page, arxiv_version, place, state, "
        "  requested_at) VALUES (?, ?, ?, ?, ?, ?, 'queued', ?) "
        f"ON CONFLICT (work_id) DO UPDATE SET {moved}identity = excluded.identity, "
        "  url = excluded.url, page = excluded.page, arxiv_version = excluded.arxiv_version, "
        "  state = CASE state WHEN 'downloading' THEN state ELSE 'queued' END, "
        "  error = NULL, hint = NULL",
        (
            (one.work, one.identity, one.url, one.page, one.arxiv_version, place, now)
            for place, one in enumerate(requests, begin)
        ),
    )


def all_of(database: Database, works: Iterable[int] | None = None) -> list[Download]:
    """The queue in order, or what of it belongs to these works."""
    where, values = _where(works)
    rows = database.rows(f"SELECT {_COLUMNS} FROM downloads WHERE {where} ORDER BY place", values)
    states = {state.value: state for state in DownloadState}
    return [Download(Request._make(row[:5]), states[row[5]], *row[6:]) for row in rows]


def waiting(database: Database) -> list[Request]:
    """What may be fetched next, in order."""
    rows = database.rows(
        "SELECT work_id, identity, url, page, arxiv_version FROM downloads "
        "WHERE state = 'queued' ORDER BY place"
    )
    return list(map(Request._make, rows))


def is_any(database: Database, state: DownloadState) -> bool:
    """Whether any download is in this state."""
    sql = "SELECT EXISTS (SELECT 1 FROM downloads WHERE state = ?)"
    return bool(database.value(sql, (state.value,)))


def states(database: Database, works: Iterable[int]) -> dict[WorkId, DownloadState]:
    """What becomes of those of the works that are in the queue."""
    where, values = _where(works)
    rows = database.rows(f"SELECT work_id, state FROM downloads WHERE {where}", values)
    return {work: DownloadState(state) for work, state in rows}


def move(
    database: Database,
    into: DownloadState,
    out_of: Sequence[DownloadState],
    works: Iterable[int] | None = None,
) -> list[WorkId]:
    """Give downloads in some states another one; which they were."""
    where, values = _where(works)
    marks = ", ".join("?" for _ in out_of)
    condition = f"{where} AND state IN ({marks})"
    rows = database.rows(f"SELECT work_id FROM downloads WHERE {condition}", (*values, *out_of))
    database.run(
        f"UPDATE downloads SET state = ?, error = NULL, hint = NULL WHERE {condition}",
        (into, *values, *out_of),
    )
    return [WorkId(work) for (work,) in rows]


def begin(database: Database, work: WorkId) -> bool:
    """Note that a download is on its way; False where it is not queued any more."""
    return bool(
        database.rows(
            "UPDATE downloads SET state = 'downloading', tries = tries + 1 "
            "WHERE work_id = ? AND state = 'queued' RETURNING work_id",
            (work,),
        )
    )


def came(database: Database, work: WorkId, done: int, total: int | None) -> None:
    """Note how many bytes are here."""
    database.run("UPDATE downloads SET done = ?, total = ? WHERE work_id = ?", (done, total, work))


def fail(database: Database, identity: str, problem: AppError) -> list[WorkId]:
    """Note why a file cannot be had, for all works that wait for it; which they are."""
    rows = database.rows("SELECT work_id FROM downloads WHERE identity = ?", (identity,))
    database.run(
        "UPDATE downloads SET state = 'failed', error = ?, hint = ? WHERE identity = ? "
        "AND state IN ('queued', 'downloading')",
        (clean(problem.what), clean(problem.hint), identity),
    )
    return [WorkId(work) for (work,) in rows]


def wanting(database: Database, identity: str) -> list[Request]:
    """All requests for one file."""
    rows = database.rows(
        "SELECT work_id, identity, url, page, arxiv_version FROM downloads WHERE identity = ?",
        (identity,),
    )
    return list(map(Request._make, rows))


def remove(database: Database, works: Iterable[int] | None = None) -> list[WorkId]:
    """Take downloads out of the queue; which they were."""
    where, values = _where(works)
    rows = database.rows(f"SELECT work_id FROM downloads WHERE {where}", values)
    database.run(f"DELETE FROM downloads WHERE {where}", values)
    return [WorkId(work) for (work,) in rows]


def identities(database: Database) -> list[str]:
    """The files that somebody waits for."""
    return [one for (one,) in database.rows("SELECT DISTINCT identity FROM downloads")]


def _where(works: Iterable[int] | None) -> tuple[str, tuple[str, ...]]:
    if works is None:
        return "1", ()
    return "work_id IN (SELECT value FROM json_each(?))", (json.dumps(list(works)),)
