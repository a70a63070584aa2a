"""The queue of PDFs as people see it."""

from typing import NamedTuple

from effllm_desktop.domain.ids import WorkId
from effllm_desktop.store import downloads, pages
from effllm_desktop.store.database import Database
from effllm_desktop.store.downloads import DownloadState

__all__ = ["DownloadRow", "DownloadState", "downloads_of"]


class DownloadRow(NamedTuple):
    """A PDF that is wanted. `done` and `total` are bytes; `page` is where a person finds it."""

    work: WorkId
    title: str
    state: DownloadState
    done: int
    total: int | None
    error: str
    hint: str
    page: str


def downloads_of(database: Database) -> list[DownloadRow]:
    """The queue in order."""
    wanted = downloads.all_of(database)
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
        )
        for one in wanted
    ]
