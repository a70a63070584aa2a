"""The pieces of what somebody typed, from left to right. Every character belongs to one."""

import re
from collections.abc import Iterator
from enum import Enum, auto
from typing import NamedTuple


class Sign(Enum):
    """What a piece is."""

    OPEN = auto()
    CLOSE = auto()
    OR = auto()
    TERM = auto()


class Piece(NamedTuple):
    """A sign, or a term: a name before a colon, and text.

    The text may have stood in quotes, or between slashes, as a pattern.
    """

    sign: Sign
    text: str
    name: str = ""
    negated: bool = False
    quoted: bool = False
    open: bool = False
    pattern: bool = False


_PIECE = r"""\s*(?:
        (?P<close>\))
      | (?P<minus>-?)(?:
            (?P<open>\()
          | (?:(?P<name>[^\W\d_]+):)?(?:
                "(?P<quoted>(?>(?:[^"]|"")*))(?P<end>"?)
              | {pattern}(?P<plain>[^\s")]\S*)
            )
        )
    )"""
_PATTERN = r"""/(?P<pattern>(?![\s/]) (?>(?:\\.|[^\\/]|/(?!\s|\)|\Z))+) )/ |"""
"""A slash ends a pattern where nothing or a blank or a closing bracket comes next."""
_PIECES = re.compile(_PIECE.format(pattern=_PATTERN), re.VERBOSE | re.DOTALL)
_WITHOUT_PATTERNS = re.compile(_PIECE.format(pattern="(?P<pattern>(?!))|"), re.VERBOSE | re.DOTALL)
_BEGINS_PATTERN = re.compile(r"/[^\s/]")


def pieces(text: str) -> Iterator[Piece]:
    """The pieces of a text. A quote is written twice in quotes."""
    place, piece = 0, _PIECES
    while match := piece.match(text, place):
        place = match.end()
        plain = match["plain"]
        if plain is not None:
            if _BEGINS_PATTERN.match(plain):
                piece = _WITHOUT_PATTERNS  # nothing ends this one: nor any behind it
            word = _without_closing(plain)
            place -= len(plain) - len(word)
            yield _word(match, word)
        elif match["pattern"] is not None:
            minus = bool(match["minus"])
            yield Piece(Sign.TERM, match["pattern"], match["name"] or "", minus, pattern=True)
        elif match["quoted"] is not None:
            yield _quoted(match)
        elif match["open"]:
            yield Piece(Sign.OPEN, match["minus"] + match["open"], negated=bool(match["minus"]))
        else:
            yield Piece(Sign.CLOSE, match["close"])


def _without_closing(word: str) -> str:
    """The word without brackets at its end that close none of its own."""
    surplus = word.count(")") - word.count("(")
    behind = len(word) - len(word.rstrip(")"))
    return word[: len(word) - max(0, min(surplus, behind))]


def _word(match: "re.Match[str]", word: str) -> Piece:
    name, negated = match["name"] or "", bool(match["minus"])
    if word.lower() == "or" and not name and not negated:
        return Piece(Sign.OR, word)
    return Piece(Sign.TERM, word, name, negated)


def _quoted(match: "re.Match[str]") -> Piece:
    value = match["quoted"].replace('""', '"').strip()
    minus = bool(match["minus"])
    return Piece(Sign.TERM, value, match["name"] or "", minus, quoted=True, open=not match["end"])
