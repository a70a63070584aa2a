"""What a reader types to find works: words and fields. No input is an error.

`is:unread`, `is:starred`, `tag:`, `list:`, `section:`, `kind:`; `"…"` holds words together, a
leading `-` turns a term round. What fits no field is searched as words.
"""

import re
from dataclasses import dataclass
from enum import StrEnum

from effllm_desktop.domain import keys
from effllm_desktop.domain.lists import Kind
from effllm_desktop.domain.state import Status

_TERM = re.compile(r'(-?)(?:(\w+):)?(?:"([^"]*)"?|(\S+))')
STARRED = "starred"


class Field(StrEnum):
    """What a term looks at."""

    WORDS = "words"
    IS = "is"
    TAG = "tag"
    LIST = "list"
    SECTION = "section"
    KIND = "kind"
    KEY = "key"


_ALLOWED: dict[Field, frozenset[str]] = {
    Field.IS: frozenset((*Status, STARRED)),
    Field.KIND: frozenset(Kind),
}


@dataclass(frozen=True, slots=True)
class Term:
    """One condition; `phrase` means that the words must stand together."""

    field: Field
    value: str
    negated: bool = False
    phrase: bool = False


@dataclass(frozen=True, slots=True)
class Query:
    """Conditions that must all hold; none selects everything."""

    terms: tuple[Term, ...] = ()


EVERYTHING = Query()


def parse(text: str) -> Query:
    """Read what somebody typed. Never fails: what is no field is words."""
    key = _key(text)
    if key is not None:
        return Query((Term(Field.KEY, key),))
    return Query(tuple(term for match in _TERM.finditer(text) if (term := _term(match))))


def _key(text: str) -> str | None:
    word = text.strip()
    if not word or (" " in word and not word.lower().startswith(("title:", "url:"))):
        return None
    return keys.from_argument(word)


def _term(match: re.Match[str]) -> Term | None:
    minus, name, quoted, plain = match.groups()
    value = quoted if quoted is not None else plain
    negated = minus == "-"
    field = _field(name, value)
    if field is not None:
        folded = value.lower() if field in _ALLOWED else value
        return Term(field, folded, negated)
    words = f"{name}:{value}" if name else value
    if not words.strip() or words == "-":
        return None
    return Term(Field.WORDS, words, negated, phrase=quoted is not None)


def _field(name: str | None, value: str) -> Field | None:
    try:
        field = Field((name or "").lower())
    except ValueError:
        return None
    if field in (Field.WORDS, Field.KEY) or not value:
        return None
    allowed = _ALLOWED.get(field)
    return field if allowed is None or value.lower() in allowed else None
