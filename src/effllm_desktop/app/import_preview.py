"""What files would bring, before it is brought: into a section that is there, or as new lists."""

from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from effllm_desktop.app import making_lists
from effllm_desktop.app.import_reports import ImportRequest, ListReport, Outcome, What
from effllm_desktop.app.importing import preview
from effllm_desktop.app.into_section import Coming, coming, joined_forms, together
from effllm_desktop.app.jobs import Progress
from effllm_desktop.app.sources import FileSource
from effllm_desktop.domain.errors import AppError
from effllm_desktop.domain.ids import ListId
from effllm_desktop.domain.lists import Problem
from effllm_desktop.store.opening import open_database

_OTHER_NEWS = {
    What.RETURNED: "back again",
    What.CHANGED: "changed",
    What.MOVED: "moved",
    What.REMOVED: "taken out",
}


@dataclass(frozen=True, slots=True)
class Seen:
    """What is seen of files.

    `fresh` are titles that the library does not have, `known` those that it has, `present` those
    that the list has with where they stand. `others` are sentences on all else that would happen,
    `unread` on what could not be read, by its lines, `pdfs` what the files are called that come
    along. `coming` is what goes into a section; None for
    what becomes a list, or versions of one.
    """

    form: str | None
    fresh: tuple[str, ...]
    known: tuple[str, ...]
    present: tuple[tuple[str, str], ...]
    others: tuple[str, ...]
    unread: tuple[str, ...]
    brought: int
    pdfs: tuple[str, ...] = ()
    coming: Coming | None = None

    @property
    def brings_anything(self) -> bool:
        return bool(self.fresh or self.known or self.others or self.brought or self.pdfs)


def to_look_at(paths: Sequence[Path], progress: Progress) -> list[Path]:
    """A job: those of some files and folders that are no lists."""
    progress.report(None, "Looking at files")
    return [path for path in paths if making_lists.is_foreign(path)]


def seen(folder: Path, paths: Sequence[Path], list_id: ListId | None, progress: Progress) -> Seen:
    """A job; None: as lists of their own.

    Raises AppErrors for one file that cannot be read; of several it is told.
    """
    progress.report(None, f"Reading {named(paths)}")
    return _as_lists(folder, paths) if list_id is None else _into(folder, paths, list_id)


def named(paths: Sequence[Path]) -> str:
    """Files in a word or two."""
    return paths[0].name if len(paths) == 1 else f"{len(paths)} files"


def _into(folder: Path, paths: Sequence[Path], list_id: ListId) -> Seen:
    found: list[Coming] = []
    unread: list[str] = []
    with closing(open_database(folder)) as database:
        for path in paths:
            try:
                one = coming(database, FileSource(path), list_id)
            except AppError as problem:
                if len(paths) == 1:
                    raise
                unread.append(problem.what)
            else:
                found.append(one)
                unread += _lines(one.problems, path.name if len(paths) > 1 else "")
    every = together(found)
    return Seen(
        form=every.form,
        fresh=tuple(one.title for one in every.fresh if one.key not in every.known),
        known=tuple(one.title for one in every.fresh if one.key in every.known),
        present=tuple((one.entry.title, one.path) for one in every.present),
        others=(),
        unread=tuple(unread),
        brought=len(every.carried),
        pdfs=tuple(one.path.name for one in every.pdfs),
        coming=every,
    )


def _as_lists(folder: Path, paths: Sequence[Path]) -> Seen:
    summary = preview(folder, ImportRequest(tuple(map(FileSource, paths))))
    if len(paths) == 1 and summary.failures:
        raise summary.failures[0].problem
    news = [one for report in summary.lists for one in report.news]
    unread = [failure.problem.what for failure in summary.failures]
    for report in summary.lists:
        unread += _lines(report.problems, report.name if len(paths) > 1 else "")
    return Seen(
        form=joined_forms(report.form for report in summary.lists),
        fresh=tuple(one.title for one in news if one.what is What.ADDED),
        known=tuple(one.title for one in news if one.what is What.KNOWN),
        present=(),
        others=tuple(line for report in summary.lists for line in _others(report)),
        unread=tuple(unread),
        brought=sum(report.brought for report in summary.lists),
        pdfs=tuple(name for report in summary.lists for name in report.pdfs),
    )


def _lines(problems: Sequence[Problem], name: str) -> Iterator[str]:
    """What could not be read; `name` says where, if that is not plain."""
    for one in problems:
        where = f"{name}, line" if name else "Line"
        yield f"{where} {one.first_line}: {one.reason}"


def _others(report: ListReport) -> Iterator[str]:
    """What becomes of the list, where that is more than that it comes with these entries."""
    if report.foreign or report.damage:
        yield report.foreign or report.damage or ""
    if report.outcome is Outcome.UNCHANGED:
        return
    if report.outcome is Outcome.RESTORED:
        yield f"“{report.name}” is in the trash: it comes back."
    elif report.outcome is not Outcome.NEW:
        yield f"“{report.name}” is in the library: this is a new version of it."
    elif not report.news:
        entries = "1 entry" if report.entries == 1 else f"{report.entries:,} entries"
        yield f"“{report.name}” comes with {entries}."
    for one in report.news:
        if one.what in _OTHER_NEWS:
            yield f"{one.title}: {_OTHER_NEWS[one.what]}"
