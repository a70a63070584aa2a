"""The notices that follow an import."""

from collections.abc import Callable
from pathlib import Path

from effllm_desktop.app.import_reports import ImportSummary, ListReport
from effllm_desktop.app.sources import Failure
from effllm_desktop.domain.ids import ListId
from effllm_desktop.ui.importing import wording
from effllm_desktop.ui.notice import Level, Notice, NoticeAction

FAILURES_TOLD = 2


Show = Callable[[tuple[ListReport, ...]], object]
Look = Callable[[ListId], object]
OpenLinked = Callable[[tuple[Path, ...]], object]


def notices(
    summary: ImportSummary, show: Show, look: Look, open_linked: OpenLinked
) -> list[Notice]:
    """What was found, and what could not be opened; in the order to be shown."""
    found = []
    if summary.lists:
        found.append(_found(summary.lists, show, look, open_linked))
    found += failed(summary.failures)
    return found


def _found(
    lists: tuple[ListReport, ...], show: Show, look: Look, open_linked: OpenLinked
) -> Notice:
    actions = []
    if linked := wording.related(lists):
        text = "Open it" if len(linked) == 1 else "Open them"
        actions.append(NoticeAction(text, lambda: open_linked(linked)))
    only = lists[0] if len(lists) == 1 else None
    if only is not None and only.list_id is not None and (only.damage or only.foreign):
        list_id, text = only.list_id, "Look at both" if only.damage else "Look at the text"
        actions.append(NoticeAction(text, lambda: look(list_id), stays=True))
    if any(map(_is_worth_a_look, lists)) and not (only and only.foreign):
        actions.append(NoticeAction("Show", lambda: show(lists), stays=True))
    doubtful = any(report.offered or report.foreign for report in lists)
    level = Level.WARNING if doubtful else Level.INFO
    return Notice("imported", level, wording.summary(lists), actions=tuple(actions))


def _is_worth_a_look(report: ListReport) -> bool:
    if report.problems or report.damage or report.offered:
        return True
    return report.outcome != "new" and bool(wording.differences(report))


def failed(failures: tuple[Failure, ...]) -> list[Notice]:
    """What could not be had: the first ones, and how many more there are."""
    told = [
        Notice(f"failed {one.source}", Level.ERROR, one.problem.what, one.problem.hint)
        for one in failures[:FAILURES_TOLD]
    ]
    rest = len(failures) - len(told)
    if rest:
        text = f"{rest:,} more could not be opened."
        told.append(Notice("failed others", Level.ERROR, text))
    return told
