"""Values of BibTeX that are put together, `icml # { 2024}`, which the parser leaves as they are."""

import re
from collections.abc import Iterable, MutableMapping
from typing import Any

_PIECES = re.compile(r'\\.|[{}"#]|[^\\{}"#]+', re.DOTALL)
_LONGEST = 2**14
"""Characters of a value: macros in macros can mean more than any machine has room for."""


def join_values(macros: Iterable[Any], records: Iterable[Any]) -> None:
    """Put together, in place, the values of `@string`s, by those before them, and of records."""
    known: dict[str, str] = {}
    for macro in macros:
        macro.value = _joined(str(macro.value), known)
        known.setdefault(macro.key.lower(), _bare(macro.value, known))
    for record in records:
        for field in record.fields:
            if "#" in str(field.value):
                field.value = _joined(str(field.value), known)


def _joined(value: str, known: MutableMapping[str, str]) -> str:
    """One value in braces; what is not put together stays as it is."""
    parts = _parts(value)
    if len(parts) == 1:
        return value
    whole = "".join(_bare(part, known) for part in parts)
    return f"{{{whole}}}" if len(whole) <= _LONGEST else value


def _bare(part: str, known: MutableMapping[str, str]) -> str:
    """What a part means: without its braces or quotes, or what its macro stands for."""
    word = part.strip()
    if word[:1] + word[-1:] in ("{}", '""') and len(word) > 1:
        return word[1:-1]
    return known.get(word.lower(), word)


def _parts(value: str) -> list[str]:
    """A value at its signs `#` outside of braces and quotes."""
    found, depth, is_quoted = [""], 0, False
    for piece in _PIECES.findall(value):
        depth += (piece == "{") - (piece == "}")
        is_quoted ^= piece == '"' and depth == 0
        if piece == "#" and depth == 0 and not is_quoted:
            found.append("")
        else:
            found[-1] += piece
    return found
