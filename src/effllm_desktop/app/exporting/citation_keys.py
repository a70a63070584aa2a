"""Citation keys by a pattern: the same work has the same key in every export.

Works whose keys would be equal are told apart by letters, in the order in which the library came to
know them: which entries are exported together, and what comes later, changes no key.
"""

import re
import unicodedata
from collections.abc import Callable, Collection, Mapping

from effllm_desktop.domain.citation_patterns import KeyField, fields
from effllm_desktop.domain.ids import WorkId
from effllm_desktop.store import chosen
from effllm_desktop.store.chosen import CitedBy, CitedWork
from effllm_desktop.store.database import Database

_WORD = re.compile(r"[a-z0-9]+")
_SMALL_WORDS = frozenset(["a", "an", "and", "for", "from", "in", "of", "on", "the", "to", "with"])


def citation_keys(
    database: Database, pattern: str, cited: Collection[CitedWork] | None = None
) -> dict[WorkId, str]:
    """The keys of all works, or at least of some that are to be cited: that is faster."""
    maker = _maker(pattern)
    by_year = cited is not None and KeyField.YEAR in fields(pattern)
    years = {work.year for work in cited or ()} if by_year else None
    counts: dict[str, int] = {}
    found: dict[WorkId, str] = {}
    for work in chosen.cited_by(database, years):
        key = maker(work)
        count = counts.get(key, 0)
        counts[key] = count + 1
        found[work.work] = f"{key}{_letters(count)}" if count else key
    return found


def _letters(count: int) -> str:
    """`-a`, `-b`, …, `-z`, `-aa`: a hyphen, so that no other word reads the same."""
    letters = ""
    while count:
        count, letter = divmod(count - 1, 26)
        letters = chr(ord("a") + letter) + letters
    return f"-{letters}"


def _maker(pattern: str) -> Callable[[CitedBy], str]:
    pieces = fields(pattern)
    makers = [_FIELDS[piece] for piece in pieces if isinstance(piece, KeyField)]
    template = "".join("{}" if isinstance(piece, KeyField) else piece for piece in pieces)

    def make(work: CitedBy) -> str:
        return template.format(*[field(work) for field in makers]) or "work"

    return make


def _author(work: CitedBy) -> str:
    """The first author's family name; of a repository its owner."""
    name = (work.author or "").rstrip().rpartition(" ")[2]
    return "".join(_words(name or (work.repository or "").partition("/")[0]))


def _year(work: CitedBy) -> str:
    return str(work.year or "")


def _word(work: CitedBy) -> str:
    """The first word of the title that says something."""
    found = (match[0] for match in _WORD.finditer(_plain(work.title)))
    return next((word for word in found if word not in _SMALL_WORDS), "")


def _title(work: CitedBy) -> str:
    """The first three such words."""
    return "".join([word for word in _words(work.title) if word not in _SMALL_WORDS][:3])


def _key(work: CitedBy) -> str:
    """The key of the work, as far as a citation key can say it."""
    return re.sub(r"[^A-Za-z0-9:./-]+", "-", work.key)


_FIELDS: Mapping[KeyField, Callable[[CitedBy], str]] = {
    KeyField.AUTHOR: _author,
    KeyField.YEAR: _year,
    KeyField.WORD: _word,
    KeyField.TITLE: _title,
    KeyField.ARXIV: lambda work: work.arxiv or "",
    KeyField.KEY: _key,
}


def _words(text: str) -> list[str]:
    return _WORD.findall(_plain(text))


def _plain(text: str) -> str:
    """Text in lower case without accents."""
    plain = text.lower()
    if plain.isascii():
        return plain
    return "".join(c for c in unicodedata.normalize("NFKD", plain) if not unicodedata.combining(c))
