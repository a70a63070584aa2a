"""RIS, as EndNote, Mendeley and Zotero write it (specification as in `app/exporting/ris`).

The package for it, rispy, puts the lines of a note together, knows no line numbers, and passes over
records that nothing ends without a word: notes would not come back as they went out, and nobody
could be told what was not read.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from effllm_desktop.app.foreign_formats import fields, html_text
from effllm_desktop.app.foreign_formats.entries import ForeignEntry, ForeignReading
from effllm_desktop.domain.state import State

_TAG = re.compile(r"([A-Z][A-Z0-9]) {1,2}-(?: (.*))?\Z")
_SIGN = re.compile(r"\A\ufeff?\s*TY {1,2}- \w+", re.ASCII)
_RECORD = re.compile(r"^TY {1,2}- \w+", re.ASCII | re.MULTILINE)
_OPEN = "a record that nothing ends"
Record = defaultdict[str, list[str]]


def recognises(text: str) -> bool:
    return _SIGN.match(text) is not None


def holds_records(text: str) -> bool:
    """Whether a record begins in any line: some providers write a few words about themselves."""
    return _RECORD.search(text) is not None


def read(text: str) -> ForeignReading:
    reading = ForeignReading()
    for line, record in _records(text, reading):
        title = fields.line(_first(record, "TI", "T1", "CT"))
        if title:
            reading.take(_entry(record, title, line))
        else:
            reading.miss(line, "a record without a title")
    return reading


def _records(text: str, reading: ForeignReading) -> Iterator[tuple[int, Record]]:
    """Each record with its first line."""
    record: defaultdict[str, list[list[str]]] | None = None
    begin, last = 0, ""
    for number, written in enumerate(fields.lines(text.removeprefix("\ufeff")), start=1):
        line = written.rstrip("\r\n")
        found = _TAG.match(line.rstrip())
        tag, value = (found[1], found[2] or "") if found else ("", line.removeprefix(" "))
        if tag == "TY":
            if record is not None:
                reading.miss(begin, _OPEN)
            record, begin, last = defaultdict(list), number, ""
        elif tag == "ER" and record is not None:
            yield begin, _joined(record)
            record = None
        elif record is not None and (tag or last):
            last = tag or last
            if tag:
                record[tag].append([value])
            else:
                record[last][-1].append(value)
        elif line.strip():
            reading.miss(number, "a line outside any record")
    if record is not None:
        reading.miss(begin, _OPEN)


def _joined(lines: Mapping[str, list[list[str]]]) -> Record:
    """Each value of its lines."""
    found: Record = defaultdict(list)
    for tag, values in lines.items():
        found[tag] = ["\n".join(value) for value in values]
    return found


def _entry(record: Record, title: str, line: int) -> ForeignEntry:
    authors, elided = fields.people([*record["AU"], *record["A1"]])
    urls = [url for value in (*record["UR"], *record["L2"]) if (url := fields.web(value))]
    numbers = (*record["AN"], *record["M1"], *urls)
    return ForeignEntry(
        title=title,
        line=line,
        url=urls[0] if urls else "",
        arxiv=next(filter(None, map(fields.arxiv, numbers)), None),
        doi=fields.doi(_first(record, "DO", "M3")),
        authors=authors,
        authors_elided=elided,
        venue=fields.line(_first(record, "T2", "JO", "JF", "JA", "BT")) or None,
        year=fields.year(_first(record, "PY", "Y1", "DA")),
        state=State(
            tags=tuple(dict.fromkeys(_tags(record["KW"]))),
            note="\n\n".join(filter(None, map(html_text.of_zotero, record["N1"]))),
        ),
    )


def _tags(values: Iterable[str]) -> Iterator[str]:
    """One in each `KW`, whatever signs it has; EndNote has further ones in lines of their own."""
    tags = (fields.line(line) for value in values for line in value.split("\n"))
    return filter(None, tags)


def _first(record: Record, *tags: str) -> str:
    return next((record[tag][0] for tag in tags if record[tag]), "")
