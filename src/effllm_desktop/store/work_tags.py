"""Which works have which tags: rows that come and go, very many of them in one go."""

import json
from collections.abc import Iterator, Sequence
from itertools import groupby

from effllm_desktop.store.database import Database, Row
from effllm_desktop.store.user_rows import RowChange

TABLE = "work_tags"
_EACH = "json_extract(value, '$[0]'), json_extract(value, '$[1]')"


def give(database: Database, works: Sequence[int], tag: int) -> RowChange:
    """Give works a tag that they do not have."""
    asked = json.dumps(works)
    database.run(
        "INSERT INTO work_tags (work_id, tag_id) SELECT value, ? FROM json_each(?)", (tag, asked)
    )
    rows = database.rows(
        "SELECT id, work_id FROM work_tags WHERE tag_id = ? "
        "AND work_id IN (SELECT value FROM json_each(?)) ORDER BY id",
        (tag, asked),
    )
    return _change(rows, tag).inverse()


def take(database: Database, rows: Sequence[Row], tag: int) -> RowChange:
    """Take a tag from works; `rows` are ids and works."""
    change = _change(rows, tag)
    _remove(database, change.rows)
    return change


def write(database: Database, changes: Sequence[RowChange]) -> bool:
    """Write changes again, forwards or backwards; False where the rows are not as they were."""
    for change in changes:
        pairs = json.dumps(list(zip(change.rows, change.works, strict=True)))
        if change.after is not None:
            if _there(database, change.rows):
                return False
            database.run(
                f"INSERT INTO work_tags (id, work_id, tag_id) SELECT {_EACH}, ? FROM json_each(?)",
                (change.after["tag_id"], pairs),
            )
        else:
            number = database.value(
                "SELECT count(*) FROM json_each(?) p CROSS JOIN work_tags t "
                "ON t.id = json_extract(p.value, '$[0]') "
                "AND t.work_id = json_extract(p.value, '$[1]') WHERE t.tag_id = ?",
                (pairs, (change.before or {})["tag_id"]),
            )
            if number != len(change.rows):
                return False
            _remove(database, change.rows)
    return True


def read(rows: Sequence[Row]) -> Iterator[RowChange]:
    """Changes as the journal holds them (row, before, after), those that are alike together."""
    said = json.loads(f"[{','.join(before or after for _, before, after in rows)}]")
    read = zip(rows, said, strict=True)
    for (comes, tag), some in groupby(read, lambda one: (one[0][1] is None, one[1]["tag_id"])):
        change = _change([(row[0], values["work_id"]) for row, values in some], tag)
        yield change.inverse() if comes else change


def _change(rows: Sequence[Row], tag: int) -> RowChange:
    """Works lose a tag."""
    ids, works = [row for row, _ in rows], [work for _, work in rows]
    return RowChange(TABLE, ids, {"tag_id": tag}, None, works)


def _there(database: Database, rows: Sequence[int]) -> bool:
    sql = "SELECT EXISTS (SELECT 1 FROM work_tags WHERE id IN (SELECT value FROM json_each(?)))"
    return bool(database.value(sql, (json.dumps(rows),)))


def _remove(database: Database, rows: Sequence[int]) -> None:
    sql = "DELETE FROM work_tags WHERE id IN (SELECT value FROM json_each(?))"
    database.run(sql, (json.dumps(rows),))
