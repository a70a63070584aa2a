"""BibTeX, as far as adding works needs it: entries with their fields.

Form: https://ctan.org/pkg/bibtex (btxdoc): `@type{key, name = value, …}`; a value is a number, or
text in braces or quotes.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

_BEGIN = re.compile(r"@(?P<type>[A-Za-z]+)\s*\{\s*[^,{}\s]*\s*,")
_NAME = re.compile(r"\s*(?P<name>[A-Za-z][\w-]*)\s*=\s*")
_NO_ENTRIES = frozenset(("comment", "string", "preamble"))
_COMMAND = re.compile(r"\\[a-zA-Z]+\s*(?=\{|[^a-zA-Z]|\Z)|\\[^a-zA-Z\s]")


@dataclass(frozen=True, slots=True)
class BibtexEntry:
    """One entry: its fields by name in lower case, and where it ended in the text."""

    start: int
    end: int
    fields: Mapping[str, str]


def entries(text: str) -> Iterator[BibtexEntry]:
    """The entries of a text, in order. Comments, strings and the like have no fields."""
    position = 0
    while begin := _BEGIN.search(text, position):
        fields, position = _fields(text, begin.end())
        is_entry = begin["type"].lower() not in _NO_ENTRIES
        yield BibtexEntry(begin.start(), position, fields if is_entry else {})


def authors(names: str) -> tuple[str, ...]:
    """The people of an `author` field, first names first."""
    found = (plain(name) for name in re.split(r"\s+and\s+", names))
    return tuple(_in_order(name) for name in found if name and name.lower() != "others")


def plain(value: str) -> str:
    """A value without braces and commands, on one line."""
    words = _COMMAND.sub(lambda m: m[0][1:] if m[0] in (r"\&", r"\%", r"\_", r"\#", r"\$") else "",
                         value)  # fmt: skip
    return " ".join(words.replace("{", "").replace("}", "").replace("~", " ").split())


def _in_order(name: str) -> str:
    last, comma, first = name.partition(",")
    return f"{first.strip()} {last.strip()}" if comma else name


def _fields(text: str, position: int) -> tuple[dict[str, str], int]:
    found: dict[str, str] = {}
    while named := _NAME.match(text, position):
        value, position = _value(text, named.end())
        found.setdefault(named["name"].lower(), value)
        rest = re.compile(r"\s*,?").match(text, position)
        position = rest.end() if rest else position
    close = re.compile(r"\s*\}").match(text, position)
    return found, close.end() if close else position


def _value(text: str, start: int) -> tuple[str, int]:
    """A value in braces, in quotes, or up to the next comma, and where it ends."""
    opening = text[start : start + 1]
    if opening not in ("{", '"'):
        bare = re.compile(r"[^,}\s]*").match(text, start)
        end = bare.end() if bare else start
        return text[start:end], end
    depth = 0
    for place in range(start + 1, len(text)):
        sign = text[place]
        if depth == 0 and sign == ("}" if opening == "{" else '"'):
            return text[start + 1 : place], place + 1
        depth += (sign == "{") - (sign == "}")
    return text[start + 1 :], len(text)
