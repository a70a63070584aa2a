"""Which work a PDF of the reader's own is: by the id that it bears, else by its title."""

import re
from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from effllm_desktop.app.jobs import Progress
from effllm_desktop.app.library import Library, open_library
from effllm_desktop.app.pdf_reading import PdfWorker
from effllm_desktop.domain import arxiv_id, keys
from effllm_desktop.domain.errors import AppError
from effllm_desktop.domain.ids import WorkId

_STAMP = re.compile(r"arXiv:\s?(\S{9,20}?)(?:v\d{1,3})?\s*\[")
"""ArXiv prints it on the first page; other ids there are those of papers that are cited."""
_DOI = re.compile(r"(?:doi\.org/|\bdoi[:\s]\s*)(10\.\d{4,9}/[^\s\"<>]+)", re.IGNORECASE)
_RUNNING = re.compile(
    r"(?:published|accepted|under review|preprint|arxiv|proceedings)\b", re.IGNORECASE
)
_MADE = re.compile(r"\.(?:docx?|tex|dvi|pdf|indd)$|^(?:microsoft word|untitled)\b", re.IGNORECASE)
_FEW_WORDS = 3
_FIRST_LINES = 12
_ALIKE = 5


@dataclass(frozen=True, slots=True)
class Recognised:
    """What a file is. `name` is the arXiv id or DOI that it bears, `work` the library's work.

    Without a name the work is one with the same title: it may be another one.
    """

    path: Path
    name: str | None = None
    title: str = ""
    work: WorkId | None = None


def recognise(folder: Path, paths: Sequence[Path], progress: Progress) -> list[Recognised]:
    """A job: what files are; of one that is no whole PDF nothing is said."""
    found: list[Recognised] = []
    worker = PdfWorker(is_background=True)
    try:
        with closing(open_library(folder)) as library:
            for number, path in enumerate(paths):
                progress.checkpoint()
                progress.report(number / len(paths), f"Looking at {path.name}")
                found.append(_recognised(library, worker, path))
    finally:
        worker.close()
    return found


def _recognised(library: Library, worker: PdfWorker, path: Path) -> Recognised:
    try:
        said = worker.open(path).result()
        text = worker.text(1).result().text
    except AppError:  # whoever copies it says what is wrong with it
        said, text = None, ""
    told = f"{said.title} {said.about}" if said is not None else ""
    name = _name(text, told, path)
    if name is not None:
        key = keys.from_argument(name)
        return Recognised(path, name, work=library.works.find(key) if key else None)
    title = _title(said.title if said is not None else "", text)
    return Recognised(path, title=title, work=_entitled(library, title))


def _name(text: str, told: str, path: Path) -> str | None:
    """The id of a paper on its first page, else in what the file says of itself, or its name."""
    stamp = _STAMP.search(text)
    arxiv = arxiv_id.parse(stamp[1]) if stamp else None
    if arxiv is None and (doi := _DOI.search(text) or _DOI.search(told)) is not None:
        return doi[1].rstrip(".,;)]}")
    if arxiv is None:
        arxiv = arxiv_id.in_text(told)
    if arxiv is None:
        arxiv = arxiv_id.parse(path.stem)
    return f"arXiv:{arxiv.id}" if arxiv is not None else None


def _title(said: str, text: str) -> str:
    """What the file says, where people wrote it; else the first line of words."""
    said = " ".join(said.split())
    if said.count(" ") >= _FEW_WORDS - 1 and not _MADE.search(said):
        return said
    lines = (" ".join(line.split()) for line in text.splitlines()[:_FIRST_LINES])
    return next(
        (one for one in lines if one.count(" ") >= _FEW_WORDS - 1 and not _RUNNING.match(one)), ""
    )


def _entitled(library: Library, title: str) -> WorkId | None:
    """The work of the library that has this title; None for none or several."""
    wanted = keys.normalise_title(title)
    if not wanted:
        return None
    alike = library.works.search(wanted, _ALIKE)
    same = [
        one for one in alike if keys.normalise_title(library.works.details(one).title) == wanted
    ]
    return same[0] if len(same) == 1 else None
