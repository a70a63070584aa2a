"""Authors that an entry leaves out, as an edit: the sign for them gives way to their names."""

import re
import unicodedata
from collections.abc import Sequence
from typing import NamedTuple

from effllm_desktop.domain.lists import EntryText, ReadEntry
from effllm_desktop.domain.text_edits import Edit
from effllm_desktop.markdown.entry_shape import ET_AL, flexible
from effllm_desktop.markdown.entry_style import escaped

_ELISION = re.compile(r"\.\.\.|…")
_BETWEEN = r"\s*,\s*(?:(?:\.\.\.|…)\s*,\s*)?"
_ENDED = r"(?:\s*,\s*(?:\.\.\.|…))?"


class Named(NamedTuple):
    """An edit, and the authors that the entry names then."""

    edit: Edit
    authors: Sequence[str]


def leaves_out(text: EntryText) -> bool:
    """Whether an entry names some of its authors and says that there are others."""
    return text.authors_elided and bool(text.authors)


def behind_title(entry: ReadEntry) -> int:
    """Where the title of an entry ends in its Markdown; 0 where it is not found."""
    found = re.compile(flexible(entry.text.title)).search(entry.source)
    return found.end() if found else 0


def named(entry: ReadEntry, text: EntryText, names: Sequence[str]) -> Named | None:
    """The edit that puts in the names that are left out; None where it is not clear which."""
    return _instead_of_dots(entry, text, names) or _instead_of_et_al(entry, text, names)


def _instead_of_dots(entry: ReadEntry, text: EntryText, names: Sequence[str]) -> Named | None:
    """`A. Adams, ..., Z. Zorn`: those who stand between, or behind the last one."""
    pattern = _BETWEEN.join(map(flexible, text.authors)) + _ENDED
    begin = behind_title(entry)
    found = re.compile(pattern).search(entry.source, begin)
    signs = list(_ELISION.finditer(entry.source, *found.span())) if found else []
    signs = [sign for sign in signs if _stands_alone(entry.source, sign)]
    if found is None or len(signs) != 1:
        return None
    start, end = signs[0].span()
    before = _count_names(entry.source[found.start() : start])
    behind = len(text.authors) - before
    if not _are(text.authors[:before], names[:before]):
        return None
    if behind and not _are(text.authors[before:], names[len(names) - behind :]):
        return None
    if before + behind > len(names):
        return None
    missing = names[before : len(names) - behind]
    authors = (*text.authors[:before], *missing, *text.authors[before:])
    if not missing:  # nobody is left out: the sign goes, and the comma before it
        start = len(entry.source[:start].rstrip(", \t\r\n"))
    words = _written(entry, missing)
    return Named(Edit(entry.start + start, entry.start + end, words), authors)


def _instead_of_et_al(entry: ReadEntry, text: EntryText, names: Sequence[str]) -> Named | None:
    """`A. Adams et al.`: those who follow; all of them where it says less than whole names."""
    listed = text.authors
    pattern = r"\s*,\s*".join(map(flexible, listed)) + ET_AL.pattern
    begin = behind_title(entry)
    found = re.compile(pattern, re.IGNORECASE).search(entry.source, begin)
    if found is None or len(listed) > len(names):
        return None
    if list(map(_folded, listed)) == list(map(_folded, names[: len(listed)])):
        sign = list(ET_AL.finditer(entry.source, *found.span()))[-1]
        missing = names[len(listed) :]
        words = f", {_written(entry, missing)}" if missing else ""
        edit = Edit(entry.start + sign.start(), entry.start + sign.end(), words)
        return Named(edit, (*listed, *missing))
    if _are(listed, names[: len(listed)]) or _are_family_names(listed, names):
        start, end = found.span()
        return Named(Edit(entry.start + start, entry.start + end, _written(entry, names)), names)
    return None


def _stands_alone(text: str, sign: re.Match[str]) -> bool:
    """Whether a sign stands between commas, or behind the last one: not at the end of a name."""
    return text[: sign.start()].rstrip().endswith((",", "*", "_"))


def _count_names(words: str) -> int:
    return len([one for one in words.split(",") if one.strip()])


def _are(some: Sequence[str], others: Sequence[str]) -> bool:
    """Whether names are those of the same people in order; first names may be short, or lack."""
    return len(some) == len(others) and all(map(_is_same, some, others))


def _is_same(one: str, other: str) -> bool:
    first, second = _folded(one).split(), _folded(other).split()
    if not first or not second:
        return False
    if first == second:
        return True
    given, other_given = first[:-1], second[:-1]
    alike = first[0][0] == second[0][0] or not set(given).isdisjoint(other_given)
    return first[-1] == second[-1] and alike


def _are_family_names(some: Sequence[str], others: Sequence[str]) -> bool:
    return all(
        _folded(one) == " ".join(_folded(other).split()[-len(_folded(one).split()) :])
        for one, other in zip(some, others, strict=False)
    )


def _folded(name: str) -> str:
    """A name without case, accents and punctuation."""
    text = unicodedata.normalize("NFKD", name).casefold()
    signs = (sign if sign.isalnum() else " " for sign in text if not unicodedata.combining(sign))
    return " ".join("".join(signs).split())


def _written(entry: ReadEntry, names: Sequence[str]) -> str:
    words = ", ".join(map(escaped, names))
    return words.replace("|", "\\|") if entry.source.lstrip().startswith("|") else words
