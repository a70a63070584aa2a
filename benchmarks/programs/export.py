"""Exports the library named first in the form named second, to nowhere.

Prints how many entries, the seconds of the processor, and the peak memory in MB.
"""

import sys
import time
from pathlib import Path

from benchmarks.programs import memory
from effllm_desktop.app.exporting.rendering import stream
from effllm_desktop.app.exporting.request import ExportRequest, Format, Style
from effllm_desktop.app.library import open_library
from effllm_desktop.domain.scopes import ListScope


def main() -> int:
    library = open_library(Path(sys.argv[1]))
    began = time.process_time()
    made = stream(library, _request(library.outlines.read().lists[0].id, sys.argv[2]))
    for _ in made.pieces:
        pass
    print(made.entries, time.process_time() - began, memory.peak())
    library.close()
    return 0


def _request(first: int, form: str) -> ExportRequest:
    if form in list(Style):
        return ExportRequest((ListScope(first),), style=Style(form))  # type: ignore[arg-type]
    return ExportRequest(format=Format(form))


if __name__ == "__main__":
    sys.exit(main())
