"""The names of tags, as words find them: a small full-text index of its own.

What is searched for beyond names stands in `search`, a row for each work. Tags are not in it: to
tag very many works would be to write all that is said of each of them anew.
"""

import json
from collections.abc import Iterable

from effllm_desktop.store.database import Database
from effllm_desktop.store.words import indexed

WORKS = "SELECT work_id FROM work_tags WHERE tag_id IN (SELECT value FROM json_each(?))"
"""The works that have one of some tags, whose ids are one JSON value."""
MOST = 50
"""Words of one question that names of tags are asked for: each makes the answer take longer."""
_AMONG = "IN (SELECT value FROM json_each(?))"


def follow(database: Database, tags: Iterable[int]) -> None:
    """Bring the names of these tags up to date: made, called otherwise or gone."""
    asked = json.dumps(list(tags))
    database.run(f"DELETE FROM tag_names WHERE rowid {_AMONG}", (asked,))
    rows = database.rows(f"SELECT id, name FROM tags WHERE id {_AMONG}", (asked,))
    database.many(
        "INSERT INTO tag_names (rowid, name) VALUES (?, ?)",
        ((tag, indexed(name)) for tag, name in rows),
    )


def holding(database: Database, questions: Iterable[str]) -> dict[str, str]:
    """The questions for FTS5 that find names of tags, and the ids of these tags, as JSON."""
    found: dict[str, str] = {}
    for question in dict.fromkeys(questions):
        rows = database.rows("SELECT rowid FROM tag_names WHERE tag_names MATCH ?", (question,))
        if rows:
            found[question] = json.dumps([tag for (tag,) in rows])
        if len(found) == MOST:
            break
    return found
