"""The full-text index: one row for each work that is shown somewhere.

It is written by the program in the transaction of what it indexes: triggers could not call our
splitting of CJK text, and would break the library for other tools.
"""

import json
from collections.abc import Iterable

from effllm_desktop.domain.ids import WorkId
from effllm_desktop.store.database import Database, Row
from effllm_desktop.store.words import phrase, spaced

_FROM_WORKS = "WHERE w.id IN (SELECT value FROM json_each(?)) AND w.shown_at IS NOT NULL"
_SEPARATOR = "\n"


def reindex(database: Database, works: Iterable[WorkId]) -> None:
    """Write the index rows of these works anew."""
    ids = json.dumps(list(works))
    database.run("DELETE FROM search WHERE rowid IN (SELECT value FROM json_each(?))", (ids,))
    own = _of_the_reader(database, ids)
    texts: dict[int, list[dict[str, None]]] = {}
    for work, *said in _of_the_lists(database, ids):
        columns = texts.setdefault(work, [{} for _ in said])
        for column, text in zip(columns, said, strict=True):
            if text:
                column[text] = None
    database.many(
        "INSERT INTO search (rowid, titles, authors, venue, about, tags, notes) "
        "VALUES (?, ?, ?, ?, ?, ?, ?)",
        (
            (
                work,
                *(spaced(_SEPARATOR.join(column)) for column in columns),
                *own.get(work, ("", "")),
            )
            for work, columns in texts.items()
        ),
    )


def best(database: Database, text: str, limit: int) -> list[WorkId]:
    """Works that hold all words of a text, the best fitting first; titles count most."""
    asked = [p for word in text.split() if (p := phrase(word, whole=False))]
    if not asked:
        return []
    rows = database.rows(
        "SELECT rowid FROM search WHERE search MATCH ? "
        "ORDER BY bm25(search, 10, 4, 2, 4, 4, 1), rowid LIMIT ?",
        (" AND ".join(asked), limit),
    )
    return [WorkId(work) for (work,) in rows]


def _of_the_lists(database: Database, ids: str) -> list[Row]:
    """Titles, authors, venue and remarks of each entry of the works that lists show."""
    return database.rows(
        "SELECT w.id, e.plain_title || char(10) || e.title, e.authors, e.venue, "
        "  coalesce(e.description, '') || char(10) || e.notes "
        "FROM works w JOIN entries e ON e.work_id = w.id AND e.position IS NOT NULL "
        "  AND e.list_id NOT IN (SELECT list_id FROM trashed_lists) "
        f"{_FROM_WORKS} ORDER BY w.id, e.id",
        (ids,),
    )


def _of_the_reader(database: Database, ids: str) -> dict[int, tuple[str, str]]:
    rows = database.rows(
        "SELECT w.id, r.note, (SELECT group_concat(t.name, char(10)) FROM work_tags wt "
        "  JOIN tags t ON t.id = wt.tag_id WHERE wt.work_id = w.id) "
        f"FROM works w LEFT JOIN reading r ON r.work_id = w.id {_FROM_WORKS}",
        (ids,),
    )
    return {work: (spaced(tags or ""), spaced(note or "")) for work, note, tags in rows}
