"""Citation keys by a pattern: the same work has the same key in every export.

Works whose keys would be equal are told apart by letters, in the order in which the library came to
know them: which entries are exported together, and what comes later, changes no key. Those of the
usual pattern are kept with the works; those of another one are made.
"""

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from functools import cache
from itertools import chain

from effllm_desktop.domain import citation_patterns, citation_words
from effllm_desktop.domain.citation_patterns import KeyField, fields
from effllm_desktop.domain.ids import WorkId
from effllm_desktop.store import cited_works
from effllm_desktop.store.cited_works import CitedBy, CitedWork
from effllm_desktop.store.database import Database

_TITLE_WORDS = 3
_UNFIT = re.compile(r"[^A-Za-z0-9:./-]+")


def citation_keys(
    database: Database, pattern: str, cited: Collection[CitedWork] | None = None
) -> dict[WorkId, str]:
    """The keys of all works, or at least of some that are to be cited: that is faster."""
    found = dict(chain.from_iterable(_made(database, pattern, cited)))
    times: dict[str, int] = {}
    for work, key in found.items():
        before = times.get(key, 0)
        times[key] = before + 1
        if before:
            found[work] = f"{key}{_letters(before)}"
    return found


def _made(
    database: Database, pattern: str, cited: Collection[CitedWork] | None
) -> Iterator[Iterable[tuple[WorkId, str]]]:
    """Works with keys that others may have as well, the first known work first."""
    by_year = cited is not None and KeyField.YEAR in fields(pattern)
    years = {work.year for work in cited or ()} if by_year else None
    if pattern == citation_patterns.DEFAULT:
        yield from cited_works.citation_keys(database, years)
        return
    make = _maker(pattern)
    for some in cited_works.cited_by(database, years):
        yield zip(some.works, make(some), strict=True)


@cache
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
        return [key or citation_words.NO_KEY for key in made]

    return make


def _authors(works: CitedBy) -> Iterable[str]:
    both = zip(works.authors, works.repositories, strict=True)
    return [citation_words.first_author(names, repository) for names, repository in both]


def _years(works: CitedBy) -> Iterable[int | str]:
    return [year or "" for year in works.years]


def _titles(works: CitedBy) -> Iterable[str]:
    return ["".join(citation_words.words(title, _TITLE_WORDS)) for title in works.titles]


def _keys(works: CitedBy) -> Iterable[str]:
    """The key of the work, as far as a citation key can say it."""
    return [_UNFIT.sub("-", key) for key in works.keys]


_FIELDS: Mapping[KeyField, Callable[[CitedBy], Iterable[str | int]]] = {
    KeyField.AUTHOR: _authors,
    KeyField.YEAR: _years,
    KeyField.WORD: lambda works: map(citation_words.word, works.titles),
    KeyField.TITLE: _titles,
    KeyField.ARXIV: lambda works: [number or "" for number in works.arxiv],
    KeyField.KEY: _keys,
}
