"""Citation keys by a pattern: the same work has the same key in every export.

Works whose keys would be equal are told apart by letters, in the order in which the library came to
know them: which entries are exported together, and what comes later, changes no key.
"""

import re
import unicodedata
from collections.abc import Callable, Collection, Iterable, Mapping
from functools import lru_cache

from effllm_desktop.domain import entry_values
from effllm_desktop.domain.citation_patterns import KeyField, fields
from effllm_desktop.domain.ids import WorkId
from effllm_desktop.store import chosen
from effllm_desktop.store.chosen import CitedBy, CitedWork
from effllm_desktop.store.database import Database

_WORD = re.compile(r"[a-z0-9]+")
_SMALL_WORDS = ("a", "an", "and", "for", "from", "in", "of", "on", "the", "to", "with")
_TELLING = re.compile(rf"(?<![a-z0-9])(?!(?:{'|'.join(_SMALL_WORDS)})(?![a-z0-9]))[a-z0-9]+")
_UNFIT = re.compile(r"[^A-Za-z0-9:./-]+")
_REMEMBERED = 2**14  # people write more than one paper


def citation_keys(
    database: Database, pattern: str, cited: Collection[CitedWork] | None = None
) -> dict[WorkId, str]:
    """The keys of all works, or at least of some that are to be cited: that is faster."""
    make = _maker(pattern)
    by_year = cited is not None and KeyField.YEAR in fields(pattern)
    years = {work.year for work in cited or ()} if by_year else None
    counts: dict[str, int] = {}
    found: dict[WorkId, str] = {}
    for some in chosen.cited_by(database, years):
        for work, key in zip(some.works, make(some), strict=True):
            if key in counts:
                found[work] = f"{key}{_letters(counts[key])}"
                counts[key] += 1
            else:
                found[work] = key
                counts[key] = 1
    return found


def _letters(count: int) -> str:
    """`-a`, `-b`, …, `-z`, `-aa`: a hyphen, so that no other word reads the same."""
    letters = ""
    while count:
        count, letter = divmod(count - 1, 26)
        letters = chr(ord("a") + letter) + letters
    return f"-{letters}"


def _maker(pattern: str) -> Callable[[CitedBy], Iterable[str]]:
    """Makes the keys of many works: a column for each field, and these put together."""
    pieces = fields(pattern)
    makers = [_FIELDS[piece] for piece in pieces if isinstance(piece, KeyField)]
    template = "".join("{}" if isinstance(piece, KeyField) else piece for piece in pieces)

    def make(works: CitedBy) -> Iterable[str]:
        made = map(template.format, *[field(works) for field in makers])
        return [key or "work" for key in made]

    return make


def _authors(works: CitedBy) -> Iterable[str]:
    """The first author's family name; of a repository its owner."""
    names = map(str.rstrip, map(entry_values.first, works.authors))
    return [
        _family(name or (repository or "").partition("/")[0])
        for name, repository in zip(names, works.repositories, strict=True)
    ]


@lru_cache(_REMEMBERED)
def _family(name: str) -> str:
    return "".join(_WORD.findall(_plain(name.rpartition(" ")[2])))


def _years(works: CitedBy) -> Iterable[int | str]:
    return [year or "" for year in works.years]


def _words(works: CitedBy) -> Iterable[str]:
    """The first word of the title that says something."""
    return [word[0] if word else "" for word in map(_TELLING.search, _all_plain(works.titles))]


def _titles(works: CitedBy) -> Iterable[str]:
    """The first three such words."""
    return ["".join(words[:3]) for words in map(_TELLING.findall, _all_plain(works.titles))]


def _keys(works: CitedBy) -> Iterable[str]:
    """The key of the work, as far as a citation key can say it."""
    return [_UNFIT.sub("-", key) for key in works.keys]


_FIELDS: Mapping[KeyField, Callable[[CitedBy], Iterable[str | int]]] = {
    KeyField.AUTHOR: _authors,
    KeyField.YEAR: _years,
    KeyField.WORD: _words,
    KeyField.TITLE: _titles,
    KeyField.ARXIV: lambda works: [number or "" for number in works.arxiv],
    KeyField.KEY: _keys,
}


def _all_plain(texts: Iterable[str]) -> list[str]:
    return [text if text.isascii() else _without_accents(text) for text in map(str.lower, texts)]


def _plain(text: str) -> str:
    """Text in lower case without accents."""
    return _all_plain([text])[0]


def _without_accents(text: str) -> str:
    return "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
