"""Two works that the reader says are one: folded into one, and unfolded when that is taken back.

What is the reader's own is moved by the operation, row by row. Here goes what follows from it:
entries, keys, PDFs, what services said, where reading stopped. `folds` keeps what the way back
needs. Between the two, lists may be taken in: entries go back by the keys that they have then.
"""

import json
from collections.abc import Sequence
from typing import Any

from effllm_desktop.domain.errors import Conflict
from effllm_desktop.domain.ids import WorkId
from effllm_desktop.store import counts, identities, search, works
from effllm_desktop.store.database import Database

_AMONG = "IN (SELECT value FROM json_each(?))"
_Record = dict[str, Any]


def fold(database: Database, gone: WorkId, kept: WorkId) -> None:
    """Let one work be the other one."""
    counts.leave_out(database, (gone, kept))
    _note(database, gone, kept)
    identities.redirect(database, gone, kept)
    works.choose_leads(database, (gone, kept))
    search.reindex(database, (gone, kept))
    counts.count_in(database, (kept,))


def unfold(database: Database, gone: WorkId) -> None:
    """Let a work be one of its own again. Raises Conflict where it has no key or entries left."""
    (row,) = database.rows(
        "SELECT f.keys, f.kept_key, f.entries, f.works, f.sources, f.aside, w.merged_into "
        "FROM folds f JOIN works w ON w.id = f.work_id WHERE f.work_id = ?",
        (gone,),
    )
    keys, entries, folded, sources, aside = (json.loads(row[place]) for place in (0, 2, 3, 4, 5))
    kept_key, kept = row[1], WorkId(row[-1])
    counts.leave_out(database, (kept,))
    own = _take_keys(database, gone, kept, keys, kept_key)
    _take_entries(database, gone, kept, own, entries)
    database.run(
        f"UPDATE works SET merged_into = ? WHERE merged_into = ? AND id {_AMONG}",
        (gone, kept, json.dumps(folded)),
    )
    _take_said(database, kept, sources)
    _put_back(database, gone, kept, aside)
    database.run("DELETE FROM folds WHERE work_id = ?", (gone,))
    works.choose_leads(database, (gone, kept))
    search.reindex(database, (gone, kept))
    counts.count_in(database, (gone, kept))


def _no_longer_two() -> Conflict:
    return Conflict(
        "The two works can no longer be told apart, so nothing was changed.",
        "Since they were merged, lists have changed how they mention them.",
    )


def _note(database: Database, gone: WorkId, kept: WorkId) -> None:
    """Keep what the way back needs, and let the kept work have what only the other one has."""
    aliases = database.rows("SELECT key FROM work_aliases WHERE work_id = ? ORDER BY key", (gone,))
    keys = [works.key_of(database, gone), *(key for (key,) in aliases)]
    strays = database.rows(
        f"SELECT id FROM entries WHERE work_id = ? AND key NOT {_AMONG}", (gone, json.dumps(keys))
    )
    folded = database.rows("SELECT id FROM works WHERE merged_into = ?", (gone,))
    database.run(
        "INSERT INTO folds (work_id, keys, kept_key, entries, works, sources, aside) "
        "VALUES (?, ?, ?, ?, ?, ?, ?)",
        (
            gone,
            json.dumps(keys, ensure_ascii=False),
            works.key_of(database, kept),
            json.dumps([entry for (entry,) in strays]),
            json.dumps([work for (work,) in folded]),
            json.dumps(_give_said(database, gone, kept)),
            json.dumps(_set_aside(database, gone, kept), ensure_ascii=False),
        ),
    )


def _take_keys(
    database: Database, gone: WorkId, kept: WorkId, keys: Sequence[str], kept_key: str
) -> list[str]:
    """Give a work its keys back, as far as they still find the work that it was folded into."""
    found = works.find(database, keys)
    own = [key for key in keys if found.get(key, kept) == kept]
    if not own:
        raise _no_longer_two()
    if works.key_of(database, kept) in own:  # a list has come to use it for the other one
        if works.find(database, [kept_key]).get(kept_key) != kept:
            raise _no_longer_two()
        identities.give_key(database, kept, kept_key)
    database.run(f"DELETE FROM work_aliases WHERE key {_AMONG}", (json.dumps(own),))
    database.run("UPDATE works SET key = ?, merged_into = NULL WHERE id = ?", (own[0], gone))
    database.many(
        "INSERT INTO work_aliases (key, work_id) VALUES (?, ?)", ((key, gone) for key in own[1:])
    )
    return own


def _take_entries(
    database: Database, gone: WorkId, kept: WorkId, keys: Sequence[str], strays: Sequence[int]
) -> None:
    """Give a work its entries back: those that have its keys, and tombstones that had others."""
    database.run(
        f"UPDATE entries SET work_id = ? WHERE work_id = ? AND (key {_AMONG} "
        f"OR position IS NULL AND id {_AMONG})",
        (gone, kept, json.dumps(keys), json.dumps(strays)),
    )
    mentioned = database.rows(
        "SELECT DISTINCT work_id FROM entries WHERE work_id IN (?, ?)", (gone, kept)
    )
    if len(mentioned) < 2:
        raise _no_longer_two()


def _give_said(database: Database, gone: WorkId, kept: WorkId) -> list[str]:
    """Let a work have what sources said of the other one and never of itself; which they are.

    What each source says of one work stays together: half of it may not be true of the other.
    """
    rows = database.rows(
        "SELECT source FROM (SELECT source, work_id FROM metadata "
        "  UNION SELECT source, work_id FROM answers) WHERE work_id IN (?1, ?2) "
        "GROUP BY source HAVING max(work_id = ?2) = 0 ORDER BY source",
        (gone, kept),
    )
    sources = [source for (source,) in rows]
    for table, columns in (
        ("metadata", "field, source, value, as_of"),
        ("answers", "source, answered_at, missing_since"),
        ("older_values", "field, source, as_of, value"),
    ):
        database.run(
            f"INSERT INTO {table} (work_id, {columns}) SELECT ?, {columns} FROM {table} "
            f"WHERE work_id = ? AND source {_AMONG}",
            (kept, gone, json.dumps(sources)),
        )
    if "arxiv" in sources:
        columns = "version, published_at, title, abstract, comment, seen_at"
        database.run(
            f"INSERT OR IGNORE INTO paper_versions (work_id, {columns}) "
            f"SELECT ?, {columns} FROM paper_versions WHERE work_id = ?",
            (kept, gone),
        )
    return sources


def _take_said(database: Database, kept: WorkId, sources: Sequence[str]) -> None:
    """Let go what was said of the other work; whatever it was, it can be asked again."""
    for table in ("metadata", "answers", "older_values", "validators"):
        database.run(
            f"DELETE FROM {table} WHERE work_id = ? AND source {_AMONG}",
            (kept, json.dumps(sources)),
        )
    if "arxiv" in sources:
        database.run("DELETE FROM paper_versions WHERE work_id = ?", (kept,))


def _set_aside(database: Database, gone: WorkId, kept: WorkId) -> _Record:
    """Unite PDF, download and last place; what both works had before."""
    pdf, other_pdf = (_row(database, "work_pdfs", work) for work in (kept, gone))
    wish, other_wish = (_row(database, "downloads", work) for work in (kept, gone))
    place, other_place = (_row(database, "last_places", work) for work in (kept, gone))
    if other_pdf and (not pdf or other_pdf["attached"] > pdf["attached"]):
        _give(database, "work_pdfs", gone, kept)
    elif other_pdf and not other_pdf["attached"]:  # two attached ones: each stays with its work
        database.run("DELETE FROM work_pdfs WHERE work_id = ?", (gone,))
    if other_wish:
        if pdf or other_pdf or wish:
            database.run("DELETE FROM downloads WHERE work_id = ?", (gone,))
        else:
            _give(database, "downloads", gone, kept)
    if other_place and (not place or other_place["left_at"] > place["left_at"]):
        _give(database, "last_places", gone, kept)
    database.run("DELETE FROM last_places WHERE work_id = ?", (gone,))
    return {
        "work_pdfs": (pdf, other_pdf),
        "downloads": (wish, other_wish),
        "last_places": (place, other_place),
    }


def _put_back(database: Database, gone: WorkId, kept: WorkId, aside: _Record) -> None:
    """Give both works what they had, but for what has changed since."""
    for table, (own, other) in aside.items():
        now, same = _row(database, table, kept), _SAME[table]
        if other and now and all(now[name] == other[name] for name in same):
            database.run(f"DELETE FROM {table} WHERE work_id = ?", (kept,))
            _insert(database, table, kept, own)
        if other and not _row(database, table, gone):
            _insert(database, table, gone, other)


_SAME = {
    "work_pdfs": ("pdf_id", "attached"),
    "downloads": ("identity",),
    "last_places": ("page", "pages", "offset", "left_at"),
}
"""What makes the row of a work still the one that it got from another one."""


def _row(database: Database, table: str, work: WorkId) -> _Record | None:
    names = [row[1] for row in database.rows(f"PRAGMA table_info({table})")]
    row = database.row(f"SELECT * FROM {table} WHERE work_id = ?", (work,))
    return dict(zip(names, row, strict=True)) if row else None


def _give(database: Database, table: str, gone: WorkId, kept: WorkId) -> None:
    database.run(f"DELETE FROM {table} WHERE work_id = ?", (kept,))
    database.run(f"UPDATE {table} SET work_id = ? WHERE work_id = ?", (kept, gone))


def _insert(database: Database, table: str, work: WorkId, row: _Record | None) -> None:
    """Write a row that was set aside; not of a PDF that has left this machine meanwhile."""
    if row is None:
        return
    if table == "work_pdfs" and not database.value(
        "SELECT 1 FROM pdfs WHERE id = ?", (row["pdf_id"],)
    ):
        return
    if table == "downloads":
        row = {**row, "state": "queued" if row["state"] == "downloading" else row["state"]}
    names = ", ".join(f'"{name}"' for name in row)
    marks = ", ".join("?" for _ in row)
    values = tuple({**row, "work_id": work}.values())
    database.run(f"INSERT INTO {table} ({names}) VALUES ({marks})", values)
