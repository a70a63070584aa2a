"""The queue of PDFs as people see it."""

from collections.abc import Collection
from typing import NamedTuple

from effllm_desktop.app.settings import Settings
from effllm_desktop.app.waiting import pauses
from effllm_desktop.domain.ids import WorkId
from effllm_desktop.store import downloads, pages
from effllm_desktop.store.database import Database
from effllm_desktop.store.downloads import DownloadState

__all__ = ["DownloadRow", "DownloadState", "downloads_of", "waiting_works"]


class DownloadRow(NamedTuple):
    """A PDF that is wanted. `done` and `total` are bytes; `page` is where a person finds it.

    `pause` says why its service is left alone, if it is.
    """

    work: WorkId
    title: str
    state: DownloadState
    done: int
    total: int | None
    error: str
    hint: str
    page: str
    pause: str = ""


def downloads_of(
    database: Database, settings: Settings, works: Collection[WorkId] | None = None
) -> list[DownloadRow]:
    """The queue in order, or what of it belongs to these works."""
    wanted = downloads.all_of(database, works)
    paused = pauses(database, settings, wanted)
    titles = pages.titles(database, [one.request.work for one in wanted], of_works=True)
    return [
        DownloadRow(
            one.request.work,
            titles[one.request.work],
            one.state,
            one.done,
            one.total,
            one.error or "",
            one.hint or "",
            one.request.page,
            f"{pause.reason} {pause.hint}" if (pause := paused.get(one.request.work)) else "",
        )
        for one in wanted
    ]


def waiting_works(database: Database) -> list[WorkId]:
    """The works whose PDFs are to be fetched next, in order."""
    return [one.work for one in downloads.waiting(database)]
