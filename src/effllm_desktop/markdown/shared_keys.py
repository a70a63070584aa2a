"""Which addresses stand for several works of one list: the titles under them tell."""

from collections import defaultdict

from effllm_desktop.domain import keys
from effllm_desktop.domain.entry_values import EntryValues

_SHARED = ("url:",)  # keys whose titles tell works apart
_SHARED_BY_LINES = ("url:", "github:", "hf:")  # where not the title's own link gave the key


def may_be_shared(key: str) -> bool:
    """Whether a key may stand for several works of one list, so that it is not yet final."""
    return key.startswith(_SHARED_BY_LINES)


class SharedKeys:
    """Remembers the titles that stand for each address, while a list is read."""

    def __init__(self) -> None:
        self._first_titles: dict[str, str] = {}
        self._own_titles: defaultdict[str, set[str]] = defaultdict(set)  # repositories' own
        self._titles: defaultdict[str, set[str]] = defaultdict(set)  # where there are several

    def note(self, said: EntryValues, *, is_linked: bool) -> None:
        """Take in an entry. `is_linked`: its title's own link gave the key."""
        key, title = said.key, said.title
        if key.startswith(_SHARED if is_linked else _SHARED_BY_LINES):
            first = self._first_titles.setdefault(key, title)
            if first != title:
                self._titles[key] |= {*map(keys.normalise_title, (first, title))}
        elif key.startswith(_SHARED_BY_LINES):
            self._own_titles[key].add(keys.normalise_title(title))

    def final(self, key: str, title: str) -> str:
        """The key of an entry that came with this key and title; known once all are noted.

        One address under different titles in one list stands for different works. A repository that
        titles link to is one work under all of them; on the line of another title, it is another.
        """
        own = self._own_titles.get(key)
        if own is not None:
            shared = keys.normalise_title(title) not in own
        else:
            shared = len(self._titles.get(key, ())) > 1
        return keys.with_title(keys.as_address(key), title) if shared else key
