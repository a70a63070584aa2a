"""The files that lists are linked to, and what they looked like when they were last taken in."""

import os
from dataclasses import dataclass
from pathlib import Path

from effllm_desktop.domain.ids import ListId
from effllm_desktop.store.database import Database


@dataclass(frozen=True, slots=True)
class Upstream:
    """A file that a list is linked to, and its state when it was last taken in."""

    path: Path
    size: int
    mtime_ns: int
    sha256: str


def link(database: Database, list_id: ListId, upstream: Upstream, now: str) -> None:
    """Link a list to a file, or note what the file looked like when it was last taken in."""
    with database.guarded() as db:
        db.table("upstreams").upsert(
            {
                "list_id": list_id,
                "path": os.fsencode(upstream.path),
                "size": upstream.size,
                "mtime_ns": upstream.mtime_ns,
                "sha256": upstream.sha256,
                "seen_at": now,
            },
            pk="list_id",
        )


def unlink(database: Database, list_id: ListId) -> None:
    """Cut the link to a file."""
    with database.guarded() as db:
        db.table("upstreams").delete_where("list_id = ?", [list_id])


def all_linked(database: Database) -> list[tuple[ListId, Upstream]]:
    """The files that lists outside the trash are linked to."""
    rows = database.rows(
        "SELECT list_id, path, size, mtime_ns, sha256 FROM upstreams "
        "WHERE list_id NOT IN (SELECT list_id FROM trashed_lists) ORDER BY list_id"
    )
    return [(ListId(row[0]), Upstream(Path(os.fsdecode(row[1])), *row[2:])) for row in rows]


def of_list(database: Database, list_id: ListId) -> Upstream | None:
    row = database.row(
        "SELECT path, size, mtime_ns, sha256 FROM upstreams WHERE list_id = ?", (list_id,)
    )
    return Upstream(Path(os.fsdecode(row[0])), *row[1:]) if row else None
