"""Works that came with a new version of a list, and that the reader has seen: no longer new."""

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from effllm_desktop.domain.ids import WorkId
from effllm_desktop.store.database import Database
from effllm_desktop.store.field_tests import NEW_WORKS
from effllm_desktop.store.user_rows import RowChange

_AMONG = "IN (SELECT value FROM json_each(?))"


def among(database: Database, works: Iterable[int]) -> set[int]:
    """Those of the works that have been seen."""
    rows = database.rows(
        f"SELECT work_id FROM seen WHERE work_id {_AMONG}", (json.dumps(list(works)),)
    )
    return {work for (work,) in rows}


def see(database: Database, works: Iterable[WorkId], now: str) -> list[RowChange]:
    """Note that works were seen which are new; no row is written for any other.

    A work that was found to be another one stands for that one.
    """
    rows = database.rows(
        "SELECT DISTINCT w.id FROM works a JOIN works w ON w.id = coalesce(a.merged_into, a.id) "
        f"WHERE a.id {_AMONG} AND {NEW_WORKS} ORDER BY w.id",
        (json.dumps(list(works)),),
    )
    return write(database, [RowChange("seen", [work for (work,) in rows], None, {"seen_at": now})])


def add(database: Database, seen_at: Mapping[WorkId, str]) -> list[RowChange]:
    """Note when works were seen, be they new or not."""
    alike: defaultdict[str, list[int]] = defaultdict(list)
    for work, at in seen_at.items():
        alike[at].append(work)
    rows = [RowChange("seen", works, None, {"seen_at": at}) for at, works in alike.items()]
    return write(database, rows)


def write(database: Database, changes: Sequence[RowChange]) -> list[RowChange]:
    """Let rows come and go; those that did.

    What was seen again meanwhile, by being selected, stays seen: that is no newer work which undo
    or redo would overwrite.
    """
    done: list[RowChange] = []
    for change in changes:
        there = among(database, change.rows)
        works = [work for work in change.rows if (work in there) == (change.after is None)]
        if not works:
            continue
        if change.after is None:
            database.run(f"DELETE FROM seen WHERE work_id {_AMONG}", (json.dumps(works),))
        else:
            database.run(
                "INSERT INTO seen (work_id, seen_at) SELECT value, ? FROM json_each(?)",
                (change.after["seen_at"], json.dumps(works)),
            )
        done.append(change._replace(rows=works))
    return done


def carried(database: Database) -> dict[str, str]:
    """When works were seen, by the keys that they had, in the order in which they were known."""
    key = "coalesce(w.key, (SELECT json_extract(keys, '$[0]') FROM folds WHERE work_id = w.id))"
    rows = database.rows(
        f"SELECT {key}, s.seen_at FROM seen s JOIN works w ON w.id = s.work_id ORDER BY s.work_id"
    )
    return dict(rows)
