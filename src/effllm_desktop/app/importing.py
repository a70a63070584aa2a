"""Taking lists in: new ones, new versions of known ones. Runs as a job on its own connection."""

from collections.abc import Iterator
from contextlib import ExitStack, closing
from dataclasses import dataclass, fields, replace
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any

from effllm_desktop.app import known_lists, related_lists, whole_libraries
from effllm_desktop.app.clock import Clock, system_clock
from effllm_desktop.app.collecting import no_collecting
from effllm_desktop.app.foreign import foreign
from effllm_desktop.app.gathering import Gathered
from effllm_desktop.app.import_reports import (
    EntryNews,
    ImportRequest,
    ImportSummary,
    ListReport,
    Outcome,
    What,
)
from effllm_desktop.app.jobs import Progress, Stretch
from effllm_desktop.app.matching import paths_of
from effllm_desktop.app.plans import WRITTEN_SHARE, Plan, Planning
from effllm_desktop.app.reading import damage, offered
from effllm_desktop.app.reading_beside import Reader
from effllm_desktop.app.sources import Bundled, BytesSource, Document, Failure, FileSource, Source
from effllm_desktop.app.taking_in import Difference, compare, take_in
from effllm_desktop.app.taking_in_new import take_in_new
from effllm_desktop.domain.ids import ListId
from effllm_desktop.domain.lists import ReadList
from effllm_desktop.store import counts, entries, identities, list_edits, lists, problems, works
from effllm_desktop.store.database import Database
from effllm_desktop.store.lists import StoredList
from effllm_desktop.store.opening import open_database
from effllm_desktop.store.spool import Spool

if TYPE_CHECKING:
    from effllm_desktop.app.restoring_library import Take

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
            _with_related(database, plan, _with_states(database, plan, report, clock), found)
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
    foreseen = _foreseen_all(folder, request)
    return ImportSummary(
        (*restored.lists, *foreseen.lists), (*restored.failures, *foreseen.failures)
    )


def _foreseen_all(folder: Path, request: ImportRequest) -> ImportSummary:
    with closing(open_database(folder)) as database, no_collecting(), Spool(folder) as spool:
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
        return _report(database, list_id, outcome, difference), found

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
        return _report(database, list_id, Outcome.NEW, difference), found

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


def _with_related(
    database: Database, plan: Plan, report: ListReport, found: ReadList | None
) -> ListReport:
    """With the files that it links to: only now it is known which of them are in the library."""
    if found is None or plan.document.path is None:
        return report
    offered_lists = related_lists.offered_by(database, found.related, plan.document.path)
    return replace(report, related=offered_lists)


def _foreseen(database: Database, plan: Plan, request: ImportRequest) -> ListReport:
    known = known_lists.find(database, plan.document, request)
    new = plan.new
    if new is None:
        assert known is not None  # noqa: S101 - only known lists can be unchanged
        outcome = Outcome.RESTORED if known.trashed else Outcome.UNCHANGED
        report = _report(database, known.id, outcome, Difference())
        return replace(report, pdfs=_names(database, plan.document))
    difference = compare(database, list(entries.known(database, known.id)) if known else [], new)
    if known is None:
        difference = replace(difference, news=tuple(_coming(database, new)))
    return ListReport(
        list_id=known.id if known else None,
        name=known.name if known else request.name or new.found.name or plan.document.name,
        outcome=_outcome(known),
        entries=len(new.keys),
        sections=len(new.found.sections),
        problems=new.found.problems,
        damage=damage(new.facts),
        offered=offered(new.facts),
        foreign=new.found.foreign,
        form=plan.document.form,
        brought=len(plan.document.carried),
        pdfs=_names(database, plan.document),
        **_counted(difference),
    )


def _names(database: Database, document: Document) -> tuple[str, ...]:
    """What the PDFs are called that would come along."""
    if not document.pdfs:
        return ()
    from effllm_desktop.app import carried_pdfs

    return tuple(one.path.name for one in carried_pdfs.lacking(database, document.pdfs))


def _outcome(known: StoredList | None) -> Outcome:
    """What would become of a list of which there is something new."""
    if known is None:
        return Outcome.NEW
    return Outcome.RESTORED if known.trashed else Outcome.UPDATED


def _coming(database: Database, new: Gathered) -> Iterator[EntryNews]:
    """The entries of a list that would be new, and which of them the library has already."""
    known = works.find(database, new.keys)
    titles = new.titles(range(len(new.keys)))
    paths = paths_of(new.found)
    for position, key in enumerate(new.keys):
        what = What.KNOWN if key in known else What.ADDED
        section = new.section(position)
        yield EntryNews(what, titles[position], "" if section is None else paths[section])


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
