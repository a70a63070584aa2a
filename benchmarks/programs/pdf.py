"""Reads a PDF as the program does, beside PDFium in this process and mupdf in one of its own.

Takes the file, and mutool's path where there is one. Prints JSON: for each thing done the seconds
of ours and of the limit, in turn; at the end the MB that the document's process has.
"""

import json
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pypdfium2

from benchmarks import program
from benchmarks.programs.memory import proportional

TIMES = 6  # the first is not counted
DPI = 96
SCALE = DPI / 72


def main() -> int:
    file = Path(sys.argv[1])
    mutool = sys.argv[2] if len(sys.argv) > 2 else None
    words = "long paper"
    with program.pdf_reading() as reading:

        def first_page() -> float:
            worker = reading.worker()
            worker.warm_up().result()
            taken = _timed(lambda: program.first_page(worker, file, SCALE))
            worker.close()
            return taken

        def first_page_elsewhere() -> float:
            return _timed(lambda: _mupdf(mutool, file) if mutool else _painted(file, 1))

        done = {"first": _in_turn(first_page, first_page_elsewhere)}
        worker = reading.worker()
        pages = worker.open(file).result().pages
        done["pages"] = _in_turn(
            lambda: _timed(lambda: program.all_pages(worker, pages, SCALE)),
            lambda: _timed(lambda: _painted(file, pages)),
        )
        done["found"] = _in_turn(
            lambda: _timed(lambda: program.found(worker, file, words)),
            lambda: _timed(lambda: _found(file, words)),
        )
        done["text"] = _in_turn(lambda: _timed_text(file), lambda: _timed(lambda: _texts(file)))
        program.all_tiles(worker, 8 * SCALE)
        memory = proportional(program.process_of(worker))
        worker.close()
    print(json.dumps({**done, "memory": memory}))
    return 0


def _timed_text(file: Path) -> float:
    """Without the start of the process, which serves for many files."""
    with program.extractor() as extractor:
        extractor.pages(file).__next__()
        return _timed(lambda: list(extractor.pages(file)))


def _mupdf(mutool: str, file: Path) -> None:
    command = [mutool, "draw", "-q", "-r", str(DPI), "-F", "pam", "-o", "/dev/null", str(file), "1"]
    subprocess.run(command, check=True, capture_output=True)


def _painted(file: Path, pages: int) -> None:
    document = pypdfium2.PdfDocument(file.read_bytes())
    for number in range(pages):
        page = document[number]
        page.render(scale=SCALE)
        page.close()
    document.close()


def _texts(file: Path) -> list[str]:
    document = pypdfium2.PdfDocument(file.read_bytes())
    texts = []
    for number in range(len(document)):
        page = document[number]
        layer = page.get_textpage()
        texts.append(layer.get_text_range())
        layer.close()
        page.close()
    document.close()
    return texts


def _found(file: Path, words: str) -> int:
    return sum(words in text.lower() for text in _texts(file))


def _in_turn(ours: Callable[[], float], limit: Callable[[], float]) -> list[tuple[float, float]]:
    return [(ours(), limit()) for _ in range(TIMES)][1:]


def _timed(work: Callable[[], object]) -> float:
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


if __name__ == "__main__":
    sys.exit(main())
