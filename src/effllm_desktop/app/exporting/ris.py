"""Works as RIS, one record each.

Tags as in the RIS format specification (Research Information Systems, 2011 revision): lines end
with CR LF, a record goes from `TY` to `ER`.
"""

from collections.abc import Iterable, Iterator, Mapping

from effllm_desktop.app.exporting.genres import Genre, genre
from effllm_desktop.app.exporting.names import split
from effllm_desktop.app.exporting.request import Part
from effllm_desktop.domain.ids import WorkId
from effllm_desktop.store.cited_works import CitedWork

TYPES: Mapping[Genre, str] = {
    Genre.PREPRINT: "UNPB",
    Genre.CONFERENCE: "CPAPER",
    Genre.JOURNAL: "JOUR",
    Genre.SOFTWARE: "COMP",
    Genre.DATASET: "DATA",
    Genre.VIDEO: "VIDEO",
    Genre.PAGE: "ELEC",
}


def records(
    works: Iterable[CitedWork], keys: Mapping[WorkId, str], parts: frozenset[Part]
) -> Iterator[str]:
    """A record for each work, in order."""
    for work in works:
        lines = [*_lines(work, keys[work.work]), *_own(work, parts), "ER  - ", ""]
        yield "\r\n".join(lines) + "\r\n"


def _lines(work: CitedWork, key: str) -> Iterator[str]:
    kind = genre(work)
    yield f"TY  - {TYPES[kind]}"
    yield f"ID  - {key}"
    yield f"TI  - {_line(work.title)}"
    yield from (f"AU  - {_line(split(name).family_first)}" for name in work.authors)
    if kind in (Genre.CONFERENCE, Genre.JOURNAL):
        yield f"T2  - {_line(work.venue or '')}"
    if work.year:
        yield f"PY  - {work.year}"
    if work.arxiv:
        yield f"AN  - arXiv:{work.arxiv}"
    if work.doi:
        yield f"DO  - {_line(work.doi)}"
    if work.url:
        yield f"UR  - {_line(work.url)}"


def _own(work: CitedWork, parts: frozenset[Part]) -> Iterator[str]:
    if Part.TAGS in parts:
        yield from (f"KW  - {_line(tag)}" for tag in work.state.tags)
    if Part.NOTE in parts and work.state.note.strip():
        yield f"N1  - {_note(work.state.note)}"


def _line(text: str) -> str:
    return " ".join(text.split())


def _note(text: str) -> str:
    """A note over several lines: those without a tag belong to the one above."""
    return "\r\n".join(f" {line}" if line[2:6] == "  - " else line for line in text.splitlines())
