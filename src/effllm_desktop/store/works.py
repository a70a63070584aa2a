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
_TRACES = (
    "reading WHERE work_id = ?",
    "work_tags WHERE work_id = ?",
    "highlights WHERE work_id = ?",
    "step_changes WHERE table_name = 'reading' AND row_id = ?",
    """step_changes WHERE table_name = 'work_tags'
    AND json_extract(coalesce("after", "before"), '$.work_id') = ?""",
)


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


def give_key(database: Database, work: WorkId, key: str, *, keep_old: bool) -> None:
    """Let a work go by another key. `keep_old`: the old one goes on finding it."""
    key = clean(key)
    old = database.value("SELECT key FROM works WHERE id = ?", (work,))
    database.run("DELETE FROM work_aliases WHERE key = ?", (key,))
    database.run("UPDATE works SET key = ? WHERE id = ?", (key, work))
    if keep_old and old != key:
        database.run("INSERT OR REPLACE INTO work_aliases VALUES (?, ?)", (old, work))


def fold(database: Database, work: WorkId, into: WorkId) -> None:
    """Let a work be found to be another one: its entries and its names go over to that one."""
    key = database.value("SELECT key FROM works WHERE id = ?", (work,))
    database.run("UPDATE entries SET work_id = ? WHERE work_id = ?", (into, work))
    database.run("UPDATE work_aliases SET work_id = ? WHERE work_id = ?", (into, work))
    database.run("UPDATE works SET merged_into = ?1 WHERE merged_into = ?2", (into, work))
    database.run(
        "UPDATE works SET key = NULL, merged_into = ?, shown_at = NULL, lead_entry_id = NULL "
        "WHERE id = ?",
        (into, work),
    )
    database.run("DELETE FROM search WHERE rowid = ?", (work,))
    database.run("INSERT OR REPLACE INTO work_aliases VALUES (?, ?)", (key, into))


def is_touched(database: Database, work: WorkId) -> bool:
    """Whether the reader has, or ever had, anything of their own about a work."""
    return any(database.value(f"SELECT 1 FROM {trace} LIMIT 1", (work,)) for trace in _TRACES)


def copy_state(database: Database, source: WorkId, target: WorkId) -> None:
    """Give a work that nobody has touched what the reader made of another one."""
    database.run(
        "INSERT INTO reading (work_id, status, starred, rating, note, last_page, changed_at) "
        "SELECT ?, status, starred, rating, note, last_page, changed_at FROM reading "
        "WHERE work_id = ?",
        (target, source),
    )
    database.run(
        "INSERT INTO work_tags (work_id, tag_id) SELECT ?, tag_id FROM work_tags WHERE work_id = ?",
        (target, source),
    )


def has_entries_outside(database: Database, work: WorkId, list_id: ListId) -> bool:
    """Whether another list mentions the work, be it in the trash."""
    return bool(
        database.value(
            "SELECT 1 FROM entries WHERE work_id = ? AND list_id <> ? AND position IS NOT NULL",
            (work, list_id),
        )
    )


def of_list(database: Database, list_id: ListId) -> list[WorkId]:
    """All works that a list mentions or has mentioned."""
    rows = database.rows("SELECT DISTINCT work_id FROM entries WHERE list_id = ?", (list_id,))
    return [WorkId(work) for (work,) in rows]


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


def key_of(database: Database, work: WorkId) -> str:
    key: str = database.value("SELECT key FROM works WHERE id = ?", (work,))
    return key


def kind_of(database: Database, work: WorkId) -> Kind:
    return Kind(database.value("SELECT kind FROM works WHERE id = ?", (work,)))
