"""A library made again from its document: lists version by version, then what its reader made."""

from collections.abc import Callable, Iterable
from contextlib import closing, suppress
from dataclasses import replace
from pathlib import Path

from effllm_desktop.app import library_json
from effllm_desktop.app.carried import bringing
from effllm_desktop.app.clock import Clock
from effllm_desktop.app.import_reports import ImportRequest, ImportSummary, ListReport, Outcome
from effllm_desktop.app.library_json import CarriedLibrary, CarriedList, CarriedText
from effllm_desktop.app.operations.bringing import BringSearches
from effllm_desktop.app.operations.identifying import KeepApart, MergeWorks
from effllm_desktop.app.operations.list_editing import RepeatEdits
from effllm_desktop.app.operations.naming_tags import BringTags
from effllm_desktop.app.operations.recipes import KeepRecipe
from effllm_desktop.app.operations.seeing import BringSeen
from effllm_desktop.app.operations.trash import TrashList
from effllm_desktop.app.sources import BytesSource, Failure, FileSource, sha256
from effllm_desktop.app.workspace import Workspace
from effllm_desktop.domain.duplicates import Verdict
from effllm_desktop.domain.errors import AppError
from effllm_desktop.domain.ids import SearchId
from effllm_desktop.store import duplicates, lists, portable, recipes, saved_searches, works
from effllm_desktop.store.database import Database
from effllm_desktop.store.opening import open_database
from effllm_desktop.store.portable import CarriedSearch, CarriedVerdict

Take = Callable[[Database, ImportRequest], ImportSummary]
"""Takes lists into a library."""


class _NotKept(Exception):  # noqa: N818 - it only ends a transaction
    """What was restored is to be taken back."""


def restored(
    folder: Path,
    request: ImportRequest,
    libraries: Iterable[tuple[FileSource | BytesSource, bytes]],
    take: Take,
    clock: Clock,
    *,
    keep: bool = True,
) -> tuple[ImportSummary, ImportRequest]:
    """What became of the whole libraries among what is asked for, and what else is asked for.

    All of a library comes, or nothing of it. Without `keep` that is only seen, and taken back.
    """
    told: list[ListReport] = []
    failures: list[Failure] = []
    rest = list(request.sources)
    for source, data in libraries:
        rest.remove(source)
        try:
            told += _in_one(folder, library_json.read(data), take, clock, keep=keep)
        except AppError as problem:
            name = source.path if isinstance(source, FileSource) else source.name
            failures.append(Failure(str(name), problem))
    summary = ImportSummary(tuple(told), tuple(failures))
    return summary, replace(request, sources=tuple(rest))


def _in_one(
    folder: Path, library: CarriedLibrary, take: Take, clock: Clock, *, keep: bool
) -> list[ListReport]:
    """Restore a library in one transaction."""
    told: list[ListReport] = []
    with closing(open_database(folder)) as database, suppress(_NotKept), database.as_one():
        told = _restore(database, library, take, clock)
        if not keep:
            raise _NotKept
    if keep:
        return told
    return [one if one.outcome is Outcome.UNCHANGED else replace(one, list_id=None) for one in told]


def _restore(
    database: Database, library: CarriedLibrary, take: Take, clock: Clock
) -> list[ListReport]:
    was_empty = portable.is_empty(database)
    told = [_restore_list(database, one, take, clock) for one in library.lists]
    workspace = Workspace(database, clock)
    operation = bringing(database, library.works)
    if operation is not None:
        workspace.run(operation)
    if library.tags:
        workspace.run(BringTags(library.tags))
    seen = works.find(database, library.seen)
    if seen:
        seen_at = {work: library.seen[key] for key, work in seen.items()}
        workspace.run(BringSeen(tuple(seen_at), seen_at))
    for said in library.verdicts:
        _say_again(database, workspace, said)
    known = {(one.name, one.file) for one in recipes.all_recipes(database)}
    for kept in library.recipes:
        if (kept.name, kept.file) not in known:
            workspace.run(KeepRecipe(kept.name, kept.request, kept.file, kept.made_at))
    for one, report in zip(library.lists, told, strict=True):
        if one.trashed and report.list_id is not None and report.outcome is Outcome.NEW:
            workspace.run(TrashList(report.list_id, one.trashed_at))
    _save_again(database, workspace, library.searches, was_empty=was_empty)
    brought = len(operation.brought) if operation else 0
    return [replace(one, brought=0 if place else brought) for place, one in enumerate(told)]


def _save_again(
    database: Database,
    workspace: Workspace,
    searches: tuple[CarriedSearch, ...] | None,
    *,
    was_empty: bool,
) -> None:
    """Save the searches that are not there; in an empty library just these."""
    there = portable.saved_searches(database)
    if searches is None or searches == tuple(there):
        return
    if was_empty:
        gone = tuple(SearchId(row[0]) for row in saved_searches.rows(database))
        workspace.run(BringSearches(searches, gone))
        return
    known = {(one.name, one.query) for one in there}
    new = tuple(one for one in searches if one.made_at and one[:2] not in known)
    if new:
        workspace.run(BringSearches(new))


def _say_again(database: Database, workspace: Workspace, said: CarriedVerdict) -> None:
    """Merge works again, or keep them apart, unless that was decided here already."""
    found = works.find(database, [said.work, said.other])
    work, other = found.get(said.work), found.get(said.other)
    if (
        work is None
        or other is None
        or work == other
        or duplicates.are_apart(database, work, other)
    ):
        return
    make = MergeWorks if said.verdict is Verdict.SAME else KeepApart
    workspace.run(make(work, other, said.made_at))


def _restore_list(database: Database, one: CarriedList, take: Take, clock: Clock) -> ListReport:
    """A list that the library does not have yet; one with the same name and text stays."""
    known = lists.by_name(database, one.name)
    sha = known and lists.current_sha256(database, known.id)
    if known and sha == sha256(one.versions[-1].data):
        return ListReport(known.id, known.name, Outcome.UNCHANGED, 0, 0)
    first, *others = one.versions
    request = ImportRequest(
        (BytesSource(one.name, first.data, one.origin),),
        name=one.name if one.named else None,
        is_fresh=True,
    )
    report = _taken(database, request, take)
    _edit(database, report, first, clock)
    for version in others:
        request = ImportRequest((BytesSource(one.name, version.data),), as_list=report.name)
        report = _taken(database, request, take)
        _edit(database, report, version, clock)
    return replace(report, outcome=Outcome.NEW)


def _taken(database: Database, request: ImportRequest, take: Take) -> ListReport:
    """What became of the only document of a request. Raises what was wrong with it."""
    summary = take(database, request)
    for failure in summary.failures:
        raise failure.problem
    (report,) = summary.lists
    return report


def _edit(database: Database, report: ListReport, version: CarriedText, clock: Clock) -> None:
    """Make the edits again that were made on a version."""
    if version.edits and report.list_id is not None:
        Workspace(database, clock).run(RepeatEdits(report.list_id, version.edits))
