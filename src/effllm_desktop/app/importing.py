"""Taking lists in: new ones, new versions of known ones. Runs as a job on its own connection."""

from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

from effllm_desktop.app import known_lists
from effllm_desktop.app.clock import Clock, system_clock
from effllm_desktop.app.import_reports import (
    ImportRequest,
    ImportSummary,
    ListReport,
    Outcome,
)
from effllm_desktop.app.jobs import Progress
from effllm_desktop.app.reading import Reading, damage, offered, read
from effllm_desktop.app.sources import (
    Bundled,
    BytesSource,
    Document,
    Failure,
    FileSource,
    Source,
    documents,
)
from effllm_desktop.app.taking_in import Difference, compare, take_in
from effllm_desktop.domain.errors import BadInput, NotFound
from effllm_desktop.domain.ids import ListId
from effllm_desktop.store import counts, entries, lists, problems
from effllm_desktop.store.database import Database
from effllm_desktop.store.opening import open_database

__all__ = [
    "Bundled",
    "BytesSource",
    "Failure",
    "FileSource",
    "ImportRequest",
    "ImportSummary",
    "ListReport",
    "Outcome",
    "Source",
    "import_lists",
    "preview",
]
_READ_SHARE = 0.7  # of the whole time; the rest is writing


@dataclass(frozen=True, slots=True)
class _Plan:
    """A document, and what it says unless the library has just these bytes."""

    document: Document
    reading: Reading | None


def import_lists(
    folder: Path, request: ImportRequest, progress: Progress, *, clock: Clock = system_clock
) -> ImportSummary:
    """Take lists in: all that can be read in one transaction, or nothing when it is cancelled."""
    with closing(open_database(folder, durable=False)) as database:
        plans, failures = _read_all(database, request, progress)
        with database.transaction():
            reports = []
            for number, plan in enumerate(plans):
                progress.checkpoint()
                done = _READ_SHARE + (1 - _READ_SHARE) * number / len(plans)
                progress.report(done, f"Taking in {plan.document.name}")
                reports.append(_take_in(database, plan, request, clock().isoformat()))
            if any(report.outcome is not Outcome.UNCHANGED for report in reports):
                counts.recount(database)
            progress.checkpoint()
    progress.report(1.0, "Done")
    return ImportSummary(tuple(reports), tuple(failures))


def preview(folder: Path, request: ImportRequest) -> ImportSummary:
    """What taking in would do; nothing is written."""
    with closing(open_database(folder)) as database:
        plans, failures = _read_all(database, request, _Silence())
        return ImportSummary(
            tuple(_foreseen(database, plan, request) for plan in plans), tuple(failures)
        )


class _Silence:
    def report(self, fraction: float | None, message: str) -> None:
        """Nobody waits for a preview."""

    def checkpoint(self) -> None:
        """It is not worth stopping."""


def _read_all(
    database: Database, request: ImportRequest, progress: Progress
) -> tuple[list[_Plan], list[Failure]]:
    """Read everything before the library is locked."""
    progress.report(None, "Looking for lists")
    found = list(_each_once(one for source in request.sources for one in documents(source)))
    failures = [one for one in found if isinstance(one, Failure)]
    usable = [one for one in found if isinstance(one, Document)]
    if len(usable) > 1 and (request.name or request.as_list):
        raise BadInput("Several lists cannot have one name.", "Import them one by one.")
    plans: list[_Plan] = []
    for number, document in enumerate(usable):
        progress.checkpoint()
        progress.report(_READ_SHARE * number / len(usable), f"Reading {document.name}")
        known = known_lists.find(database, document, request)
        reading = (
            None if known_lists.is_unchanged(database, document, known) else read(document.data)
        )
        if known or reading is None or reading.found.entries or not document.optional:
            plans.append(_Plan(document, reading))
    if usable and not plans:
        where = str(usable[0].path)
        failures.append(Failure(where, NotFound("No file there holds a list with entries.")))
    return plans, failures


def _each_once(found: Iterator[Document | Failure]) -> Iterator[Document | Failure]:
    """A file that several names lead to counts once."""
    seen: set[Path] = set()
    for one in found:
        if isinstance(one, Document) and one.path is not None:
            if one.path in seen:
                continue
            seen.add(one.path)
        yield one


def _take_in(database: Database, plan: _Plan, request: ImportRequest, now: str) -> ListReport:
    document = plan.document
    known = known_lists.find(database, document, request)
    unchanged = known_lists.is_unchanged(database, document, known)
    reading = plan.reading or (None if unchanged else read(document.data))
    if known is None:
        assert reading is not None  # noqa: S101 - only known lists can be unchanged
        list_id = known_lists.add(database, document, reading, request, now)
        outcome = Outcome.NEW
    else:
        list_id = known.id
        outcome = Outcome.UNCHANGED if unchanged else Outcome.UPDATED
        outcome = known_lists.restore(database, known) or outcome
        known_lists.rename(database, known, document, reading, request)
    difference = Difference()
    if reading is not None and not unchanged:
        difference = take_in(database, list_id, reading, now)
    known_lists.link(database, list_id, document, request, now)
    return _report(database, list_id, outcome, difference)


def _foreseen(database: Database, plan: _Plan, request: ImportRequest) -> ListReport:
    known = known_lists.find(database, plan.document, request)
    reading = plan.reading
    if reading is None:
        assert known is not None  # noqa: S101 - only known lists can be unchanged
        return _report(database, known.id, Outcome.UNCHANGED, Difference())
    difference = compare(entries.of_list(database, known.id) if known else [], reading.found)
    return ListReport(
        list_id=known.id if known else None,
        name=known.name if known else request.name or reading.found.name or plan.document.name,
        outcome=Outcome.UPDATED if known else Outcome.NEW,
        entries=len(reading.found.entries),
        sections=len(reading.found.sections),
        problems=reading.found.problems,
        damage=damage(reading.version),
        offered=offered(reading.version),
        **_counted(difference),
    )


def _report(
    database: Database, list_id: ListId, outcome: Outcome, difference: Difference
) -> ListReport:
    stored = lists.by_id(database, list_id)
    assert stored is not None  # noqa: S101 - it was written in this transaction
    version = lists.version_facts(database, list_id)
    entry_count, section_count = lists.counts(database, list_id)
    return ListReport(
        list_id=list_id,
        name=stored.name,
        outcome=outcome,
        entries=entry_count,
        sections=section_count,
        problems=problems.of_list(database, list_id),
        damage=damage(version),
        offered=offered(version),
        **_counted(difference),
    )


def _counted(difference: Difference) -> dict[str, Any]:
    """The fields that a report and a difference have in common."""
    return {one.name: getattr(difference, one.name) for one in fields(difference)}
