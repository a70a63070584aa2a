"""Scenes of PDFs: fetched, wanted for a flight, searched inside."""

from effllm_desktop.app.downloading.meters import DownloadProgress, QueueProgress
from effllm_desktop.app.readmodels.downloads import DownloadRow, DownloadState
from effllm_desktop.domain.scopes import Place, PlaceScope
from effllm_desktop.ui.gallery.stage import Stage, Steps


def downloads(stage: Stage) -> Steps:
    """Some of each kind; nothing is fetched for a picture."""
    works = stage.desk.session.library.entries.all_works(PlaceScope(Place.ALL))[:5]
    titles = [stage.desk.session.library.works.details(work).title for work in works]
    states = ("downloading", "downloading", "queued", "paused", "failed")
    rows = [
        DownloadRow(work, title, DownloadState(state), 0, None, "", "", "https://example.org")
        for work, title, state in zip(works, titles, states, strict=True)
    ]
    error = "The answer was a web page that asks to log in, not a PDF."
    rows[4] = rows[4]._replace(error=error, hint="Open it in the browser.")
    going = (
        DownloadProgress(works[0], 900_000, 2_100_000, 240_000.0, ""),
        DownloadProgress(works[1], 0, None, 0.0, "waiting 3 s for arXiv"),
    )
    stage.desk.service.pdfs.show_downloads()
    pane = stage.desk.service.pdfs.pane
    pane.show_rows(rows)
    pane.show_progress(QueueProgress(going, 2, 3, 190.0))
    yield


def no_downloads(stage: Stage) -> Steps:
    stage.click("toggle_downloads")
    yield


def flight(stage: Stage) -> Steps:
    stage.show("Efficient LLM")
    stage.click("get_ready")
    while stage.desk.session.jobs.running:
        yield
    yield


def inside(stage: Stage) -> Steps:
    stage.desk.bench.search("speculative")
    stage.click("find_inside")
    yield
