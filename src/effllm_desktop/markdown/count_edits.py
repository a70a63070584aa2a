"""An entry's numbers of citations and of stars, as edits: an old one gives way to a new one."""

import re
from collections.abc import Callable
from typing import NamedTuple

from effllm_desktop.domain.lists import EntryText, Link, ReadEntry, Role
from effllm_desktop.domain.text_edits import Edit
from effllm_desktop.markdown import inline
from effllm_desktop.markdown.author_edits import behind_title
from effllm_desktop.markdown.dialects import labels, rows
from effllm_desktop.markdown.dialects.columns import Column
from effllm_desktop.markdown.dialects.saying import number
from effllm_desktop.markdown.documents import Document

_ANNOUNCED = re.compile(
    r"\b(?:c\w*tions?|cited by)\s*:\s*\[(?P<mark>[*_]{0,2})(?P<label>[^\]\[*_]{0,20})(?P=mark)\]\(",
    re.IGNORECASE,
)
_UNKNOWN = ("", "-", "-1", "?", "none", "n/a")
_NUMBER = r"(?P<count>\d{1,3}(?:,\d{3})+|\d{1,9}(?:\.\d{1,2})?[kK]?)"
_BEFORE = rf"(?:[⭐★🌟]\ufe0f?|\bstars?\s*:)\s*{_NUMBER}(?=\s*(?:[)\]`|·,;*_–—-]|$|[\r\n]))"
_BEHIND = rf"{_NUMBER.replace('count', 'told')}(?=\s*(?:stars?\b|[⭐★🌟]))"
_STARRED = re.compile(rf"{_BEFORE}|(?<=[(\[`]){_BEHIND}", re.IGNORECASE)
_SAID = re.compile(rf"{_BEFORE}|(?<![\w.,]){_BEHIND}", re.IGNORECASE)  # without the marks around
_BEGUN = r"(?:\A\W{0,6}|^|[(\[`·|)\]]|[,;:.–—-](?=\s))\s*[*_]{0,2}"
_ENDED = r"[*_]{0,2}(?=\s*(?:[)\]`|·,;–—-]|\.(?:\s|\Z)|$))"
_CITED = re.compile(
    rf"\b(?:(?:citations?|cites)\s*:|cited\s+by\s*:?)\s*[*_]{{0,2}}{_NUMBER}{_ENDED}"
    rf"|{_BEGUN}{_NUMBER.replace('count', 'told')}[*_]{{0,2}}\s+(?:citations?|cites){_ENDED}",
    re.IGNORECASE | re.MULTILINE,
)
"""A number of citations without a link: alone between signs, never in the middle of a sentence."""
_SPEAKS_OF_CITING = re.compile(
    r"\d[kK]?[*_]{0,2}\s+(?:citations?|cites)\b|\b(?:citations?|cites)\s*:|\bcited\s+by\b",
    re.IGNORECASE,
)
_STARS_ALONE = re.compile(_NUMBER)
_STARS_COLUMN = re.compile(r"(?:(?:number|no\.) of )?#? ?(?:github )?(?:stars?|[⭐★🌟]\ufe0f?)+")
_THOUSAND = 1000


class Counted(NamedTuple):
    """An edit, and what the entry says then."""

    edit: Edit
    text: EntryText


def cited(
    document: Document, entry: ReadEntry, text: EntryText, citations: int | None
) -> Counted | None:
    """The edit that puts in a number where a lower one stands, or a sign that none is known.

    A lower number is that of a service that counts otherwise: the higher one stays.
    """
    old = entry.text.citations
    if citations is None or (old is not None and citations <= old):
        return None
    span = _announced(entry) or _linked(entry) or _in_citations(document, entry)
    if span is None:
        return _cited_in_words(document, entry, text, citations)
    start, end = span
    edit = Edit(start, end, f"{citations:,}" if "," in document.text[start:end] else str(citations))
    links = tuple(
        link._replace(label=edit.replacement) if link.role is Role.CITATIONS else link
        for link in text.links
    )
    return Counted(edit, text._replace(citations=citations, links=links))


def starred(
    document: Document, entry: ReadEntry, text: EntryText, stars: int | None
) -> Counted | None:
    """The edit that puts in how many stars a repository has, written as the old number is."""
    if stars is None or entry.text.repository is None:
        return None
    span = _one_number(_STARRED, entry) or _in_stars(document, entry)
    if span is None:
        return None
    start, end = span
    old = document.text[start:end]
    new = _written_alike(old, stars)
    if new == old:
        return None
    return Counted(Edit(start, end, new), _saying(text, _SAID, old, new))


# ---- citations


def _announced(entry: ReadEntry) -> tuple[int, int] | None:
    """`cication: [**-1**](None)`: the label of the link that such a word announces."""
    found = _ANNOUNCED.search(entry.source, behind_title(entry))
    return _label(entry, found) if found else None


def _linked(entry: ReadEntry) -> tuple[int, int] | None:
    """`[12](https://scholar.google.com/…cites=…)`: a link that leads to who cites it."""
    for link in entry.text.links:
        if link.role is Role.CITATIONS and number(link.label) is not None:
            label, url = re.escape(link.label), re.escape(link.url)
            pattern = rf"\[(?P<mark>[*_]{{0,2}})(?P<label>{label})(?P=mark)\]\({url}"
            found = re.compile(pattern).search(entry.source)
            if found is not None:
                return _label(entry, found)
    return None


def _label(entry: ReadEntry, found: re.Match[str]) -> tuple[int, int] | None:
    if not _is_count(found["label"]):
        return None
    return entry.start + found.start("label"), entry.start + found.end("label")


def _is_count(words: str) -> bool:
    return number(words) is not None or words.strip().lower() in _UNKNOWN


def _cited_in_words(
    document: Document, entry: ReadEntry, text: EntryText, citations: int
) -> Counted | None:
    """`12 citations`, `cited by 12`: the one number without a link that can only mean the work."""
    span = _one_number(_CITED, entry)
    behind = entry.source[behind_title(entry) :]
    if span is None or len(_SPEAKS_OF_CITING.findall(behind)) > 1:
        return None
    if _names_another(entry, span[0]):
        return None
    old = document.text[slice(*span)]
    if citations <= _value(old):
        return None
    new = _written_alike(old, citations)
    return None if new == old else Counted(Edit(*span, new), _saying(text, _CITED, old, new))


def _names_another(entry: ReadEntry, offset: int) -> bool:
    """Whether a link that may be that of another work stands between the title and an offset."""
    begin, end = behind_title(entry), offset - entry.start
    return any(
        entry.source.find(link.url, begin, end) >= 0
        for link in entry.text.links
        if link.owner is None and not labels.may_be_role(link.label)
    )


def _value(number: str) -> float:
    """How many a number says: `1.2k` are 1200."""
    bare = number.replace(",", "")
    return float(bare[:-1]) * _THOUSAND if bare[-1] in "kK" else float(bare)


def _in_citations(document: Document, entry: ReadEntry) -> tuple[int, int] | None:
    def counts(_: str, column: Column) -> bool:
        return column is Column.CITATIONS

    return _in_cell(document, entry, counts, _is_count)


# ---- stars


def _in_stars(document: Document, entry: ReadEntry) -> tuple[int, int] | None:
    def counts(name: str, column: Column) -> bool:
        return column is Column.OTHER and _STARS_COLUMN.fullmatch(name) is not None

    return _in_cell(
        document, entry, counts, lambda words: _STARS_ALONE.fullmatch(words) is not None
    )


def _written_alike(old: str, count: int) -> str:
    """A number as the old one is written: `12.3k`, `1,234`, `1234`."""
    sign = old[-1]
    if sign in "kK" and count >= _THOUSAND:
        digits = len(old.partition(".")[2][:-1])
        return f"{count / _THOUSAND:.{digits}f}{sign}"
    return f"{count:,}" if "," in old else str(count)


# ---- numbers in words


def _one_number(pattern: re.Pattern[str], entry: ReadEntry) -> tuple[int, int] | None:
    """Where the one number stands behind the title that a sign, or a word for it, stands beside."""
    begin = behind_title(entry)
    found = list(pattern.finditer(entry.source[begin:]))
    if len(found) != 1:
        return None
    start, end = found[0].span("count" if found[0]["count"] else "told")
    return entry.start + begin + start, entry.start + begin + end


def _saying(text: EntryText, pattern: re.Pattern[str], old: str, new: str) -> EntryText:
    """What the entry says once the one number is another: in its words, or in a link's label."""

    def put(words: str) -> str:
        found = list(pattern.finditer(words))
        spans = [one.span("count" if one["count"] else "told") for one in found]
        if len(spans) != 1 or words[slice(*spans[0])] != old:
            return words
        return words[: spans[0][0]] + new + words[spans[0][1] :]

    def labelled(link: Link) -> Link:
        return link._replace(label=put(link.label))

    return text._replace(
        description=None if text.description is None else put(text.description),
        notes=tuple(map(put, text.notes)),
        links=tuple(map(labelled, text.links)),
    )


# ---- tables


def _in_cell(
    document: Document,
    entry: ReadEntry,
    is_column: Callable[[str, Column], bool],
    is_count: Callable[[str], bool],
) -> tuple[int, int] | None:
    """The cell of a table's column that counts, if nothing but a number stands in it."""
    table, row = document.tables.get(entry.start), document.nodes.get(entry.start)
    if table is None or row is None:
        return None
    text = document.text
    names = rows.cells_of(text, table.children[0])
    head = rows.head_of(text, names)
    for place, (start, end) in enumerate(rows.cells_of(text, row)):
        said = text[start:end].strip()
        name = _name(text, *names[place]) if place < len(names) else ""
        if said and is_column(name, head.of(place)):
            begin = text.index(said, start)
            return (begin, begin + len(said)) if is_count(said) else None
    return None


def _name(text: str, start: int, end: int) -> str:
    return " ".join(inline.plain(inline.parse(text, start, end)).strip(" :*_").lower().split())
