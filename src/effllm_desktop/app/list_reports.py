"""What an import tells of lists: of those that it has taken in, and of those that it would."""

from collections.abc import Iterator
from dataclasses import fields, replace
from typing import Any

from effllm_desktop.app import known_lists, related_lists
from effllm_desktop.app.foreign import foreign
from effllm_desktop.app.gathering import Gathered
from effllm_desktop.app.import_reports import EntryNews, ImportRequest, ListReport, Outcome, What
from effllm_desktop.app.list_versions import damage, offered
from effllm_desktop.app.matching import paths_of
from effllm_desktop.app.plans import Plan
from effllm_desktop.app.sources import Document
from effllm_desktop.app.taking_in import Difference, compare
from effllm_desktop.domain.ids import ListId
from effllm_desktop.domain.lists import ReadList
from effllm_desktop.store import entries, lists, problems, works
from effllm_desktop.store.database import Database
from effllm_desktop.store.lists import StoredList


def report_of(
    database: Database, list_id: ListId, outcome: Outcome, difference: Difference
) -> ListReport:
    """Of a list that is in the library now."""
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


def with_related(
    database: Database, plan: Plan, report: ListReport, found: ReadList | None
) -> ListReport:
    """With the files that it links to: only now it is known which of them are in the library."""
    if found is None or plan.document.path is None:
        return report
    offered_lists = related_lists.offered_by(database, found.related, plan.document.path)
    return replace(report, related=offered_lists)


def foreseen(database: Database, plan: Plan, request: ImportRequest) -> ListReport:
    """Of a list that a document would make, or of which it would be a new version."""
    known = known_lists.find(database, plan.document, request)
    new = plan.new
    if new is None:
        assert known is not None  # noqa: S101 - only known lists can be unchanged
        outcome = Outcome.RESTORED if known.trashed else Outcome.UNCHANGED
        report = report_of(database, known.id, outcome, Difference())
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
    known = works.standing(database, new.keys)
    titles = new.titles(range(len(new.keys)))
    paths = paths_of(new.found)
    for position, key in enumerate(new.keys):
        what = What.KNOWN if key in known else What.ADDED
        section = new.section(position)
        yield EntryNews(what, titles[position], "" if section is None else paths[section])


def _counted(difference: Difference) -> dict[str, Any]:
    """The fields that a report and a difference have in common."""
    return {one.name: getattr(difference, one.name) for one in fields(difference)}
