"""An import as a job that can be sent elsewhere: the engine is loaded where it runs."""

from pathlib import Path

from effllm_desktop.app.import_reports import ImportRequest, ImportSummary
from effllm_desktop.app.jobs import Progress


def take_in(folder: Path, request: ImportRequest, progress: Progress) -> ImportSummary:
    """What `import_lists` does."""
    from effllm_desktop.app.importing import import_lists

    return import_lists(folder, request, progress)
