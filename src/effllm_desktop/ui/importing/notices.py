"""The notices that follow an import."""

from collections.abc import Callable

from effllm_desktop.app.import_reports import ImportSummary, ListReport
from effllm_desktop.app.sources import Failure
from effllm_desktop.domain.ids import ListId
from effllm_desktop.ui.importing import wording
from effllm_desktop.ui.notice import Level, Notice, NoticeAction

FAILURES_TOLD = 2


Show = Callable[[tuple[ListReport, ...]], object]
Look = Callable[[ListId], object]


def notices(summary: ImportSummary, show: Show, look: Look) -> list[Notice]:
    """What was found, and what could not be opened; in the order to be shown."""
    found = []
    if summary.lists:
        found.append(_found(summary.lists, show, look))
    found += _failed(summary.failures)
    return found


def _found(lists: tuple[ListReport, ...], show: Show, look: Look) -> Notice:
    worth_a_look = any(
        report.problems or report.damage or report.offered or wording.differences(report)
        for report in lists
        if report.outcome != "new" or report.problems or report.damage or report.offered
    )
    actions = (NoticeAction("Show", lambda: show(lists), stays=True),) if worth_a_look else ()
    only = lists[0].list_id if len(lists) == 1 and lists[0].damage else None
    if only is not None:
        actions = (NoticeAction("Look at both", lambda: look(only), stays=True), *actions)
    offered = any(report.offered for report in lists)
    level = Level.WARNING if offered else Level.INFO
    return Notice("imported", level, wording.summary(lists), actions=actions)


def _failed(failures: tuple[Failure, ...]) -> list[Notice]:
    told = [
        Notice(f"failed {one.source}", Level.ERROR, one.problem.what, one.problem.hint)
        for one in failures[:FAILURES_TOLD]
    ]
    rest = len(failures) - len(told)
    if rest:
        text = f"{rest:,} more could not be opened."
        told.append(Notice("failed others", Level.ERROR, text))
    return told
