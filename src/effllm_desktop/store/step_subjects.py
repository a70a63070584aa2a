"""What the steps of the reader's were about: a work's title or a list's name, for people."""

import json
from collections.abc import Sequence

from effllm_desktop.store.database import Database
from effllm_desktop.store.user_rows import BY_WORK, OF_WORKS, quoted

_OF_LISTS = ("list_edits", "trashed_lists")
_FIRST = (  # of the rows that a step changed, if it was about works or lists
    "SELECT a.value AS step, c.table_name, c.row_id, "
    '  coalesce(c."after", c."before") AS said FROM json_each(?) a JOIN step_changes c '
    "ON c.id = (SELECT o.id FROM step_changes o WHERE o.step_id = a.value "
    f"  AND o.table_name IN {quoted((*BY_WORK, *OF_WORKS, *_OF_LISTS))} ORDER BY o.id LIMIT 1)"
)
_NAMED = (
    "SELECT step, "
    f"  CASE WHEN table_name IN {quoted(BY_WORK)} THEN row_id "
    "    ELSE json_extract(said, '$.work_id') END AS work, "
    "  CASE table_name WHEN 'trashed_lists' THEN row_id "
    "    ELSE json_extract(said, '$.list_id') END AS list "
    f"FROM ({_FIRST})"
)


def names(database: Database, steps: Sequence[int]) -> dict[int, str]:
    """The title of the first work that each step was about, or the name of the list.

    Steps that were about neither are left out, such as those on tags or recipes.
    """
    rows = database.rows(
        "SELECT step, coalesce(l.name, json_extract(c.value, '$'), e.plain_title) "
        f"FROM ({_NAMED}) LEFT JOIN lists l ON l.id = list "
        "LEFT JOIN corrections c ON c.work_id = work AND c.field = 'title' "
        "LEFT JOIN entries e ON e.id = (SELECT o.id FROM entries o WHERE o.work_id = work "
        "  ORDER BY o.list_id, o.position LIMIT 1)",
        (json.dumps(list(steps)),),
    )
    return {step: name for step, name in rows if name}
