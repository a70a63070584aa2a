"""Writes what is the reader's own into a list, between markers (`annotations`)."""

import json
from collections.abc import Iterable, Iterator

from effllm_desktop.markdown import source
from effllm_desktop.markdown.annotations import (
    LINE_END,
    Annotation,
    Facts,
    Placed,
    fingerprint,
    number_of,
)
from effllm_desktop.markdown.writer import code


def annotate(text: str, placed: Iterable[Placed], name: str) -> Iterator[str]:
    """The text with its annotations, piece by piece. They come in the order of their positions."""
    marker = _Marker(text)
    position = 0
    for one in placed:
        where = len(text) if one.position is None else one.position
        yield from _stretch(text, position, where)
        position = where
        yield marker.region(one, joined=marker.joins(where))
    yield from _stretch(text, position, len(text))
    yield marker.footer(name, joined=marker.joins(len(text)))


def _stretch(text: str, start: int, end: int) -> Iterator[str]:
    """A long one in pieces: a copy of most of a text may take as much as all of it."""
    for place in range(start, end, source.PIECE):
        yield text[place : min(end, place + source.PIECE)]


def after_lines(text: str, end: int) -> int:
    """The offset behind the last line that has text before `end`."""
    last = end
    while last and text[last - 1].isspace():  # nothing of a long text is copied
        last -= 1
    found = LINE_END.search(text, last)
    return found.end() if found else len(text)


class _Marker:
    """Writes regions into one text."""

    def __init__(self, text: str) -> None:
        number = number_of(source.encode(text)) + 1
        self._name = f"effllm{number or ''}"
        self._newline = source.newline_of(text)
        self._open_end = len(text) if text and text[-1] not in "\r\n" else -1

    def joins(self, position: int) -> bool:
        """Whether the line before this position has no end: the first region there gives it one."""
        joined = position == self._open_end
        if joined:
            self._open_end = -1
        return joined

    def region(self, placed: Placed, *, joined: bool) -> str:
        one = placed.annotation
        lines = list(self._lines(one, joined=joined))
        text = "".join(f"{placed.margin}{line}{self._newline}" for line in lines)
        return self._newline + text if joined else text

    def footer(self, name: str, *, joined: bool) -> str:
        facts = {"name": name, "newline": self._newline, **_joined(joined)}
        line = self._comment("list", facts) + self._newline
        return self._newline + line if joined else line

    def _lines(self, one: Annotation, *, joined: bool) -> Iterator[str]:
        facts = {"key": one.key, "note": fingerprint(one.note), **one.facts, **_joined(joined)}
        lines = LINE_END.split(one.note)
        if "\n".join(lines) != one.note:
            facts["exact"] = one.note  # it has line ends of another kind
        yield self._comment("begin", facts)
        if one.title:
            yield f"- {code(_line(one.title))}"
        if one.words:
            yield f"- {code(_line(one.words))}"
        for shown, mark in one.marks:
            yield f"- {_line(shown)} {self._comment('mark', mark)}"
        if one.note:
            yield self._comment("note", {})
            yield from (f"> {line}" if line else ">" for line in lines)
        yield self._comment("end", {})

    def _comment(self, kind: str, facts: Facts) -> str:
        said = f" {_as_comment(facts)}" if facts else ""
        return f"<!-- {self._name}:{kind}{said} -->"


def _joined(joined: bool) -> dict[str, bool]:  # noqa: FBT001
    return {"joined": True} if joined else {}


def _as_comment(facts: Facts) -> str:
    """JSON that cannot end an HTML comment."""
    text = json.dumps(facts)
    return text.replace("-", "\\u002d").replace("<", "\\u003c").replace(">", "\\u003e")


def _line(text: str) -> str:
    return " ".join(text.split())
