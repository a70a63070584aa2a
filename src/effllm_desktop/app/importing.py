"""Taking lists in: new ones, new versions of known ones. Runs as a job on its own connection."""

import gc
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, fields, replace
from pathlib import Path
from typing import Any

from effllm_desktop.app import known_lists, related_lists
from effllm_desktop.app.clock import Clock, system_clock
from effllm_desktop.app.foreign import foreign
from effllm_desktop.app.import_reports import (
    ImportRequest,
    ImportSummary,
    ListReport,
    Outcome,
)
from effllm_desktop.app.jobs import Progress, Stretch
from effllm_desktop.app.plans import READ_SHARE, WRITTEN_SHARE, Plan, Planning
from effllm_desktop.app.reading import damage, offered
from effllm_desktop.app.sources import Bundled, BytesSource, Document, Failure, FileSource, Source
from effllm_desktop.app.taking_in import Difference, compare, take_in
from effllm_desktop.domain.ids import ListId
from effllm_desktop.domain.lists import ReadList
from effllm_desktop.store import counts, entries, list_edits, lists, problems
from effllm_desktop.store.database import Database
from effllm_desktop.store.lists import StoredList
from effllm_desktop.store.opening import open_database
from effllm_desktop.store.spool import Spool

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


def import_lists(
    folder: Path, request: ImportRequest, progress: Progress, *, clock: Clock = system_clock
) -> ImportSummary:
    """Take lists in: all that can be read in one transaction, or nothing when it is cancelled."""
    with closing(open_database(folder, durable=False)) as database, _set_aside(folder) as spool:
        planning = Planning(database, request, spool)
        planning.read_all(progress)
        with database.transaction():
            with database.stopped_by(progress.checkpoint):
                reports = _taken_in(database, request, planning, progress, clock)
                progress.checkpoint()
            progress.report(WRITTEN_SHARE, "Saving")
        told = [
            _with_related(database, plan, report)
            for plan, report in zip(planning.plans, reports, strict=True)
        ]
    progress.report(1.0, "Done")
    return ImportSummary(tuple(told), tuple(planning.failures))


def _taken_in(
    database: Database, request: ImportRequest, planning: Planning, progress: Progress, clock: Clock
) -> list[ListReport]:
    """Write what was read, inside the transaction."""
    reports = []
    for number, plan in enumerate(planning.plans):
        whole = Stretch(progress, READ_SHARE, WRITTEN_SHARE, f"Taking in {plan.document.name}")
        taking = _TakingIn(database, request, planning, clock().isoformat())
        reports.append(taking.report(plan, whole.part(number, len(planning.plans))))
    if any(report.outcome is not Outcome.UNCHANGED for report in reports):
        progress.report(WRITTEN_SHARE, "Counting")
        counts.recount(database)
    return reports


def preview(folder: Path, request: ImportRequest) -> ImportSummary:
    """What taking in would do; nothing is written."""
    with closing(open_database(folder)) as database, _set_aside(folder) as spool:
        planning = Planning(database, request, spool)
        planning.read_all(_Silence())
        return ImportSummary(
            tuple(_foreseen(database, plan, request) for plan in planning.plans),
            tuple(planning.failures),
        )


class _Silence:
    def report(self, fraction: float | None, message: str) -> None:
        """Nobody waits for a preview."""

    def checkpoint(self) -> None:
        """It is not worth stopping."""


@contextmanager
def _set_aside(folder: Path) -> Iterator[Spool]:
    """A spool; meanwhile nobody looks for garbage, which there is none of: all of it is acyclic."""
    collecting = gc.isenabled()
    gc.disable()
    try:
        with Spool(folder) as spool:
            yield spool
    finally:
        if collecting:
            gc.enable()


@dataclass(frozen=True, slots=True)
class _TakingIn:
    """What is the same for every document that one import writes."""

    database: Database
    request: ImportRequest
    planning: Planning
    now: str

    def report(self, plan: Plan, stretch: Stretch) -> ListReport:
        """Take one in, inside the transaction; what became of it."""
        stretch.report(0)
        database, document = self.database, plan.document
        known = known_lists.find(database, document, self.request)
        new = plan.new
        if known_lists.is_unchanged(database, document, known):
            new = None  # it came more than once
        elif new is None or (known and new.made_on != list_edits.mark(database, known.id)):
            new = self.planning.read_again(plan, stretch)
        list_id, outcome = self._list(known, document, None if new is None else new.found)
        difference = Difference()
        if new is not None:
            difference = take_in(database, list_id, new, self.now, stretch)
        known_lists.link(database, list_id, document, self.request, self.now)
        return _report(database, list_id, outcome, difference)

    def _list(
        self, known: StoredList | None, document: Document, found: ReadList | None
    ) -> tuple[ListId, Outcome]:
        """The list that takes the document in, under its name."""
        if known is None:
            assert found is not None  # noqa: S101 - only known lists can be unchanged
            list_id = known_lists.add(self.database, document, found, self.request, self.now)
            return list_id, Outcome.NEW
        outcome = known_lists.restore(self.database, known)
        known_lists.rename(self.database, known, document, found, self.request)
        return known.id, outcome or (Outcome.UNCHANGED if found is None else Outcome.UPDATED)


def _with_related(database: Database, plan: Plan, report: ListReport) -> ListReport:
    """With the files that it links to: only now it is known which of them are in the library."""
    if plan.new is None or plan.document.path is None:
        return report
    related = plan.new.found.related
    return replace(report, related=related_lists.offered_by(database, related, plan.document.path))


def _foreseen(database: Database, plan: Plan, request: ImportRequest) -> ListReport:
    known = known_lists.find(database, plan.document, request)
    new = plan.new
    if new is None:
        assert known is not None  # noqa: S101 - only known lists can be unchanged
        return _report(database, known.id, Outcome.UNCHANGED, Difference())
    difference = compare(database, list(entries.known(database, known.id)) if known else [], new)
    return ListReport(
        list_id=known.id if known else None,
        name=known.name if known else request.name or new.found.name or plan.document.name,
        outcome=Outcome.UPDATED if known else Outcome.NEW,
        entries=len(new.keys),
        sections=len(new.found.sections),
        problems=new.found.problems,
        damage=damage(new.facts),
        offered=offered(new.facts),
        foreign=new.found.foreign,
        **_counted(difference),
    )


def _report(
    database: Database, list_id: ListId, outcome: Outcome, difference: Difference
) -> ListReport:
    stored = lists.by_id(database, list_id)
    assert stored is not None  # noqa: S101 - it was written in this transaction
    version = lists.version_facts(database, list_id)
    entry_count, section_count = lists.counts(database, list_id)
    found = problems.of_list(database, list_id)
    return ListReport(
        list_id=list_id,
        name=stored.name,
        outcome=outcome,
        entries=entry_count,
        sections=section_count,
        problems=found,
        damage=damage(version),
        offered=offered(version),
        foreign=foreign(database, list_id, entry_count, found),
        **_counted(difference),
    )


def _counted(difference: Difference) -> dict[str, Any]:
    """The fields that a report and a difference have in common."""
    return {one.name: getattr(difference, one.name) for one in fields(difference)}
