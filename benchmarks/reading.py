"""Reading a PDF of 300 pages, beside what reads it without a window and without precautions."""

import json
import shutil
from collections.abc import Iterator
from pathlib import Path
from statistics import median

from benchmarks.content import Content
from benchmarks.processes import own, run
from benchmarks.table import Goal, Line, seconds
from tests.support.pdfs import papers

PAGES = 300
FIRST_TO_MUPDF, FIRST_TO_PDFIUM = Goal(1, 0.5), Goal(2, 1.2)
FRAME = Goal(16.7, 8, " ms")
FIND = Goal(1, 0.5, " s")
TEXT = Goal(1.25, 1.1)
MEMORY = Goal(250, 100, " MB")


def pdf(content: Content) -> Iterator[Line]:
    """First page, all pages, finding, text, memory."""
    file = _paper(content.folder)
    mutool = shutil.which("mutool")
    said = json.loads(run(own("pdf", file, *([mutool] if mutool else []))).output)
    what = "first page in the running program ÷ "
    if mutool:
        yield _line(what + "mupdf, a fresh process", said["first"], FIRST_TO_MUPDF)
    else:
        yield _line(what + "PDFium (no mutool here)", said["first"], FIRST_TO_PDFIUM)
    ours, limit = _medians(said["pages"])
    yield Line(
        "a page painted, scrolling ÷ PDFium alone",
        seconds(ours / PAGES),
        seconds(limit / PAGES),
        f"{_ratio(said['pages']):.2f}",
        FRAME,
        ours / PAGES * 1000,
    )
    ours, limit = _medians(said["found"])
    yield Line(
        f"words on {PAGES} pages found ÷ text taken by PDFium and looked through",
        seconds(ours),
        seconds(limit),
        f"{_ratio(said['found']):.2f}",
        FIND,
        ours,
    )
    yield _line(f"text of {PAGES} pages ÷ pypdfium2", said["text"], TEXT)
    yield Line(
        "memory of the document's process, after tiles at 800 %",
        f"{said['memory']:.0f} MB",
        goal=MEMORY,
        value=said["memory"],
    )


def _paper(folder: Path) -> Path:
    file = folder / f"{PAGES}-pages.pdf"
    return file if file.exists() else papers(file, PAGES, words=600)


def _line(what: str, pairs: list[list[float]], goal: Goal) -> Line:
    ours, limit = _medians(pairs)
    share = _ratio(pairs)
    return Line(what, seconds(ours), seconds(limit), f"{share:.2f}", goal, share)


def _medians(pairs: list[list[float]]) -> tuple[float, float]:
    return median(ours for ours, _ in pairs), median(limit for _, limit in pairs)


def _ratio(pairs: list[list[float]]) -> float:
    return median(ours / limit for ours, limit in pairs)
