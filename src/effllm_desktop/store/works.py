"""Works: found by key, made, given another key; and which entry speaks for each of them."""

import json
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import NamedTuple

from effllm_desktop.domain.ids import EntryId, ListId, VersionId, WorkId
from effllm_desktop.store.database import Database, in_parts
from effllm_desktop.store.text import clean

PLACE_BITS = 32
"""`works.shown_at` is the list's number shifted by so many bits, plus the entry's position."""

_MANY = 5000
_SPEAKING = (
    "SELECT e.id FROM entries e WHERE e.work_id = w.id AND e.position IS NOT NULL "
    "AND e.list_id NOT IN (SELECT list_id FROM trashed_lists) "
    "ORDER BY e.list_id, e.position LIMIT 1"
)
_SILENCED = (
    "UPDATE works AS w SET lead_entry_id = NULL, shown_at = NULL "
    f"WHERE lead_entry_id IS NOT NULL AND NOT EXISTS ({_SPEAKING})"
)
_FOLLOWED = (
    *("lead_entry_id", "shown_at"),
    *("kind", "sort_title", "year", "citations", "citation_key"),
)
_CITED = (
    "coalesce(e.citations, (SELECT CAST(m.value AS INTEGER) FROM metadata m "
    "WHERE m.work_id = w.id AND m.field = 'citations' "
    "ORDER BY m.source <> 'semantic_scholar', m.source LIMIT 1))"
)
"""What the list says, else what the first of the services says, in the order of `metadata`."""
_LED = (
    f"UPDATE works SET ({', '.join(_FOLLOWED)}) = (lead, place, said, title, made, cited, called) "
    "FROM (SELECT w.id AS work, e.id AS lead, "
    f"  (e.list_id << {PLACE_BITS}) + e.position AS place, e.kind AS said, "
    f"  e.sort_title AS title, e.year AS made, {_CITED} AS cited, e.citation_key AS called "
    "  FROM json_each(?) k CROSS JOIN works w ON w.id = k.value "
    f"  CROSS JOIN entries e ON e.id = ({_SPEAKING})) "
    f"WHERE works.id = work AND ({', '.join(_FOLLOWED)}) "
    "  IS NOT (lead, place, said, title, made, cited, called)"
)


class NewWork(NamedTuple):
    """A work that nobody has mentioned before, and the entry that speaks for it."""

    id: WorkId
    key: str
    lead: EntryId
    position: int
    kind: str
    sort_title: str
    year: int | None
    citations: int | None
    citation_key: str


def find(database: Database, keys: Iterable[str]) -> dict[str, WorkId]:
    """The works that go by these keys, or once went by them."""
    found: dict[str, WorkId] = {}
    for some in in_parts(keys):
        found.update(
            database.each(
                "WITH asked AS MATERIALIZED (SELECT value FROM json_each(?)) "
                "SELECT a.key, a.work_id FROM asked CROSS JOIN work_aliases a ON a.key = value "
                "UNION ALL SELECT w.key, w.id FROM asked CROSS JOIN works w ON w.key = value",
                (json.dumps([clean(key) for key in some]),),
            )
        )
    return found


def standing(database: Database, keys: Iterable[str]) -> dict[str, WorkId]:
    """The same of works that stand in a list outside the trash."""
    found = find(database, keys)
    shown: set[int] = set()
    for some in in_parts(found.values()):
        shown.update(
            work
            for (work,) in database.each(
                "SELECT id FROM works WHERE id IN (SELECT value FROM json_each(?)) "
                "AND shown_at IS NOT NULL",
                (json.dumps(list(some)),),
            )
        )
    return {key: work for key, work in found.items() if work in shown}


def next_id(database: Database) -> WorkId:
    """The id of the next work that is made."""
    return WorkId(database.value("SELECT coalesce(max(id), 0) + 1 FROM works"))


def add(
    database: Database,
    list_id: ListId,
    version: VersionId | None,
    now: str,
    works: Iterable[NewWork],
) -> None:
    """Make works that one list alone mentions; no version brought those that the reader added."""
    database.many(
        "INSERT INTO works (first_version_id, known_since, id, key, lead_entry_id, shown_at, "
        "kind, sort_title, year, citations, citation_key) "
        f"VALUES ({version or 'NULL'}, ?, ?, ?, ?, "
        f"({list_id:d} << {PLACE_BITS}) + ?, ?, ?, ?, ?, ?)",
        ((now, *work) for work in works),
    )


def add_mentioned(database: Database, now: str, entry: EntryId, work: WorkId) -> None:
    """Make the works that have this number or a higher one and that entries mention.

    `entry` is the lowest number that such entries have; the first of them speaks for the work.
    """
    # Before a statement of many rows that may be taken back alone, the full-text index writes down
    # what it has gathered. One that fails leaves its rows to the transaction, which is taken back.
    database.run(
        "INSERT OR FAIL INTO works (first_version_id, known_since, id, key, lead_entry_id, "
        "shown_at, kind, sort_title, year, citations, citation_key) "
        f"SELECT first_version_id, ?, work_id, key, id, (list_id << {PLACE_BITS}) + position, "
        "kind, sort_title, year, citations, citation_key "
        "FROM entries NOT INDEXED WHERE id >= ? AND work_id >= ? ON CONFLICT (id) DO NOTHING",
        (now, entry, work),
    )


def unmake(database: Database, works: Iterable[WorkId]) -> None:
    """Take works back that were made in this transaction and that no entry mentions after all."""
    database.many("DELETE FROM works WHERE id = ?", ((work,) for work in works))


@contextmanager
def many_coming(database: Database, new: int) -> Iterator[None]:
    """While so many works are made: where most will be new, indexes follow once they stand.

    That takes half the time and writes each page of an index once. Other connections see nothing
    of it: the schema changes and changes back within the transaction. Meanwhile no work is to be
    looked for by its key. An entry may be written before the work that it mentions.
    """
    database.run("PRAGMA defer_foreign_keys = ON")  # until the transaction ends
    if new < max(_MANY, database.value("SELECT count(*) FROM works")):
        yield
        return
    indexes = database.rows(
        "SELECT name, sql FROM sqlite_master WHERE type = 'index' AND tbl_name = 'works' "
        "AND sql IS NOT NULL"
    )
    for name, _ in indexes:
        database.run(f'DROP INDEX "{name}"')
    yield
    for _, sql in indexes:
        database.run(sql)


def of_list(database: Database, list_id: ListId) -> list[WorkId]:
    """All works that a list mentions or has mentioned."""
    rows = database.rows("SELECT DISTINCT work_id FROM entries WHERE list_id = ?", (list_id,))
    return [WorkId(work) for (work,) in rows]


def count_of_list(database: Database, list_id: ListId) -> int:
    """How many works a list mentions now; counted before."""
    total = database.value("SELECT total FROM list_counts WHERE list_id = ?", (list_id,))
    return total or 0


def choose_leads(database: Database, works: Iterable[WorkId]) -> None:
    """Let the first entry outside the trash speak for each work, in places and in orders.

    Where it does not say how often the work is cited, services do.
    """
    for some in in_parts(works):
        ids = json.dumps(some)
        database.run(f"{_SILENCED} AND id IN (SELECT value FROM json_each(?))", (ids,))
        database.run(_LED, (ids,))


def now_is(database: Database, work: WorkId) -> WorkId:
    """The work that this one was found to be, or itself."""
    into = database.value("SELECT merged_into FROM works WHERE id = ?", (work,))
    return WorkId(into) if into else work


def first_shown(database: Database, works: Sequence[WorkId]) -> WorkId:
    """The one of some works that stands before the others in the order of places."""
    first: WorkId = database.value(
        "SELECT id FROM works WHERE id IN (SELECT value FROM json_each(?)) "
        "ORDER BY shown_at IS NULL, shown_at, id LIMIT 1",
        (json.dumps(list(works)),),
    )
    return first


def key_of(database: Database, work: WorkId) -> str:
    key: str = database.value("SELECT key FROM works WHERE id = ?", (work,))
    return key


def keys_of(database: Database, works: Iterable[WorkId]) -> dict[WorkId, str]:
    """The keys that works go by."""
    found: dict[WorkId, str] = {}
    for some in in_parts(works):
        found.update(
            database.rows(
                "SELECT id, key FROM works WHERE id IN (SELECT value FROM json_each(?))",
                (json.dumps(some),),
            )
        )
    return found
