"""CSL-JSON, as Zotero and pandoc write it (schema as in `app/exporting/csl`)."""

import json
import re
from collections.abc import Iterator
from typing import Any

from effllm_desktop.app.foreign_formats import fields
from effllm_desktop.app.foreign_formats.entries import ForeignEntry, ForeignReading
from effllm_desktop.domain import keywords
from effllm_desktop.domain.errors import BadInput
from effllm_desktop.domain.state import State
from effllm_desktop.store.text import clean

_SIGN = re.compile(r'\A\ufeff?\s*(?:\[\s*\]|\[\s*\{|\{\s*"items"\s*:)')
_TAG = re.compile(r"</?(?:i|b|sub|sup|span|sc)(?: [^<>]*)?>")


def recognises(text: str) -> bool:
    return _SIGN.match(text) is not None


def read(text: str) -> ForeignReading:
    """Raises BadInput with a line where the file is no JSON."""
    reading = ForeignReading()
    for line, item in _items(text.removeprefix("\ufeff")):
        try:
            entry = _entry(item, line)
        except (AttributeError, IndexError, KeyError, TypeError, ValueError):
            reading.miss(line, "an item that is no reference")
        else:
            if entry.title:
                reading.take(entry)
            else:
                reading.miss(line, "an item without a title")
    return reading


def _items(text: str) -> Iterator[tuple[int, Any]]:
    """The items, each with the line that it begins in."""
    decoder = json.JSONDecoder()
    position, line = text.find("[") + 1, 1
    if not position:
        raise BadInput("This JSON has no list of items.", "Export it again.")
    line += text.count("\n", 0, position)
    while True:
        start = re.compile(r"[\s,]*").match(text, position)
        assert start is not None  # noqa: S101 - it matches the empty text
        line += text.count("\n", position, start.end())
        position = start.end()
        if text[position : position + 1] == "]":
            return
        try:
            item, end = decoder.raw_decode(text, position)
        except (ValueError, RecursionError) as error:
            raise BadInput(
                f"This JSON cannot be read from line {line} on.", "Export it again."
            ) from error
        yield line, item
        line += text.count("\n", position, end)
        position = end


def _entry(item: Any, line: int) -> ForeignEntry:
    authors, elided = fields.people(_person(one) for one in item.get("author", ()))
    url = fields.web(_text(item.get("URL", "")))
    number = _text(item.get("number", ""))
    return ForeignEntry(
        title=fields.line(_TAG.sub("", _text(item.get("title", "")))),
        line=line,
        url=url,
        arxiv=fields.arxiv(number) or fields.arxiv(url),
        doi=fields.doi(_text(item.get("DOI", ""))),
        authors=authors,
        authors_elided=elided,
        venue=fields.line(_text(item.get("container-title", ""))) or None,
        year=_year(item.get("issued", {})),
        state=State(tags=_tags(item.get("keyword", "")), note=_text(item.get("note", ""))),
    )


def _text(value: Any) -> str:
    """A value as text. Halves of signs, as are left where a text was cut, become U+FFFD."""
    return clean(str(value))


def _tags(keyword: Any) -> tuple[str, ...]:
    """Tags, which the schema has in one text, and some programs as a list."""
    if isinstance(keyword, list):
        found = (fields.line(_text(one)) for one in keyword)
        return tuple(dict.fromkeys(filter(None, found)))
    return keywords.parted(_text(keyword))


def _person(one: Any) -> str:
    if "literal" in one:
        return _text(one["literal"]).replace(",", " ")
    parts = (one.get("given"), one.get("non-dropping-particle"), one.get("family"))
    return " ".join(_text(part) for part in parts if part)


def _year(issued: Any) -> int | None:
    if "date-parts" in issued:
        return fields.year(str(issued["date-parts"][0][0]))
    return fields.year(str(issued.get("raw", issued.get("literal", ""))))
