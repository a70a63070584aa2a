"""Exports the library named first in the form named second, to the file named third or nowhere.

Prints how many entries, the seconds of the processor, and the peak memory in MB.
"""

import sys
import time
from pathlib import Path

from benchmarks.programs import memory
from effllm_desktop.app.exporting.rendering import Stream, stream
from effllm_desktop.app.exporting.request import ExportRequest, Format, Style
from effllm_desktop.app.exporting.writing import Written, export_to
from effllm_desktop.app.library import open_library
from effllm_desktop.domain.scopes import ListScope


def main() -> int:
    library = open_library(Path(sys.argv[1]))
    began = time.process_time()
    request = _request(library.outlines.read().lists[0].id, sys.argv[2])
    made: Written | Stream
    if sys.argv[3:]:
        made = export_to(library, request, Path(sys.argv[3]))
    else:
        made = stream(library, request)
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
