"""Entries as BibTeX, in Unicode, for pasting into a bibliography."""

import re
import unicodedata
from collections.abc import Iterable

from effllm_desktop.domain.lists import EntryText, Kind

_MATH = re.compile(r"(\$(?=\S)[^$]+(?<=\S)\$(?!\d))")
_SPECIAL = str.maketrans(
    {
        "\\": r"\textbackslash{}",
        "{": r"\textbraceleft{}",  # BibTeX counts braces, a backslash before them or not
        "}": r"\textbraceright{}",
        **{sign: f"\\{sign}" for sign in "&%#_$"},
        "~": r"\textasciitilde{}",
        "^": r"\textasciicircum{}",
    }
)
_PREPRINT = re.compile(r"arxiv|corr", re.IGNORECASE)
_WORD = re.compile(r"[a-z0-9]+")
_SMALL_WORDS = frozenset(["a", "an", "and", "for", "from", "in", "of", "on", "the", "to", "with"])


def bibtex(entries: Iterable[EntryText]) -> str:
    """One record per work, in order; citation keys are unique within the result."""
    seen: set[str] = set()
    taken: dict[str, int] = {}
    records = []
    for entry in entries:
        if entry.key not in seen:
            seen.add(entry.key)
            records.append(_record(entry, _unique(_citation_key(entry), taken)))
    return "\n".join(records)


def _record(entry: EntryText, key: str) -> str:
    lines = "".join(f"  {name} = {{{value}}},\n" for name, value in _fields(entry) if value)
    return f"@{_type(entry)}{{{key},\n{lines}}}\n"


def _type(entry: EntryText) -> str:
    if entry.kind is not Kind.PAPER or not entry.venue or _PREPRINT.search(entry.venue):
        return "misc"
    return "inproceedings"


def _fields(entry: EntryText) -> Iterable[tuple[str, str]]:
    yield "title", f"{{{_escaped(entry.title)}}}"
    yield "author", _authors(entry)
    if _type(entry) == "inproceedings":
        yield "booktitle", _escaped(entry.venue or "")
    yield "year", str(entry.year or "")
    if entry.arxiv:
        yield "eprint", entry.arxiv.id
        yield "archiveprefix", "arXiv"
    yield "doi", _address(entry.doi or "")
    yield "url", _address(entry.url)


def _authors(entry: EntryText) -> str:
    names = [_escaped(name) for name in entry.authors]
    return " and ".join([*names, *(["others"] if entry.authors_elided else [])])


def _escaped(text: str) -> str:
    """Text with BibTeX's special characters escaped, formulas left as they are."""
    parts = _MATH.split(text)
    return "".join(
        part if place % 2 and _is_balanced(part) else part.translate(_SPECIAL)
        for place, part in enumerate(parts)
    )


def _is_balanced(formula: str) -> bool:
    depth = 0
    for sign in formula:
        depth += (sign == "{") - (sign == "}")
        if depth < 0:
            return False
    return depth == 0


def _address(text: str) -> str:
    return text.replace("{", "%7B").replace("}", "%7D")


def _citation_key(entry: EntryText) -> str:
    """Family name, year, first word that says something: `vaswani2017attention`."""
    family = (
        entry.authors[0].split()[-1] if entry.authors else (entry.repository or "").split("/")[0]
    )
    words = [word for word in _words(entry.title) if word not in _SMALL_WORDS]
    return "".join([*_words(family), str(entry.year or ""), *words[:1]]) or "work"


def _words(text: str) -> list[str]:
    plain = unicodedata.normalize("NFKD", text.lower())
    return _WORD.findall("".join(c for c in plain if not unicodedata.combining(c)))


def _unique(key: str, taken: dict[str, int]) -> str:
    taken[key] = taken.get(key, 0) + 1
    return key if taken[key] == 1 else f"{key}-{taken[key]}"
