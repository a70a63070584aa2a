"""Which key a work goes by: given, let go, remembered; two works that prove to be one."""

import json
from collections.abc import Iterable

from effllm_desktop.domain.ids import ListId, WorkId
from effllm_desktop.store.database import Database, in_parts
from effllm_desktop.store.user_rows import OF_WORKS, quoted

_TOUCHED = f"""
    SELECT work_id FROM reading UNION SELECT work_id FROM work_tags
    UNION SELECT work_id FROM highlights UNION SELECT work_id FROM last_places
    UNION SELECT work_id FROM pins UNION SELECT work_id FROM corrections
    UNION SELECT work_id FROM verdicts UNION SELECT other_id FROM verdicts
    UNION SELECT row_id FROM step_changes WHERE table_name IN ('reading', 'pins')
    UNION SELECT json_extract(coalesce("after", "before"), '$.work_id') FROM step_changes
    WHERE table_name IN {quoted(OF_WORKS)}
    UNION SELECT json_extract(coalesce("after", "before"), '$.other_id') FROM step_changes
    WHERE table_name = 'verdicts'
"""

_ASKED_BY = ("arxiv:", "doi:", "github:")
_SAID_TABLES = ("metadata", "paper_versions", "answers")
_BESIDE_WHAT_IS_SAID = ("older_values", "validators")


def touched(database: Database) -> set[WorkId]:
    """The works that the reader has, or ever had, anything of their own about."""
    return {WorkId(work) for (work,) in database.rows(_TOUCHED)}


def mentioned_outside(database: Database, list_id: ListId, works: Iterable[WorkId]) -> set[WorkId]:
    """Those of the works that another list mentions, be it in the trash."""
    found: set[WorkId] = set()
    for some in in_parts(works):
        rows = database.rows(
            "SELECT DISTINCT work_id FROM entries WHERE list_id <> ? AND position IS NOT NULL "
            "AND work_id IN (SELECT value FROM json_each(?))",
            (list_id, json.dumps(some)),
        )
        found.update(WorkId(work) for (work,) in rows)
    return found


def wordings(database: Database, work: WorkId) -> list[tuple[str, str, bool]]:
    """Key, title, and whether it still stands, of all entries that mention or mentioned a work."""
    rows = database.rows(
        "SELECT DISTINCT key, title, position IS NOT NULL FROM entries WHERE work_id = ?", (work,)
    )
    return [(key, title, bool(live)) for key, title, live in rows]


def by_alias(database: Database, keys: Iterable[str]) -> dict[str, WorkId]:
    """The works that are found by a key they no longer go by."""
    found: dict[str, WorkId] = {}
    for some in in_parts(keys):
        found.update(
            database.rows(
                "SELECT key, work_id FROM work_aliases "
                "WHERE key IN (SELECT value FROM json_each(?))",
                (json.dumps(some),),
            )
        )
    return found


def is_stated(database: Database, key: str) -> bool:
    """Whether the reader said that the work of this key is the one that it finds now."""
    sql = "SELECT EXISTS (SELECT 1 FROM folds WHERE json_extract(keys, '$[0]') = ?)"
    return bool(database.value(sql, (key,)))


def any_aliases(database: Database) -> bool:
    """Whether any work is found by a key it no longer goes by."""
    return bool(database.value("SELECT EXISTS (SELECT 1 FROM work_aliases)"))


def drop_alias(database: Database, key: str) -> None:
    database.run("DELETE FROM work_aliases WHERE key = ?", (key,))


def give_key(database: Database, work: WorkId, key: str) -> None:
    """Let a work go by a key that means it or nothing; the old one goes on finding it.

    What services said of it when they were asked by the old key may not be true of the new one.
    """
    old = database.value("SELECT key FROM works WHERE id = ?", (work,))
    if old != key:
        if old.startswith(_ASKED_BY):
            for table in (*_SAID_TABLES, *_BESIDE_WHAT_IS_SAID):
                database.run(f"DELETE FROM {table} WHERE work_id = ?", (work,))
        drop_alias(database, key)
        database.run("UPDATE works SET key = ? WHERE id = ?", (key, work))
        database.run("INSERT INTO work_aliases (key, work_id) VALUES (?, ?)", (old, work))


def fold(database: Database, work: WorkId, into: WorkId) -> None:
    """Let a work be found to be another one: entries and names go over to that one.

    What the other work has of PDFs and of what services said stays.
    """
    redirect(database, work, into)
    database.run(  # numbers of two works in one trend would be a trend of neither
        "UPDATE older_values SET work_id = ?1 WHERE work_id = ?2 "
        "AND source NOT IN (SELECT source FROM metadata WHERE work_id = ?1)",
        (into, work),
    )
    for table in _BESIDE_WHAT_IS_SAID:
        database.run(f"DELETE FROM {table} WHERE work_id = ?", (work,))
    for table in ("work_pdfs", "downloads", *_SAID_TABLES):
        database.run(f"UPDATE OR IGNORE {table} SET work_id = ? WHERE work_id = ?", (into, work))
        database.run(f"DELETE FROM {table} WHERE work_id = ?", (work,))


def redirect(database: Database, work: WorkId, into: WorkId) -> None:
    """Let entries and names of a work go over to another one.

    The row stays, so that ids that somebody still holds lead on to the other work.
    """
    key = database.value("SELECT key FROM works WHERE id = ?", (work,))
    database.run("UPDATE entries SET work_id = ? WHERE work_id = ?", (into, work))
    database.run("UPDATE work_aliases SET work_id = ? WHERE work_id = ?", (into, work))
    database.run(
        "UPDATE works SET key = NULL, merged_into = ?1, shown_at = NULL, lead_entry_id = NULL "
        "WHERE id = ?2 OR merged_into = ?2",
        (into, work),
    )
    database.run("DELETE FROM search WHERE rowid = ?", (work,))
    database.run("INSERT INTO work_aliases (key, work_id) VALUES (?, ?)", (key, into))


def split_off(database: Database, work: WorkId, key: str, now: str) -> WorkId:
    """A new work of the same kind and age, under another key."""
    return WorkId(
        database.run(
            "INSERT INTO works (key, kind, first_version_id, known_since) "
            "SELECT ?, kind, first_version_id, ? FROM works WHERE id = ?",
            (key, now, work),
        )
    )


def copy_state(database: Database, source: WorkId, target: WorkId) -> None:
    """Give a work that the reader never touched what the reader made of another one."""
    database.run(
        "INSERT INTO reading (work_id, status, starred, rating, note, queue, last_page, "
        "  changed_at) SELECT ?, status, starred, rating, note, queue, last_page, changed_at "
        "FROM reading WHERE work_id = ?",
        (target, source),
    )
    database.run(
        "INSERT INTO work_tags (work_id, tag_id) SELECT ?, tag_id FROM work_tags WHERE work_id = ?",
        (target, source),
    )
    database.run(
        "INSERT INTO pins (work_id, pinned_at) SELECT ?, pinned_at FROM pins WHERE work_id = ?",
        (target, source),
    )
    database.run(
        "INSERT INTO corrections (work_id, field, value) SELECT ?, field, value FROM corrections "
        "WHERE work_id = ?",
        (target, source),
    )
    database.run(
        'INSERT INTO highlights (id, work_id, page, quads, quote, "before", "after", colour, '
        "  comment, made_at, pdf_sha256, kind) "
        'SELECT ? + row_number() OVER (ORDER BY id), ?, page, quads, quote, "before", "after", '
        "  colour, comment, made_at, pdf_sha256, kind FROM highlights WHERE work_id = ?",
        (_last_highlight(database), target, source),
    )
    database.run(
        "INSERT INTO last_places (work_id, page, pages, offset, left_at) "
        "SELECT ?, page, pages, offset, left_at FROM last_places WHERE work_id = ?",
        (target, source),
    )


def _last_highlight(database: Database) -> int:
    """The largest id that a highlight ever had: undo brings those back that were removed."""
    largest: int = database.value(
        "SELECT max(coalesce((SELECT max(id) FROM highlights), 0), coalesce("
        "(SELECT max(row_id) FROM step_changes WHERE table_name = 'highlights'), 0))"
    )
    return largest
