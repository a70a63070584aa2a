"""A library as it can be carried elsewhere: versions with their bytes, and all that is touched."""

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from effllm_desktop.domain.duplicates import Verdict
from effllm_desktop.domain.ids import ListId, VersionId, WorkId
from effllm_desktop.domain.state import State
from effllm_desktop.store.database import Database
from effllm_desktop.store.states import PLACE_IN_QUEUE, STATE_COLUMNS, state_of


class CarriedVersion(NamedTuple):
    """One version of a list as it came."""

    id: VersionId
    taken_in_at: str
    sha256: str
    data: bytes
    repaired: bytes | None


class CarriedPlace(NamedTuple):
    """Where reading stopped and when, as it is stored (see `domain.highlights.LastPlace`)."""

    page: int
    pages: int
    offset: float
    left_at: str


class CarriedVerdict(NamedTuple):
    """What the reader says of two works, by their keys; of two that are one, the kept one first."""

    verdict: Verdict
    work: str
    other: str
    made_at: str | None = None


class CarriedSearch(NamedTuple):
    """A saved search. One that every library begins with has no time."""

    name: str
    query: str
    made_at: str


class TouchedWork(NamedTuple):
    """A work of which the reader made something, shown by a list or not.

    `corrections` is JSON: fields and their values.
    """

    work: WorkId
    key: str
    state: State
    changed_at: str
    pinned_at: str | None
    corrections: str


def is_empty(database: Database) -> bool:
    """Whether nothing ever came into a library, and nothing was done in it."""
    sql = "SELECT EXISTS (SELECT 1 FROM lists) OR EXISTS (SELECT 1 FROM steps)"
    return not database.value(sql)


def versions(database: Database, list_id: ListId) -> Iterator[CarriedVersion]:
    """All versions of a list, the oldest first, one in memory at a time."""
    numbers = database.rows("SELECT id FROM versions WHERE list_id = ? ORDER BY number", (list_id,))
    for (version,) in numbers:
        (row,) = database.rows(
            "SELECT taken_in_at, sha256, data, repaired FROM versions WHERE id = ?", (version,)
        )
        yield CarriedVersion(version, *row)


def live_entries(database: Database, list_id: ListId) -> list[int]:
    """The entries of a list in file order, be it in the trash."""
    rows = database.rows(
        "SELECT id FROM entries WHERE list_id = ? AND position IS NOT NULL ORDER BY position",
        (list_id,),
    )
    return [entry for (entry,) in rows]


def section_paths(database: Database, list_id: ListId) -> list[str]:
    """The path of each section of a list, the list's title included, by position."""
    rows = database.rows(
        "SELECT path FROM sections WHERE list_id = ? AND position IS NOT NULL ORDER BY position",
        (list_id,),
    )
    return [path for (path,) in rows]


_STATE = STATE_COLUMNS.replace(
    PLACE_IN_QUEUE,
    "CASE WHEN r.queue IS NOT NULL THEN "
    "(SELECT count(*) FROM reading q WHERE q.queue <= r.queue) END",
)
"""With the place among all that wait: those of lists in the trash come back with their lists."""


def touched_works(database: Database) -> Iterator[TouchedWork]:
    """All works that have anything of the reader's, in the order in which they were known."""
    rows = database.each(
        "SELECT e.work_id, w.key, coalesce(r.changed_at, ''), p.pinned_at, "
        "(SELECT json_group_object(field, json(value)) FROM corrections c "
        f" WHERE c.work_id = e.work_id ORDER BY c.id), {_STATE} FROM ("
        "  SELECT work_id FROM reading UNION SELECT work_id FROM work_tags "
        "  UNION SELECT work_id FROM highlights UNION SELECT work_id FROM last_places "
        "  UNION SELECT work_id FROM pins UNION SELECT work_id FROM corrections) e "
        "JOIN works w ON w.id = e.work_id LEFT JOIN pins p ON p.work_id = e.work_id "
        "LEFT JOIN reading r ON r.work_id = e.work_id ORDER BY e.work_id"
    )
    for work, key, changed_at, pinned_at, corrections, *state in rows:
        yield TouchedWork(work, key, state_of(state), changed_at, pinned_at, corrections)


def saved_searches(database: Database) -> list[CarriedSearch]:
    """The searches that the reader saved, the oldest first."""
    rows = database.rows("SELECT name, query, made_at FROM saved_searches ORDER BY id")
    return [CarriedSearch(*row) for row in rows]


_BESIDES = {
    "edits of lists": "list_edits",
    "corrections": "corrections",
    "pinned PDFs": "pins",
    "places where reading stopped": "last_places",
    "decisions on duplicates": "verdicts",
    "saved searches": "saved_searches",
    "recipes": "recipes",
    "works seen": "seen",
}


def own_besides(database: Database) -> dict[str, int]:
    """How much of the reader's own a library holds beside the states of works, by what it is."""
    counts = {what: f"SELECT count(*) FROM {table}" for what, table in _BESIDES.items()}
    return {what: database.value(counting) for what, counting in counts.items()}


def trashed_at(database: Database) -> Mapping[ListId, str]:
    """When lists were put into the trash."""
    return dict(database.rows("SELECT list_id, trashed_at FROM trashed_lists"))


def verdicts(database: Database) -> list[CarriedVerdict]:
    """What the reader says of works that may be one, in order, by the keys that they had."""
    key = "coalesce({0}.key, (SELECT json_extract(keys, '$[0]') FROM folds WHERE work_id = {0}.id))"
    rows = database.rows(
        f"SELECT v.verdict, {key.format('w')}, {key.format('o')}, v.made_at FROM verdicts v "
        "JOIN works w ON w.id = v.work_id JOIN works o ON o.id = v.other_id ORDER BY v.id"
    )
    return [CarriedVerdict(Verdict(verdict), *said) for verdict, *said in rows]


def last_places(
    database: Database, works: Iterable[WorkId] | None = None
) -> dict[WorkId, CarriedPlace]:
    """Where reading of each of the works stopped that was ever opened; of all by default."""
    rows = database.rows(
        "SELECT work_id, page, pages, offset, left_at FROM last_places "
        "WHERE ?1 IS NULL OR work_id IN (SELECT value FROM json_each(?1))",
        (None if works is None else json.dumps(list(works)),),
    )
    return {WorkId(work): CarriedPlace(*place) for work, *place in rows}
