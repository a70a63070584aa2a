"""Which addresses stand for several works of one list: the titles under them tell."""

from collections import defaultdict
from collections.abc import Mapping
from itertools import islice

from effllm_desktop.domain import keys
from effllm_desktop.domain.entry_values import EntryValues
from effllm_desktop.markdown.dialects import labels

_SHARED = ("url:",)  # keys whose titles tell works apart
_SHARED_BY_LINES = ("url:", "github:", "hf:")  # where not the title's own link gave the key
_PAPERS = ("arxiv:", "doi:")  # one work each, but not all that name one on their line are it
_STEM = 4  # letters that words with something in common begin with
_SHORTEST = 3  # letters of a word that tells
_MOST = 20  # titles under one paper that another one is compared with


def may_be_shared(key: str) -> bool:
    """Whether a key may stand for several works of one list, so that it is not yet final."""
    return key.startswith(_SHARED_BY_LINES)


class SharedKeys:
    """Remembers the titles that stand for each address, while a list is read."""

    def __init__(self) -> None:
        self._first_titles: dict[str, str] = {}
        self._own_titles: defaultdict[str, set[str]] = defaultdict(set)  # repositories' own
        self._titles: defaultdict[str, set[str]] = defaultdict(set)  # where there are several
        self._first_places: dict[str, tuple[str, str]] = {}  # by paper: title, address of its own
        self._places: defaultdict[str, dict[str, str]] = defaultdict(dict)  # where several

    def note(self, said: EntryValues, *, is_linked: bool, beside: str = "") -> None:
        """Take in an entry. `is_linked`: its title's own link gave the key.

        `beside`: the address of a place of its own (a repository, a site) on the line of a title
        without a link.
        """
        key, title = said.key, said.title
        if key.startswith(_SHARED_BY_LINES):
            if is_linked and not key.startswith(_SHARED):
                self._own_titles[key].add(keys.normalise_title(title))
                return
            first = self._first_titles.setdefault(key, title)
            if first != title:
                self._titles[key] |= {*map(keys.normalise_title, (first, title))}
        elif beside and not is_linked and key.startswith(_PAPERS):
            before, place = self._first_places.setdefault(key, (title, beside))
            if before != title:
                places = self._places[key]
                places.setdefault(before, keys.of_address(place))
                places.setdefault(title, keys.of_address(beside))

    def final(self, key: str, title: str) -> str:
        """The key of an entry that came with this key and title; known once all are noted.

        One address under different titles in one list stands for different works. A repository that
        titles link to is one work under all of them; on the line of another title, it is another.
        Things with titles of their own and places of their own that name the same paper on their
        lines (the data sets that it describes) are none of them the paper.
        """
        if key in self._places:
            return self._place(key, title)
        own = self._own_titles.get(key)
        if own is not None:
            shared = keys.normalise_title(title) not in own
        else:
            shared = len(self._titles.get(key, ())) > 1
        return keys.with_title(keys.as_address(key), title) if shared else key

    @property
    def apart(self) -> Mapping[tuple[str, str], str]:
        """The keys of what is not the paper on its line, by the paper's key and their titles."""
        return {
            (key, title): final
            for key, places in self._places.items()
            for title in places
            if (final := self._place(key, title)) != key
        }

    def _place(self, key: str, title: str) -> str:
        places = self._places[key]
        own = places.get(title)
        if own is None:
            return key
        others = (other for other, place in places.items() if place != own)
        strange = (other for other in islice(others, _MOST) if not _are_akin(title, other))
        return key if next(strange, None) is None else own


def _are_akin(title: str, other: str) -> bool:
    """Whether titles have anything in common: then they may be one work's.

    Words that begin alike count, and a short name whose letters stand in the other title in this
    order (`BERT`, `Bidirectional encoder …`).
    """
    one, two = _words(title), _words(other)
    if not one or not two or {w[:_STEM] for w in one} & {w[:_STEM] for w in two}:
        return True
    return _abbreviates(one, other) or _abbreviates(two, title)


def _words(title: str) -> list[str]:
    """The words of a title that tell what it is about."""
    return [
        word
        for word in keys.normalise_title(title).split()
        if len(word) >= _SHORTEST and not labels.is_role(word) and word not in _SILENT
    ]


def _abbreviates(words: list[str], title: str) -> bool:
    letters = iter(title.casefold())
    return len(words) == 1 and all(letter in letters for letter in words[0])


_SILENT = frozenset(("and", "for", "from", "the", "with", "new", "our"))
