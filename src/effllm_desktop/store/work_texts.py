"""What the lists say of works, for whoever needs it of many at once."""

import json
from collections import defaultdict
from collections.abc import Sequence

from effllm_desktop.domain.ids import WorkId
from effllm_desktop.domain.lists import EntryText
from effllm_desktop.store.database import Database, in_parts
from effllm_desktop.store.entries import TEXT_COLUMNS, text_of


def of_works(database: Database, works: Sequence[WorkId]) -> dict[WorkId, list[EntryText]]:
    """All entries that mention each work, in list order; else those that once did."""
    live: defaultdict[WorkId, list[EntryText]] = defaultdict(list)
    gone: defaultdict[WorkId, list[EntryText]] = defaultdict(list)
    for some in in_parts(works):
        rows = database.rows(
            f"SELECT e.work_id, e.position IS NOT NULL, {TEXT_COLUMNS} FROM entries e "
            "WHERE e.work_id IN (SELECT value FROM json_each(?)) "
            "ORDER BY e.list_id IN (SELECT list_id FROM trashed_lists), e.list_id, e.position",
            (json.dumps(some),),
        )
        for work, stands, *columns in rows:
            (live if stands else gone)[work].append(text_of(columns))
    return {work: live[work] or gone[work] for work in works}
