"""A library made again from its document: lists version by version, then what its reader made."""

from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

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
from effllm_desktop.domain.errors import BadInput, Conflict
from effllm_desktop.domain.ids import SearchId
from effllm_desktop.store import duplicates, lists, portable, recipes, saved_searches, works
from effllm_desktop.store.database import Database
from effllm_desktop.store.opening import open_database
from effllm_desktop.store.portable import CarriedSearch, CarriedVerdict

Take = Callable[[Path, ImportRequest], ImportSummary]
"""Takes lists into the library of a folder."""


def restored(
    folder: Path, request: ImportRequest, take: Take, clock: Clock
) -> tuple[ImportSummary, ImportRequest]:
    """What became of the whole libraries that are asked for, and what else is asked for."""
    told: list[ListReport] = []
    failures: list[Failure] = []
    rest = list(request.sources)
    for source, data in library_json.libraries(request.sources):
        rest.remove(source)
        try:
            told += _restore(folder, library_json.read(data), take, clock)
        except (BadInput, Conflict) as problem:
            name = source.path if isinstance(source, FileSource) else source.name
            failures.append(Failure(str(name), problem))
    summary = ImportSummary(tuple(told), tuple(failures))
    return summary, replace(request, sources=tuple(rest))


def _restore(folder: Path, library: CarriedLibrary, take: Take, clock: Clock) -> list[ListReport]:
    _rehearse(library, take, clock)
    with closing(open_database(folder)) as database:
        was_empty = portable.is_empty(database)
    told = [_restore_list(folder, one, take, clock) for one in library.lists]
    with closing(open_database(folder)) as database:
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


def _rehearse(library: CarriedLibrary, take: Take, clock: Clock) -> None:
    """Make all edits in a library that is thrown away: raises Conflict where one does not fit.

    Lists come one by one, so nothing of them may be there before it is known that all will fit.
    """
    edited = [one for one in library.lists if any(version.edits for version in one.versions)]
    if not edited:
        return
    with TemporaryDirectory(prefix="effllm-restore-") as scratch:
        for one in edited:
            _restore_list(Path(scratch), one, take, clock)


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


def _restore_list(folder: Path, one: CarriedList, take: Take, clock: Clock) -> ListReport:
    """A list that the library does not have yet; one with the same name and text stays."""
    with closing(open_database(folder)) as database:
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
    (report,) = take(folder, request).lists
    _edit(folder, report, first, clock)
    for version in others:
        request = ImportRequest((BytesSource(one.name, version.data),), as_list=report.name)
        (report,) = take(folder, request).lists
        _edit(folder, report, version, clock)
    return replace(report, outcome=Outcome.NEW)


def _edit(folder: Path, report: ListReport, version: CarriedText, clock: Clock) -> None:
    """Make the edits again that were made on a version."""
    if version.edits and report.list_id is not None:
        with closing(open_database(folder)) as database:
            Workspace(database, clock).run(RepeatEdits(report.list_id, version.edits))
