"""Validators of answers, beside what they said, so that a service can say that nothing is new."""

from collections.abc import Iterable, Mapping

from effllm_desktop.domain.ids import WorkId
from effllm_desktop.domain.metadata import Source, Validator
from effllm_desktop.store.database import Database


def of_source(database: Database, source: Source) -> dict[WorkId, Validator]:
    """The validators of a source's last answers, where what they said is still there."""
    rows = database.rows(
        "SELECT v.work_id, v.address, v.etag, v.modified FROM validators v "
        "JOIN answers a ON a.work_id = v.work_id AND a.source = v.source "
        "WHERE v.source = ?1 AND EXISTS (SELECT 1 FROM metadata m WHERE m.work_id = v.work_id "
        "  AND m.source = v.source AND m.as_of = a.answered_at)",
        (source.value,),
    )
    return {WorkId(work): Validator(*rest) for work, *rest in rows}


def keep(
    database: Database,
    source: Source,
    works: Iterable[WorkId],
    known: Mapping[WorkId, Validator],
) -> None:
    """Keep the validators of works that a source has answered about; what had others has none."""
    database.many(
        "DELETE FROM validators WHERE work_id = ? AND source = ?",
        ((work, source.value) for work in works),
    )
    database.many(
        "INSERT INTO validators (work_id, source, address, etag, modified) VALUES (?, ?, ?, ?, ?)",
        ((work, source.value, one.address, one.etag, one.modified) for work, one in known.items()),
    )
