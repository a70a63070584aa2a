"""A list read by a process of its own: what that process does, and what it tells.

It takes that process a good part of its start to import what is named here: no more than it needs.
"""

import marshal
from array import array
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from multiprocessing.connection import Connection
from typing import TYPE_CHECKING

from effllm_desktop.app.collecting import no_collecting
from effllm_desktop.app.findings import read_list, spans_of
from effllm_desktop.domain.lists import ReadEntry, ReadList
from effllm_desktop.markdown.shared_keys import may_be_shared
from effllm_desktop.store import entries
from effllm_desktop.store.database import Row

if TYPE_CHECKING:
    from effllm_desktop.markdown.reader import ListStream

_BATCH = 100
Arrived = tuple[str, int | None, Row]
"""The key of an entry, not yet the final one, the position of its section, and what it says
(`entries.row_of`)."""


@dataclass(frozen=True, slots=True)
class Ending:
    """What is known once all has been read. `keys` are those that are other ones now."""

    found: ReadList
    spans: Sequence[range]
    keys: Mapping[int, str]


def read_aloud(there: Connection) -> None:
    """What that process does: it tells what it reads, be it any bytes."""
    from effllm_desktop.markdown.reader import ListStream  # whoever starts it does without

    stream = ListStream(there.recv_bytes())
    telling = _Telling(there, stream)
    with no_collecting():
        for entry in stream.entries():
            telling.add(entry)
        telling.end()


class _Telling:
    """Tells the entries of a list, a batch at a time, and then what only the whole list says."""

    def __init__(self, there: Connection, stream: "ListStream") -> None:
        self._there = there
        self._stream = stream
        self._batch: list[Arrived] = []
        self._starts = array("q")
        self._unsettled: dict[int, tuple[str, str]] = {}  # keys that may become others, and titles
        self._marks = array("q")  # hashes of key and title of each

    def add(self, entry: ReadEntry) -> None:
        section, _, start, _, _, said = entry
        key, title = said.key, said.title
        if may_be_shared(key):
            self._unsettled[len(self._starts)] = key, title
        self._marks.append(hash((key, title)))
        self._starts.append(start)
        self._batch.append((key, section, entries.row_of(entry)))
        if len(self._batch) == _BATCH:
            self._tell()

    def end(self) -> None:
        self._tell()
        found = read_list(self._stream)
        self._there.send(Ending(found, spans_of(found, self._starts), self._other_keys()))

    def _tell(self) -> None:
        self._there.send((self._stream.progress, marshal.dumps(self._batch)))
        self._batch = []

    def _other_keys(self) -> dict[int, str]:
        uses = Counter(key for key, _ in self._unsettled.values())
        finals = {
            place: (key, self._stream.keys.final(key, title))
            for place, (key, title) in self._unsettled.items()
            if uses[key] > 1
        }
        others = {place: final for place, (key, final) in finals.items() if final != key}
        apart = {hash(named): final for named, final in self._stream.keys.apart.items()}
        if apart:
            others |= {n: apart[mark] for n, mark in enumerate(self._marks) if mark in apart}
        return others
