"""What citation keys are made of: names and titles in plain letters.

The usual key of an entry is kept with it: such keys are asked for of all works at once.
"""

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

from effllm_desktop.domain import entry_values

_SMALL_WORDS = ("a", "an", "and", "for", "from", "in", "of", "on", "the", "to", "with")
_WORD = re.compile(r"[a-z0-9]+")
_TELLING = re.compile(rf"(?<![a-z0-9])(?!(?:{'|'.join(_SMALL_WORDS)})(?![a-z0-9]))[a-z0-9]+")
_BEHIND = ":,"
_REMEMBERED = 2**14  # people write more than one paper
NO_KEY = "work"
"""The key of a work of which nothing is known that a key could say."""


def usual(title: str, authors: str, year: int | None, repository: str | None) -> str:
    """A key by the pattern that holds where no other one is asked for; `authors` are JSON."""
    return f"{first_author(authors, repository)}{year or ''}{word(title)}" or NO_KEY


def first_author(authors: str, repository: str | None) -> str:
    """The family name of the first one in a JSON array; of a repository its owner."""
    name = entry_values.first(authors).rstrip()
    return _family(name or (repository or "").partition("/")[0])


def word(title: str) -> str:
    """The first word of a title that says something."""
    first = title.partition(" ")[0].rstrip(_BEHIND).lower()
    if first.isascii() and first.isalnum() and first not in _SMALL_WORDS:
        return first  # of most titles: each entry that comes in is asked
    found = _TELLING.search(_plain(title))
    return found[0] if found else ""


def words(title: str, most: int) -> Iterable[str]:
    """The first words that say something."""
    return _TELLING.findall(_plain(title))[:most]


@lru_cache(_REMEMBERED)
def _family(name: str) -> str:
    family = _plain(name.rpartition(" ")[2])
    is_whole = family.isascii() and family.isalnum()
    return family if is_whole else "".join(_WORD.findall(family))


def _plain(text: str) -> str:
    """Text in lower case without accents."""
    text = text.lower()
    if text.isascii():
        return text
    return "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
