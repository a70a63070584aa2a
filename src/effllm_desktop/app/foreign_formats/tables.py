"""CSV and values with tabs: a first row of names, then a row for each work.

Columns go by what they are called, here and in Zotero's, Mendeley's and Paperlib's exports.
"""

import csv
import re
from collections.abc import Mapping

from effllm_desktop.app.foreign_formats import fields, html_text
from effllm_desktop.app.foreign_formats.entries import ForeignEntry, ForeignReading
from effllm_desktop.domain import keywords
from effllm_desktop.domain.errors import BadInput
from effllm_desktop.domain.state import RATING_MAX, State, Status
from effllm_desktop.domain.table_cells import as_written

_NAMES: Mapping[str, tuple[str, ...]] = {
    "key": ("key",),
    "title": ("title",),
    "authors": ("authors", "author", "creator"),
    "venue": ("venue", "publication title", "publication", "journal", "booktitle"),
    "year": ("year", "publication year", "date", "published"),
    "url": ("url", "link", "address"),
    "arxiv": ("arxiv", "arxiv id"),
    "doi": ("doi",),
    "description": ("description",),
    "section": ("section", "folder", "collection"),
    "tags": ("tags", "keywords"),
    "zotero tags": ("manual tags",),
    "zotero's own tags": ("automatic tags",),
    "note": ("note", "notes"),
    "status": ("status",),
    "starred": ("starred", "favourite", "favorite", "flag"),
    "rating": ("rating",),
}
_COLUMNS = {name: field for field, names in _NAMES.items() for name in names}
_LONGEST_CELL = 2**20
_LONGEST_HEAD = 2**12
_BETWEEN_PAGES = re.compile(r"(?<=>); (?=<)")
_SEVERAL = re.compile(r";| and ")


def recognises(text: str) -> bool:
    """Whether the first line names a title and something else that is known."""
    names = set(_columns(text.removeprefix("\ufeff")))
    return "title" in names and len(names - {""}) > 1


def read(text: str) -> ForeignReading:
    """Raises BadInput with a line where a table ends in the middle of a cell."""
    text = text.removeprefix("\ufeff")
    reading, columns = ForeignReading(), _columns(text)
    rows = csv.reader(fields.lines(text), delimiter=_delimiter(text), strict=True)
    csv.field_size_limit(_LONGEST_CELL)
    begin = 1
    try:
        for row in rows:
            if begin > 1 and any(row):
                _take(reading, dict(zip(columns, map(as_written, row), strict=False)), begin)
            begin = rows.line_num + 1
    except csv.Error as error:
        raise BadInput(
            f"This table cannot be read from line {begin} on: {error}.", "Export it again."
        ) from error
    return reading


def _columns(text: str) -> list[str]:
    """What the columns of a table are here; empty where the first line is none of names."""
    head = text[:_LONGEST_HEAD].splitlines()[:1]
    names = next(csv.reader(head, delimiter=_delimiter(text)), [])
    return [_COLUMNS.get(name.strip().lower(), "") for name in names]


def _delimiter(text: str) -> str:
    head = text.partition("\n")[0]
    return max("\t;,", key=head.count)


def _take(reading: ForeignReading, row: Mapping[str, str], line: int) -> None:
    title = fields.line(row.get("title", ""))
    if not title:
        reading.miss(line, "a row without a title")
        return
    authors, elided = fields.people(_SEVERAL.split(fields.line(row.get("authors", ""))))
    url = fields.web(row.get("url", ""))
    state = _state(row)
    if state is None:
        reading.miss(line, "a status or rating that is none; the row came in without it")
    reading.take(
        ForeignEntry(
            title=title,
            line=line,
            url=url,
            arxiv=fields.arxiv(row.get("arxiv", "")) or fields.arxiv(url),
            doi=fields.doi(row.get("doi", "")),
            authors=authors,
            authors_elided=elided,
            venue=fields.line(row.get("venue", "")) or None,
            year=fields.year(row.get("year", "")),
            description=fields.line(row.get("description", "")) or None,
            section=tuple(part for part in row.get("section", "").split(" / ") if part.strip()),
            state=state or State(),
        )
    )


def _state(row: Mapping[str, str]) -> State | None:
    status, rating = row.get("status", "").strip().lower(), row.get("rating", "").strip()
    if status not in ("", *Status) or (rating and rating not in map(str, range(RATING_MAX + 1))):
        return None
    return State(
        status=Status(status or Status.UNREAD),
        starred=row.get("starred", "").strip().lower() in ("yes", "true", "1"),
        rating=int(rating or 0),
        tags=_tags(row),
        note=_note(row),
    )


def _note(row: Mapping[str, str]) -> str:
    """The note of a row; Zotero has pages of HTML there, with semicolons between them."""
    note = row.get("note", "")
    if "zotero tags" not in row:
        return note
    return "\n\n".join(map(html_text.of_zotero, _BETWEEN_PAGES.split(note)))


def _tags(row: Mapping[str, str]) -> tuple[str, ...]:
    """Tags of a row; Zotero parts them by semicolons, whatever signs they have."""
    of_zotero = (row.get(name, "") for name in ("zotero tags", "zotero's own tags"))
    zotero = [tag for cell in of_zotero for tag in keywords.parted(cell, ";")]
    return tuple(dict.fromkeys(zotero)) or keywords.parted(row.get("tags", ""))
