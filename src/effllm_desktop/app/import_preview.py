"""What a file would bring, before it is brought: into a section that is there, or as a new list."""

from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from effllm_desktop.app.import_reports import ImportRequest, ListReport, Outcome, What
from effllm_desktop.app.importing import preview
from effllm_desktop.app.into_section import Coming, coming
from effllm_desktop.app.jobs import Progress
from effllm_desktop.app.sources import FileSource
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
    """What is seen of a file.

    `fresh` are titles that the library does not have, `known` those that it has, `present` those
    that the list has with where they stand. `others` are sentences on all else that would happen.
    `coming` is what goes into a section; None for what becomes a list, or versions of one.
    """

    form: str | None
    fresh: tuple[str, ...]
    known: tuple[str, ...]
    present: tuple[tuple[str, str], ...]
    others: tuple[str, ...]
    problems: tuple[Problem, ...]
    brought: int
    coming: Coming | None = None

    @property
    def brings_anything(self) -> bool:
        return bool(self.fresh or self.known or self.others or self.brought)


def seen(folder: Path, path: Path, list_id: ListId | None, progress: Progress) -> Seen:
    """A job; None: as a list of its own. Raises AppErrors for what cannot be read."""
    progress.report(None, f"Reading {path.name}")
    return _as_list(folder, path) if list_id is None else _into(folder, path, list_id)


def _into(folder: Path, path: Path, list_id: ListId) -> Seen:
    with closing(open_database(folder)) as database:
        found = coming(database, FileSource(path), list_id)
    return Seen(
        form=found.form,
        fresh=tuple(one.title for one in found.fresh if one.key not in found.known),
        known=tuple(one.title for one in found.fresh if one.key in found.known),
        present=tuple((one.entry.title, one.path) for one in found.present),
        others=(),
        problems=found.problems,
        brought=len(found.carried),
        coming=found,
    )


def _as_list(folder: Path, path: Path) -> Seen:
    summary = preview(folder, ImportRequest((FileSource(path),)))
    for failure in summary.failures:
        raise failure.problem
    news = [one for report in summary.lists for one in report.news]
    return Seen(
        form=next((report.form for report in summary.lists), None),
        fresh=tuple(one.title for one in news if one.what is What.ADDED),
        known=tuple(one.title for one in news if one.what is What.KNOWN),
        present=(),
        others=tuple(line for report in summary.lists for line in _others(report)),
        problems=tuple(one for report in summary.lists for one in report.problems),
        brought=sum(report.brought for report in summary.lists),
    )


def _others(report: ListReport) -> Iterator[str]:
    """What becomes of the list, where that is more than that it comes with these entries."""
    if report.foreign or report.damage:
        yield report.foreign or report.damage or ""
    if report.outcome is Outcome.UNCHANGED:
        return
    if report.outcome is not Outcome.NEW:
        yield f"“{report.name}” is in the library: this is a new version of it."
    elif not report.news:
        entries = "1 entry" if report.entries == 1 else f"{report.entries:,} entries"
        yield f"“{report.name}” comes with {entries}."
    for one in report.news:
        if one.what in _OTHER_NEWS:
            yield f"{one.title}: {_OTHER_NEWS[one.what]}"
