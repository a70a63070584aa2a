"""Works: found by key, made, given another key; and which entry speaks for each of them."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from effllm_desktop.domain.ids import ListId, VersionId, WorkId
from effllm_desktop.domain.lists import Kind
from effllm_desktop.store.database import Database
from effllm_desktop.store.text import clean

PLACE_BITS = 32
"""`works.shown_at` is the list's number shifted by so many bits, plus the entry's position."""


@dataclass(frozen=True, slots=True)
class NewWork:
    """A work that nobody has mentioned before."""

    key: str
    kind: Kind


def find(database: Database, keys: Iterable[str]) -> dict[str, WorkId]:
    """The works that go by these keys, or once went by them."""
    asked = json.dumps([clean(key) for key in keys])
    rows = database.rows(
        "SELECT a.key, a.work_id FROM work_aliases a JOIN json_each(?1) k ON k.value = a.key "
        "UNION ALL SELECT w.key, w.id FROM works w JOIN json_each(?1) k ON k.value = w.key",
        (asked,),
    )
    return {key: WorkId(work) for key, work in rows}


def add(
    database: Database, works: Sequence[NewWork], version: VersionId, now: str
) -> dict[str, WorkId]:
    """Make works; their ids by key."""
    database.many(
        "INSERT INTO works (key, kind, first_version_id, known_since) VALUES (?, ?, ?, ?)",
        ((clean(work.key), work.kind.value, version, now) for work in works),
    )
    return find(database, (work.key for work in works))


def of_list(database: Database, list_id: ListId) -> list[WorkId]:
    """All works that a list mentions or has mentioned."""
    rows = database.rows("SELECT DISTINCT work_id FROM entries WHERE list_id = ?", (list_id,))
    return [WorkId(work) for (work,) in rows]


def count_of_list(database: Database, list_id: ListId) -> int:
    """How many works a list mentions now; counted before."""
    total = database.value("SELECT total FROM list_counts WHERE list_id = ?", (list_id,))
    return total or 0


def choose_leads(database: Database, works: Iterable[WorkId]) -> None:
    """Let the first entry outside the trash speak for each work, in places and in orders."""
    ids = json.dumps(list(works))
    database.run(
        "UPDATE works SET (lead_entry_id, shown_at) = ("
        f"  SELECT e.id, (e.list_id << {PLACE_BITS}) + e.position FROM entries e "
        "  WHERE e.work_id = works.id AND e.position IS NOT NULL "
        "  AND e.list_id NOT IN (SELECT list_id FROM trashed_lists) "
        "  ORDER BY e.list_id, e.position LIMIT 1) "
        "WHERE id IN (SELECT value FROM json_each(?))",
        (ids,),
    )
    database.run(
        "UPDATE works SET kind = e.kind, sort_title = e.sort_title, year = e.year, "
        "  citations = e.citations FROM entries e "
        "WHERE e.id = works.lead_entry_id AND works.id IN (SELECT value FROM json_each(?))",
        (ids,),
    )


def now_is(database: Database, work: WorkId) -> WorkId:
    """The work that this one was found to be, or itself."""
    into = database.value("SELECT merged_into FROM works WHERE id = ?", (work,))
    return WorkId(into) if into else work


def key_of(database: Database, work: WorkId) -> str:
    key: str = database.value("SELECT key FROM works WHERE id = ?", (work,))
    return key
