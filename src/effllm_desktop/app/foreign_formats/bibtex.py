"""BibTeX and BibLaTeX, also as Zotero, Better BibTeX and JabRef write them."""

import logging
import re
from collections.abc import Mapping

from effllm_desktop.app.foreign_formats import fields
from effllm_desktop.app.foreign_formats.entries import ForeignEntry, ForeignReading
from effllm_desktop.app.foreign_formats.tex import as_text, split_names
from effllm_desktop.domain.errors import BadInput
from effllm_desktop.domain.state import RATING_MAX, State, Status

_SIGN = re.compile(r"@\w+[ \t]*[{(]")
_RANK = re.compile(r"(?:rank)?([0-9])")
_NOTES = ("annote", "annotation", "comment")
_DEEPEST = 50
"""Braces inside braces: no record has a tenth of it."""


def recognises(text: str) -> bool:
    """Whether the first thing that is no remark is a record."""
    lines = (line.strip(" \t\ufeff") for line in text.splitlines())
    first = next((line for line in lines if line and not line.startswith("%")), "")
    return _SIGN.match(first) is not None


def read(text: str) -> ForeignReading:
    """Raises BadInput for what would take the reader apart."""
    from bibtexparser.entrypoint import parse_string
    from bibtexparser.middlewares import (
        RemoveEnclosingMiddleware,
        ResolveStringReferencesMiddleware,
    )
    from bibtexparser.model import DuplicateBlockKeyBlock, Entry

    _require_shallow(text)
    logging.getLogger("bibtexparser").setLevel(logging.ERROR)  # failed blocks say the same
    library = parse_string(
        text.removeprefix("\ufeff"),
        parse_stack=[ResolveStringReferencesMiddleware(), RemoveEnclosingMiddleware()],
    )
    reading = ForeignReading()
    for block in library.blocks:
        line = (block.start_line or 0) + 1
        if isinstance(block, DuplicateBlockKeyBlock):
            block = block.ignore_error_block or block  # noqa: PLW2901 - the record itself
        if isinstance(block, Entry):
            _take(reading, {f.key.lower(): str(f.value) for f in block.fields}, line)
        elif block in library.failed_blocks:
            reading.miss(line, "a record that is not BibTeX")
    return reading


def _require_shallow(text: str) -> None:
    depth = 0
    for number, line in enumerate(text.split("\n"), start=1):
        depth = max(depth + line.count("{") - line.count("}"), 0)
        if depth > _DEEPEST:
            raise BadInput(
                f"Braces are opened {_DEEPEST} times without an end before line {number}.",
                "Look at the file: this is no bibliography.",
            )


def _take(reading: ForeignReading, record: Mapping[str, str], line: int) -> None:
    title = fields.line(as_text(record.get("title", "")))
    if not title:
        reading.miss(line, "a record without a title")
        return
    authors, elided = fields.people(split_names(record.get("author", "")))
    url = fields.web(record.get("url", "").replace("\\", ""))
    reading.entries.append(
        ForeignEntry(
            title=title,
            line=line,
            url=url,
            arxiv=_arxiv(record) or fields.arxiv(url),
            doi=fields.doi(record.get("doi", "").replace("\\", "")),
            authors=authors,
            authors_elided=elided,
            venue=_venue(record),
            year=fields.year(record.get("year") or record.get("date", "")),
            state=_state(record),
        )
    )


def _arxiv(record: Mapping[str, str]) -> str | None:
    archive = record.get("archiveprefix") or record.get("eprinttype", "arxiv")
    return fields.arxiv(record.get("eprint", "")) if archive.lower() == "arxiv" else None


def _venue(record: Mapping[str, str]) -> str | None:
    names = (record.get(name, "") for name in ("journaltitle", "journal", "booktitle"))
    return fields.line(as_text(next(filter(None, names), ""))) or None


def _state(record: Mapping[str, str]) -> State:
    """Keywords, notes, and what JabRef knows of reading."""
    status = record.get("readstatus", "").lower()
    status = "reading" if status == "skimmed" else status
    rank = _RANK.fullmatch(record.get("ranking", "").strip())
    notes = (as_text(record.get(name, "")) for name in _NOTES)
    return State(
        status=Status(status) if status in list(Status) else Status.UNREAD,
        starred=record.get("starred") == "true",
        rating=min(int(rank[1]), RATING_MAX) if rank else 0,
        tags=fields.tags(as_text(record.get("keywords", ""))),
        note="\n\n".join(note.strip() for note in notes if note.strip()),
    )
