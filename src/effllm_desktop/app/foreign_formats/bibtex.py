"""BibTeX and BibLaTeX, also as Zotero, Better BibTeX and JabRef write them.

Of files, and of what is pasted. Form: https://ctan.org/pkg/bibtex (btxdoc).
"""

import logging
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import islice, pairwise

from effllm_desktop.app.foreign_formats import fields, jabref
from effllm_desktop.app.foreign_formats.bibtex_joining import join_values
from effllm_desktop.app.foreign_formats.entries import MOST, ForeignEntry, ForeignReading, too_many
from effllm_desktop.app.foreign_formats.tex import as_text, split_names
from effllm_desktop.domain import arxiv_id
from effllm_desktop.domain.errors import BadInput

_SIGN = re.compile(r"@\w+[ \t]*[{(]")
_RECORD = re.compile(r"^[ \t]*@\w+[ \t]*[{(]", re.MULTILINE)
_MACRO = re.compile(r"^[ \t]*@string[ \t]*[{(][^@]*(?:\n|\Z)", re.MULTILINE | re.IGNORECASE)
_LONGEST_MACROS = 2**17
"""Characters of `@string`s that are worth reading again for each part."""
_TOGETHER = 2000
"""Records of a part."""
_LINK = re.compile(r"https?://[^\s{}\\]+")
_DEEPEST = 50
"""Braces inside braces: no record has a tenth of it."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """Of a text either a record, whose entry may have no title, or words without one."""

    line: int
    words: str
    is_record: bool
    entry: ForeignEntry | None = None


def recognises(text: str) -> bool:
    """Whether the first thing that is no remark is a record."""
    lines = (line.strip(" \t\ufeff") for line in text.splitlines())
    first = next((line for line in lines if line and not line.startswith("%")), "")
    return _SIGN.match(first) is not None


def holds_any(text: str) -> bool:
    """Whether a record begins in any line: BibTeX takes all words before it for a remark."""
    return _RECORD.search(text) is not None


def holds_records(text: str) -> bool:
    """Whether a record begins in any line, and none is so deep that it is no bibliography."""
    return holds_any(text) and _too_deep(text) is None


def read(text: str) -> ForeignReading:
    """Raises BadInput for what would take the reader apart."""
    last = next(islice(_SIGN.finditer(text), MOST, None), None)
    if last is not None:
        raise too_many(text.count("\n", 0, last.start()) + 1)
    number = _too_deep(text)
    if number is not None:
        raise BadInput(
            f"Braces are opened {_DEEPEST} times without an end before line {number}.",
            "Look at the file: this is no bibliography.",
        )
    reading = ForeignReading()
    for one in stretches(text.removeprefix("\ufeff")):
        if one.entry is not None and one.entry.title:
            reading.take(one.entry)
        elif one.is_record:
            is_read = one.entry is not None
            reason = "a record without a title" if is_read else "a record that is not BibTeX"
            reading.miss(one.line, reason)
    return reading


def stretches(text: str) -> Iterator[Stretch]:
    """A text in order. What BibTeX has for itself (`@string`, `@comment`) is none.

    Long texts are read in parts: what the parser knows of a record takes more room than the record.
    """
    parts = [found.start() for found in _RECORD.finditer(text)][_TOGETHER::_TOGETHER]
    macros = "".join(found[0] for found in _MACRO.finditer(text)) if parts else ""
    if len(macros) > _LONGEST_MACROS:
        parts, macros = [], ""
    before = 0
    for start, end in pairwise((0, *parts, len(text))):
        yield from _of_part(text[start:end], macros, before)
        before += text.count("\n", start, end)


def _of_part(text: str, macros: str, before: int) -> Iterator[Stretch]:
    """The stretches of a part, which has `macros` of the whole text and lines `before` it."""
    from bibtexparser.entrypoint import parse_string
    from bibtexparser.library import Library
    from bibtexparser.middlewares import (
        RemoveEnclosingMiddleware,
        ResolveStringReferencesMiddleware,
    )
    from bibtexparser.model import DuplicateBlockKeyBlock, Entry, ImplicitComment

    logging.getLogger("bibtexparser").setLevel(logging.ERROR)  # failed blocks say the same
    library = parse_string(macros + text, parse_stack=[])
    failed = {id(block) for block in library.failed_blocks}
    blocks = [
        (block.ignore_error_block or block) if isinstance(block, DuplicateBlockKeyBlock) else block
        for block in library.blocks
    ]
    records = [block for block in blocks if isinstance(block, Entry)]
    for number, record in enumerate(records):
        record.key = str(number)  # those that share one would be left as they are written
    join_values(library.strings, records)
    values = Library([*library.strings, *records])
    for middleware in (ResolveStringReferencesMiddleware(), RemoveEnclosingMiddleware()):
        values = middleware.transform(values)  # in place
    first = macros.count("\n")
    for block in blocks:
        line, words = (block.start_line or 0) - first + before + 1, block.raw or ""
        if line <= before:  # one of the macros
            continue
        if isinstance(block, Entry):
            said = {f.key.lower(): str(f.value) for f in block.fields}
            yield Stretch(line, words, is_record=True, entry=_entry(said, line))
        elif isinstance(block, ImplicitComment):
            yield Stretch(line, words, is_record=False)
        elif id(block) in failed:
            yield Stretch(line, words, is_record=True)


def cut_off(record: str) -> ForeignEntry | None:
    """What a record says that ends too early, as one may that was copied in a hurry."""
    opened = record.count("{") - record.count("}")
    quote = '"' if record.count('"') % 2 else ""
    return next((one.entry for one in stretches(record + quote + "}" * opened)), None)


def _too_deep(text: str) -> int | None:
    """The line in which braces are deeper than in any bibliography, if there is one."""
    depth = 0
    for number, line in enumerate(fields.lines(text), start=1):
        depth = max(depth + line.count("{") - line.count("}"), 0)
        if depth > _DEEPEST:
            return number
    return None


def _entry(record: Mapping[str, str], line: int) -> ForeignEntry:
    authors, elided = fields.people(split_names(record.get("author", "")))
    url = _url(record)
    return ForeignEntry(
        title=fields.line(as_text(record.get("title", ""))),
        line=line,
        url=url,
        arxiv=_arxiv(record) or fields.arxiv(url),
        doi=fields.doi(record.get("doi", "").replace("\\", "")),
        authors=authors,
        authors_elided=elided,
        venue=_venue(record),
        year=fields.year(record.get("year") or record.get("date", "")),
        state=jabref.state(record),
        files=tuple(dict.fromkeys(jabref.pdfs(record.get("file", "")))),
    )


def _url(record: Mapping[str, str]) -> str:
    """The address of a record; before BibTeX had a field for it, it stood in `howpublished`."""
    url = fields.web(record.get("url", "").replace("\\", ""))
    found = None if url else _LINK.search(record.get("howpublished", ""))
    return found[0] if found else url


def _arxiv(record: Mapping[str, str]) -> str | None:
    """The id of a preprint: of the field for it, or of the name of its “journal”."""
    archive = record.get("archiveprefix") or record.get("eprinttype", "arxiv")
    if archive.lower() == "arxiv" and (found := fields.arxiv(record.get("eprint", ""))):
        return found
    named = arxiv_id.in_text(record.get("journal", ""))
    return named.id if named else None


def _venue(record: Mapping[str, str]) -> str | None:
    names = (record.get(name, "") for name in ("journaltitle", "journal", "booktitle"))
    return fields.line(as_text(next(filter(None, names), ""))) or None
