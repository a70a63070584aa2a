"""Numbers that services have said before: kept when a refresh changes them, thinned as they age.

The newest ones stay as they are. Of older ones the last of each day stays for a month, before that
the last of each month, and no more than so many in all: a trend needs no more.
"""

import json
from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import NamedTuple

from effllm_desktop.domain.ids import WorkId
from effllm_desktop.domain.metadata import Fact, Source
from effllm_desktop.store.database import Database, in_parts

KEPT = (Fact.CITATIONS, Fact.STARS)
NEWEST = 10
"""Values of a number that stay whenever they were said."""
DAILY = timedelta(days=30)
MOST = 100


class OlderValue(NamedTuple):
    """A number, and when its source said it last."""

    value: int
    as_of: str


def keep(
    database: Database, source: Source, changing: Iterable[tuple[WorkId, str]], now: str
) -> None:
    """Keep what is known now of fields of works, which is about to become something else."""
    rows = [(*one, source.value) for one in changing if one[1] in KEPT]
    if not rows:
        return
    database.many(
        "INSERT OR REPLACE INTO older_values (work_id, field, source, as_of, value) "
        "SELECT work_id, field, source, as_of, CAST(value AS INTEGER) FROM metadata "
        "WHERE work_id = ? AND field = ? AND source = ?",
        rows,
    )
    _thin(database, source, dict.fromkeys(work for work, *_ in rows), now)


def of_work(database: Database, work: WorkId) -> dict[tuple[Fact, Source], list[OlderValue]]:
    """The older values of each number of a work, as each source said them, the oldest first."""
    found: dict[tuple[Fact, Source], list[OlderValue]] = {}
    for field, source, value, as_of in database.rows(
        "SELECT field, source, value, as_of FROM older_values WHERE work_id = ? ORDER BY as_of",
        (work,),
    ):
        found.setdefault((Fact(field), Source(source)), []).append(OlderValue(value, as_of))
    return found


def _thin(database: Database, source: Source, works: Iterable[WorkId], now: str) -> None:
    since = (datetime.fromisoformat(now) - DAILY).isoformat()
    number = "PARTITION BY work_id, field, source"
    span = "CASE WHEN as_of >= ?1 THEN substr(as_of, 1, 10) ELSE substr(as_of, 1, 7) END"
    for some in in_parts(works):
        database.run(
            "DELETE FROM older_values WHERE rowid IN (SELECT id FROM (SELECT rowid AS id, "
            f"  row_number() OVER ({number} ORDER BY as_of DESC) AS place, "
            f"  row_number() OVER ({number}, {span} ORDER BY as_of DESC) AS of_its_span "
            "  FROM older_values WHERE source = ?2 "
            "  AND work_id IN (SELECT value FROM json_each(?3))) "
            "WHERE place > ?4 AND (of_its_span > 1 OR place > ?5))",
            (since, source.value, json.dumps(some), NEWEST, MOST),
        )
