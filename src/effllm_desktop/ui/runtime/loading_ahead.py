"""Loads, soon after the start, what first acts need: of edits of lists, PDFs, the largest dialogs.

The engine takes a fifth of a second, which nobody is to wait for: not the first paint, and not the
key that moves an entry or takes an edit back.
"""

import importlib

from effllm_desktop.app.jobs import JobRunner, Progress

AHEAD = (
    "effllm_desktop.app.downloading.keeping",  # two seconds later papers are made ready
    "effllm_desktop.app.pdf_reading",
    "effllm_desktop.app.pdf_indexing",  # a second later it is asked if anything is to be read
    "effllm_desktop.app.edited_lists",
    "effllm_desktop.ui.adding.dialog",
    "effllm_desktop.ui.exporting.dialog",
)


def load_ahead(jobs: JobRunner) -> None:
    """Import it on a job's thread, which gives way to the window's."""
    jobs.start(_load, name="Loading ahead", done=_nothing, failed=_nothing)


def _load(progress: Progress) -> None:
    for name in AHEAD:
        progress.checkpoint()
        importlib.import_module(name)


def _nothing(_: object) -> None:
    """Whoever needs it imports it all the same, and meets what went wrong."""
