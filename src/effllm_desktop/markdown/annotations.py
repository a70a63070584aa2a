"""What is the reader's own between markers in a list, and how it is taken out of it again.

A region is whole lines from a `begin` to an `end` marker, HTML comments both. People see what
stands between them; machines read what the comments hold as JSON. A marker at the end of the
document names the list. Whatever the list holds, even markers, the text without its regions is the
list byte for byte: markers are numbered when the list has some of its own. `annotating` writes
them.
"""

import hashlib
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from effllm_desktop.domain.errors import BadInput
from effllm_desktop.markdown import source

_OPENING = b"<!-- effllm"
_ANY = re.compile(rb"[ \t]*<!-- effllm(\d{0,9}):(?:begin|end|note|list)\b")
LINE_END = re.compile(r"\r\n|\n|\r")
_END_IN_BYTES = re.compile(rb"\r\n|\n|\r")
_LAST_END = re.compile(rb"(?:\r\n|\n|\r)\Z")
_QUOTED = re.compile(r"> ?")
Facts = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Annotation:
    """The reader's own about one work.

    `facts` are for machines, `words` one line for people. `marks` are passages: what people see of
    each, and what machines do. `title` is shown where the region stands apart from its entry.
    """

    key: str
    facts: Facts = field(default_factory=dict)
    words: str = ""
    marks: tuple[tuple[str, Facts], ...] = ()
    note: str = ""
    title: str = ""


@dataclass(frozen=True, slots=True)
class Placed:
    """An annotation and the offset that its region is put at; None: at the end of the document."""

    position: int | None
    margin: str
    annotation: Annotation


@dataclass(frozen=True, slots=True)
class ReadAnnotation:
    """A region as it is read. `note` may have been edited by hand: then it `is_edited`.

    `base` stands for the note that was written there (`fingerprint`).
    """

    key: str
    facts: Facts
    marks: tuple[Facts, ...]
    note: str
    base: str
    is_edited: bool


@dataclass(frozen=True, slots=True)
class AnnotatedList:
    """A list taken out of its annotations. `name` is what its library called it."""

    data: bytes
    name: str
    annotations: tuple[ReadAnnotation, ...]


def fingerprint(note: str) -> str:
    """Stands for the text of a note."""
    return hashlib.sha256(note.encode("utf-8", "surrogatepass")).hexdigest()[:16]


def is_annotated(data: bytes) -> bool:
    return next(_markers(data), None) is not None


def strip(data: bytes) -> bytes:
    """The list without its annotations. Raises BadInput where a region has no end."""
    return read(data).data if is_annotated(data) else data


def read(data: bytes) -> AnnotatedList:
    """An annotated list. Raises BadInput with a line number where a marker is damaged."""
    return _Reading(data).whole()


def number_of(data: bytes) -> int:
    """The number of the markers that count, the highest one; -1 where there are none."""
    return max((int(found[1] or 0) for found in _markers(data)), default=-1)


def _markers(data: bytes) -> Iterator[re.Match[bytes]]:
    for start in _openings(data):
        found = _ANY.match(data, start)
        if found:
            yield found


def _openings(data: bytes) -> Iterator[int]:
    """The lines that begin like a marker. A lone CR ends a line, too."""
    place = data.find(_OPENING)
    while place >= 0:
        start = place
        while start and data[start - 1] in b" \t":
            start -= 1
        if not start or data[start - 1] in b"\r\n":
            yield start
        place = data.find(_OPENING, place + 1)


class _Reading:
    """One pass over an annotated list: its bytes, which are a quarter of what its text may take."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        name = re.escape(f"effllm{number_of(data) or ''}")
        self._markers = re.compile(
            rb"([ \t]*)<!-- %b:(begin|end|list)(?: ([^\r\n]*))? -->[ \t]*(?=[\r\n]|\Z)"
            % name.encode()
        )
        self._mark = re.compile(rf".*<!-- {name}:mark(?: (.*))? -->\s*\Z")
        self._note = re.compile(rf"[ \t]*<!-- {name}:note -->[ \t]*")
        self._newline = b""

    def whole(self) -> AnnotatedList:
        kept: list[bytes] = []
        found: list[ReadAnnotation] = []
        name, position = "", 0
        markers = list(self._find())
        for marker in markers:
            if marker[2] == b"list":
                name, self._newline = self._of_list(marker)
        opened: re.Match[bytes] | None = None
        for marker in markers:
            if marker[2] == b"begin" and opened is None:
                kept.append(self._until(position, marker))
                opened = marker
            elif marker[2] == b"end" and opened is not None:
                found.append(self._annotation(opened, marker))
                position, opened = self._behind(marker), None
            elif marker[2] == b"list" and opened is None:
                kept.append(self._until(position, marker))
                position = self._behind(marker)
            else:
                raise self._damaged(marker)
        if opened is not None:
            raise self._damaged(opened)
        kept.append(self._data[position:])
        return AnnotatedList(b"".join(kept), name, tuple(found))

    def _find(self) -> Iterator[re.Match[bytes]]:
        """The markers that stand on lines of their own."""
        for start in _openings(self._data):
            found = self._markers.match(self._data, start)
            if found:
                yield found

    def _facts(self, marker: re.Match[bytes]) -> dict[str, Any]:
        try:
            facts = json.loads(source.decode(marker[3] or b"{}"))
        except (ValueError, RecursionError) as error:
            raise self._damaged(marker) from error
        if not isinstance(facts, dict):
            raise self._damaged(marker)
        return facts

    def _of_list(self, marker: re.Match[bytes]) -> tuple[str, bytes]:
        facts = self._facts(marker)
        return str(facts.get("name", "")), str(facts.get("newline", "")).encode(errors="replace")

    def _until(self, position: int, marker: re.Match[bytes]) -> bytes:
        """The list's own bytes before a marker, without the line end that the region brought."""
        before = self._data[position : marker.start()]
        brought = _LAST_END.search(before, max(0, len(before) - 2)) if before else None
        is_brought = brought and self._facts(marker).get("joined")
        return before[: brought.start()] if brought and is_brought else before

    def _behind(self, marker: re.Match[bytes]) -> int:
        """The offset behind the line of a marker."""
        if self._newline and self._data.startswith(self._newline, marker.end()):
            return marker.end() + len(self._newline)
        ended = _END_IN_BYTES.match(self._data, marker.end())
        return ended.end() if ended else marker.end()

    def _annotation(self, begin: re.Match[bytes], end: re.Match[bytes]) -> ReadAnnotation:
        facts = self._facts(begin)
        inside = source.decode(self._data[self._behind(begin) : end.start()])
        lines = LINE_END.split(inside)[:-1] if inside else []
        notes = [place for place, line in enumerate(lines) if self._note.fullmatch(line)]
        said = lines[notes[0] + 1 :] if notes else []
        marks = (self._mark.match(line) for line in (lines[: notes[0]] if notes else lines))
        note, base = _unquoted(said, source.decode(begin[1])), str(facts.get("note", ""))
        exact = facts.get("exact")
        if isinstance(exact, str) and note == "\n".join(LINE_END.split(exact)):
            note = exact
        return ReadAnnotation(
            key=str(facts.get("key", "")),
            facts=facts,
            marks=tuple(self._loaded(mark, begin) for mark in marks if mark),
            note=note,
            base=base,
            is_edited=fingerprint(note) != base,
        )

    def _loaded(self, mark: re.Match[str], begin: re.Match[bytes]) -> Facts:
        try:
            found = json.loads(mark[1] or "{}")
        except (ValueError, RecursionError) as error:
            raise self._damaged(begin) from error
        return found if isinstance(found, dict) else {}

    def _damaged(self, marker: re.Match[bytes]) -> BadInput:
        before = source.decode(self._data[: marker.start()])
        line = source.line_breaks(before, 0, len(before)) + 1
        return BadInput(
            f"The marker in line {line} does not belong to a whole region.",
            "A region goes from a begin marker to an end marker: put back what is missing.",
        )


def _unquoted(lines: list[str], margin: str) -> str:
    """A note from its lines. Those that were typed without `>` count as they stand."""
    return "\n".join(_unquoted_line(line, margin) for line in lines)


def _unquoted_line(line: str, margin: str) -> str:
    if line.startswith(margin):
        line = line.removeprefix(margin)
    quoted = _QUOTED.match(line) or _QUOTED.match(line.lstrip())
    return line.lstrip()[quoted.end() :] if quoted else line
