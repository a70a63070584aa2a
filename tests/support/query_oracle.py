"""Queries answered in plain Python, from what a test itself has put into a library."""

import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from effllm_desktop.domain import keys
from effllm_desktop.domain.queries import And, Field, Node, Not, Or, Query, Term
from effllm_desktop.domain.queries.ranges import Age, ages, numbers
from effllm_desktop.domain.state import UNTOUCHED, State

_CJK = re.compile("[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af]")
_DAYS = {"hours": 1 / 24, "days": 1, "months": 30, "years": 365}


@dataclass(frozen=True)
class Known:
    """A work as a test knows it."""

    key: str
    title: str
    authors: str = ""
    venue: str = ""
    year: int | None = None
    kind: str = "paper"
    about: str = ""
    repository: str = ""
    addresses: tuple[str, ...] = ()
    citations: int | None = None  # by the list
    cited: tuple[tuple[str, int], ...] = ()  # by services, the one that is believed first
    abstract: str = ""
    stars: int | None = None
    version: int | None = None  # that services know; lists mention the first
    is_withdrawn: bool = False
    pdf: tuple[str, ...] = ()  # what its pages say
    state: State = UNTOUCHED
    lists: frozenset[str] = frozenset()
    sections: frozenset[str] = frozenset()
    is_duplicate: bool = False
    is_new: bool = False
    is_seen: bool = False
    is_changed: bool = False  # words of it, by the latest version of its lists
    has_left: bool = False
    has_highlight: bool = False
    known_since: datetime | None = None
    changed_at: datetime | None = None


@dataclass(frozen=True)
class Oracle:
    """Answers queries about some works at a time. `searches` are saved, each name once."""

    works: Sequence[Known]
    now: datetime
    searches: Mapping[str, Query] = field(default_factory=dict)

    def answer(self, query: Query) -> set[str]:
        """The keys of the works that fit."""
        return {work.key for work in self.works if self._fits(query.root, work, ()) in (True, None)}

    def _fits(self, node: Node, work: Known, within: Sequence[str]) -> bool | None:
        """None: the node asks for nothing, and does not count. `within` are searches around it."""
        match node:
            case Term(field=Field.SEARCH):
                name = node.value.casefold()
                if name in within or name not in self.searches:
                    return False
                return self._fits(self.searches[name].root, work, (*within, name))
            case Term():
                return _matches(node, work) if node.pattern else self._term(node, work)
            case Not(part):
                found = self._fits(part, work, within)
                return None if found is None else not found
            case And(parts) | Or(parts):
                answers = [self._fits(part, work, within) for part in parts]
                told = [one for one in answers if one is not None]
                holds = all if isinstance(node, And) else any
                return holds(told) if told else None

    def _term(self, term: Term, work: Known) -> bool | None:
        if term.field is Field.WORK:
            key = keys.from_argument(term.value) or ""
            if any(one.key == key for one in self.works):
                return work.key == key
            rest = key.partition(":")[2] or key
            return self._term(replace(term, field=Field.WORDS, value=rest), work)
        if term.field in _TEXTS:
            return _says(_TEXTS[term.field](work), term)
        if term.field in (Field.ADDED, Field.TOUCHED):
            return self._is_as_old(term, work)
        if term.field is Field.KEY:
            value = keys.from_argument(term.value) or term.value
            exact = any(one.key == value for one in self.works)
            return work.key == value if exact else work.key.startswith(term.value.lower())
        return _TESTS[term.field](work, term.value) if term.field in _TESTS else False

    def _is_as_old(self, term: Term, work: Known) -> bool:
        wanted = ages(term.value)
        since = work.known_since if term.field is Field.ADDED else work.changed_at
        if wanted is None or since is None:
            return False
        age = self.now - since
        return (wanted.within is None or age <= _time(wanted.within)) and (
            wanted.beyond is None or age >= _time(wanted.beyond)
        )


def _matches(term: Term, work: Known) -> bool:
    """Python's own expressions, which say the same of what the tests ask."""
    pattern = re.compile(_bare(term.value), re.IGNORECASE | re.MULTILINE)
    texts = _PATTERNED[term.field](work)
    return any(pattern.search(_bare(text)) for text in texts if text)


def _bare(text: str) -> str:
    letters = unicodedata.normalize("NFKD", unicodedata.normalize("NFKC", text))
    return _plain_letters("".join(sign for sign in letters if not unicodedata.combining(sign)))


def _plain_letters(text: str) -> str:
    for letter, plain in (
        ("ł", "l"),
        ("Ł", "L"),
        ("ø", "o"),
        ("ß", "ss"),
        ("Æ", "AE"),
        ("æ", "ae"),
    ):
        text = text.replace(letter, plain)
    return text


def _time(age: Age) -> timedelta:
    return timedelta(days=age.number * _DAYS[age.unit])


def _tokens(text: str) -> list[str]:
    spaced = _CJK.sub(r" \g<0> ", unicodedata.normalize("NFKC", text))
    letters = unicodedata.normalize("NFKD", spaced.casefold())
    plain = "".join(c for c in letters if not unicodedata.combining(c))
    return re.findall(r"[^\W_]+", _plain_letters(plain))


def _says(columns: Sequence[str], term: Term) -> bool | None:
    wanted = _tokens(term.value)
    if not wanted:
        kinds = {unicodedata.category(sign) for sign in term.value}
        return False if "So" in kinds else None
    whole = term.phrase and not term.open
    return any(_holds(_tokens(column), wanted, whole=whole) for column in columns)


def _holds(said: list[str], wanted: list[str], *, whole: bool) -> bool:
    *first, last = wanted
    for place in range(len(said) - len(first)):
        end = place + len(first)
        if said[place:end] == first and (
            said[end] == last if whole else said[end].startswith(last)
        ):
            return True
    return False


def _plain(text: str) -> str:
    return " ".join(_tokens(text))


def _is(work: Known, value: str) -> bool:
    marks = {
        "starred": work.state.starred,
        "queued": work.state.queue is not None,
        "new": work.is_new and not work.is_seen and work.state.status == "unread",
        "changed": work.is_changed and not work.is_new,
        "removed": work.has_left,
        "duplicate": work.is_duplicate,
        "withdrawn": work.is_withdrawn,
    }
    return work.state.status == value or marks.get(value, False)


def _has(work: Known, value: str) -> bool:
    things = {
        "note": bool(work.state.note),
        "highlight": work.has_highlight,
        "tag": bool(work.state.tags),
        "code": bool(work.repository),
        "pdf": bool(work.pdf),
        "newer-version": not work.repository and (work.version or 1) > 1,
    }
    return things.get(value, False)


def _in(number: int | None, value: str) -> bool:
    wanted = numbers(value)
    if number is None or wanted is None:
        return False
    enough = wanted.low is None or number >= wanted.low
    return enough and (wanted.high is None or number <= wanted.high)


def _cited(work: Known) -> int | None:
    """The list has the first word, services say what it does not."""
    if work.citations is not None:
        return work.citations
    return work.cited[0][1] if work.cited else None


def _links(work: Known, value: str) -> bool:
    part = value.lower().removeprefix("https://")
    return any(part in address.lower() for address in work.addresses)


def _rated(work: Known, value: str) -> bool:
    wanted = numbers(value)
    if wanted is not None and wanted.high == 0:
        return work.state.rating == 0
    return work.state.rating > 0 and _in(work.state.rating, value)


def _named(names: frozenset[str], wanted: str) -> bool:
    return any(_plain(name) == _plain(wanted) for name in names)


_TEXTS: dict[Field, Callable[[Known], Sequence[str]]] = {
    Field.WORDS: lambda work: (
        work.title, work.authors, work.venue, work.about, work.abstract, work.state.note,
        *work.state.tags,
    ),
    Field.TITLE: lambda work: (work.title,),
    Field.AUTHOR: lambda work: (work.authors,),
    Field.VENUE: lambda work: (work.venue,),
    Field.NOTE: lambda work: (work.state.note,),
    Field.ABSTRACT: lambda work: (work.abstract,),
    Field.PDF: lambda work: work.pdf,
}  # fmt: skip
_PATTERNED: dict[Field, Callable[[Known], Iterable[str]]] = {
    **_TEXTS,
    Field.TAG: lambda work: work.state.tags,
    Field.URL: lambda work: work.addresses,
    Field.REPO: lambda work: (work.repository,),
    Field.KEY: lambda work: (work.key,),
    Field.LIST: lambda work: work.lists,
    Field.SECTION: lambda work: work.sections,
}
_TESTS: dict[Field, Callable[[Known, str], bool]] = {
    Field.TAG: lambda work, value: _named(frozenset(work.state.tags), value),
    Field.LIST: lambda work, value: _named(work.lists, value),
    Field.SECTION: lambda work, value: _named(work.sections, value),
    Field.KIND: lambda work, value: work.kind == value,
    Field.URL: _links,
    Field.REPO: lambda work, value: (
        bool(_tokens(value)) and value.lower() in work.repository.lower()
    ),
    Field.IS: _is,
    Field.HAS: _has,
    Field.NO: lambda work, value: not _has(work, value),
    Field.YEAR: lambda work, value: _in(work.year, value),
    Field.CITES: lambda work, value: _in(_cited(work), value),
    Field.STARS: lambda work, value: _in(work.stars, value),
    Field.RATING: _rated,
}
