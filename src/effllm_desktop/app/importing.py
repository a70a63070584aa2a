"""Taking lists in: new ones, new versions of known ones. Runs as a job on its own connection."""

from contextlib import ExitStack, closing
from dataclasses import dataclass, replace
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

from effllm_desktop.app import known_lists, whole_libraries
from effllm_desktop.app.clock import Clock, system_clock
from effllm_desktop.app.collecting import no_collecting
from effllm_desktop.app.import_reports import ImportRequest, ImportSummary, ListReport, Outcome
from effllm_desktop.app.jobs import Progress, Stretch
from effllm_desktop.app.list_reports import foreseen, report_of, with_related
from effllm_desktop.app.plans import WRITTEN_SHARE, Plan, Planning
from effllm_desktop.app.reading_beside import Reader
from effllm_desktop.app.sources import Document
from effllm_desktop.app.taking_in import Difference, take_in
from effllm_desktop.app.taking_in_new import take_in_new
from effllm_desktop.domain.ids import ListId
from effllm_desktop.domain.lists import ReadList
from effllm_desktop.store import counts, identities, list_edits, lists
from effllm_desktop.store.database import Database
from effllm_desktop.store.lists import StoredList
from effllm_desktop.store.opening import open_database
from effllm_desktop.store.spool import Spool

if TYPE_CHECKING:
    from effllm_desktop.app.restoring_library import Take


def import_lists(
    folder: Path, request: ImportRequest, progress: Progress, *, clock: Clock = system_clock
) -> ImportSummary:
    """Take lists in: all that can be read in one transaction, or nothing when it is cancelled.

    The document of a whole library is read whole first, then all of it comes in one transaction.
    """
    restored, rest = _restored(folder, request, _taking(progress, clock), clock)
    if restored.lists and not rest.sources:
        return restored
    with closing(open_database(folder, durable=False)) as database:
        taken = _import_lists(database, rest, progress, clock)
    return ImportSummary((*restored.lists, *taken.lists), (*restored.failures, *taken.failures))


def _restored(
    folder: Path, request: ImportRequest, take: "Take", clock: Clock, *, keep: bool = True
) -> tuple[ImportSummary, ImportRequest]:
    """What became of whole libraries, and what else is asked for."""
    libraries = whole_libraries.among(request.sources)
    first = next(libraries, None)
    if first is None:
        return ImportSummary((), ()), request
    from effllm_desktop.app.restoring_library import restored

    return restored(folder, request, chain([first], libraries), take, clock, keep=keep)


def _taking(progress: Progress, clock: Clock) -> "Take":
    def take(database: Database, request: ImportRequest) -> ImportSummary:
        return _import_lists(database, request, progress, clock)

    return take


def _import_lists(
    database: Database, request: ImportRequest, progress: Progress, clock: Clock
) -> ImportSummary:
    with no_collecting(), Spool(database.file.parent) as spool, ExitStack() as readers:
        planning = Planning(database, request, spool, readers)
        planning.read_all(progress)
        with database.transaction():
            with database.stopped_by(progress.checkpoint):
                taken = _taken_in(database, request, planning, progress, clock)
                progress.checkpoint()
            progress.report(WRITTEN_SHARE, "Saving")
        told = [
            with_related(database, plan, _with_states(database, plan, report, clock), found)
            for plan, (report, found) in zip(planning.plans, taken, strict=True)
        ]
    for number, plan in enumerate(planning.plans):
        if plan.document.pdfs:
            from effllm_desktop.app import carried_pdfs

            taken_pdfs = carried_pdfs.take_in(
                database.file.parent, plan.document.pdfs, progress, clock
            )
            told[number] = replace(told[number], pdfs=taken_pdfs.names)
            planning.failures += taken_pdfs.failures
    progress.report(1.0, "Done")
    return ImportSummary(tuple(told), tuple(planning.failures))


def _taken_in(
    database: Database, request: ImportRequest, planning: Planning, progress: Progress, clock: Clock
) -> list[tuple[ListReport, ReadList | None]]:
    """Write what was read, inside the transaction: what became of each, and what is new in it."""
    taken = []
    for number, plan in enumerate(planning.plans):
        whole = Stretch(progress, planning.share, WRITTEN_SHARE, f"Taking in {plan.document.name}")
        taking = _TakingIn(database, request, planning, clock().isoformat())
        taken.append(taking.report(plan, whole.part(number, len(planning.plans))))
    if any(report.outcome is not Outcome.UNCHANGED for report, _ in taken):
        progress.report(WRITTEN_SHARE, "Counting")
        counts.recount(database)
    return taken


def preview(folder: Path, request: ImportRequest) -> ImportSummary:
    """What taking in would do; nothing is written.

    A whole library is restored for that, in a transaction that is taken back.
    """
    take = _taking(_Silence(), system_clock)
    restored, request = _restored(folder, request, take, system_clock, keep=False)
    if restored.lists and not request.sources:
        return restored
    rest = _foreseen_all(folder, request)
    return ImportSummary((*restored.lists, *rest.lists), (*restored.failures, *rest.failures))


def _foreseen_all(folder: Path, request: ImportRequest) -> ImportSummary:
    with closing(open_database(folder)) as database, no_collecting(), Spool(folder) as spool:
        planning = Planning(database, request, spool)
        planning.read_all(_Silence())
        return ImportSummary(
            tuple(foreseen(database, plan, request) for plan in planning.plans),
            tuple(planning.failures),
        )


class _Silence:
    def report(self, fraction: float | None, message: str) -> None:
        """Nobody waits for a preview."""

    def checkpoint(self) -> None:
        """It is not worth stopping."""


@dataclass(frozen=True, slots=True)
class _TakingIn:
    """What is the same for every document that one import writes."""

    database: Database
    request: ImportRequest
    planning: Planning
    now: str

    def report(self, plan: Plan, stretch: Stretch) -> tuple[ListReport, ReadList | None]:
        """Take one in, inside the transaction; what became of it, and what it says if it is new."""
        stretch.report(0)
        database, document = self.database, plan.document
        known = known_lists.find(database, document, self.request)
        if plan.reader and known is None and not identities.any_aliases(database):
            return self._beside(plan.reader, document, stretch)
        new = plan.new
        if known_lists.is_unchanged(database, document, known):
            new = None  # it came more than once
        elif new is None or (known and new.made_on != list_edits.mark(database, known.id)):
            new = self.planning.read_again(plan, stretch)
        found = None if new is None else new.found
        list_id, outcome = self._list(known, document, found)
        difference = Difference()
        if new is not None:
            difference = take_in(database, list_id, new, self.now, stretch)
        known_lists.link(database, list_id, document, self.request, self.now)
        return report_of(database, list_id, outcome, difference), found

    def _beside(
        self, reader: Reader, document: Document, stretch: Stretch
    ) -> tuple[ListReport, ReadList]:
        """Take one in that is new and still being read. Its name is known at the end."""
        database = self.database
        list_id = known_lists.add(database, document, None, self.request, self.now)
        difference = take_in_new(database, list_id, reader, self.now, stretch)
        found, added = reader.ending.found, lists.by_id(database, list_id)
        assert added is not None  # noqa: S101 - it was written in this transaction
        known_lists.rename(database, added, document, found, self.request)
        known_lists.link(database, list_id, document, self.request, self.now)
        return report_of(database, list_id, Outcome.NEW, difference), found

    def _list(
        self, known: StoredList | None, document: Document, found: ReadList | None
    ) -> tuple[ListId, Outcome]:
        """The list that takes the document in, under its name."""
        if known is None:
            list_id = known_lists.add(self.database, document, found, self.request, self.now)
            return list_id, Outcome.NEW
        outcome = known_lists.restore(self.database, known)
        known_lists.rename(self.database, known, document, found, self.request)
        return known.id, outcome or (Outcome.UNCHANGED if found is None else Outcome.UPDATED)


def _with_states(database: Database, plan: Plan, report: ListReport, clock: Clock) -> ListReport:
    """With what the file says of works, which is a step of the reader's: it can be undone."""
    if not plan.document.carried:
        return replace(report, form=plan.document.form)
    from effllm_desktop.app.carried import bringing
    from effllm_desktop.app.workspace import Workspace

    operation = bringing(database, plan.document.carried)
    if operation is not None:
        Workspace(database, clock).run(operation)
    brought = len(operation.brought) if operation else 0
    return replace(report, form=plan.document.form, brought=brought)
