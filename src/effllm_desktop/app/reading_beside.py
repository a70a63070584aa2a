"""A long list that is new, read by a process of its own while this one writes what was read."""

import marshal
from array import array
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from multiprocessing.connection import Connection
from typing import cast

from effllm_desktop.app import own_process
from effllm_desktop.app.collecting import no_collecting
from effllm_desktop.app.gathering import read_list, spans_of
from effllm_desktop.app.jobs import Stretch
from effllm_desktop.app.reading import shown, version_of
from effllm_desktop.app.sources import Document
from effllm_desktop.domain.lists import ReadEntry, ReadList
from effllm_desktop.markdown.reader import ListStream
from effllm_desktop.markdown.shared_keys import may_be_shared
from effllm_desktop.store import entries, search
from effllm_desktop.store.database import Row
from effllm_desktop.store.spool import Spool

LONG = 4 * 2**20
"""Bytes of a document that takes longer to read than a process to start."""
_BATCH = 100
Arrived = tuple[str, int | None, Row, Row]
"""The key of an entry, not yet the final one, the position of its section, what is written of it
(`entries.row_of`), and what the full-text index gets if nothing else mentions its work
(`search.columns`): making rows is left to the process that has less to do."""


@dataclass(frozen=True, slots=True)
class Ending:
    """What is known once all has been read. `keys` are those that are other ones now."""

    found: ReadList
    spans: Sequence[range]
    keys: Mapping[int, str]


class Reader:
    """The other process, from here: asked once, then listened to.

    While it starts, the document is looked at for damage.
    """

    def __init__(self, here: Connection, document: Document, spool: Spool) -> None:
        version = version_of(document.data, document.sha256)
        self._here = here
        self.data = spool.keep(document.data)
        self.repaired = None if version.repaired is None else spool.keep(version.repaired)
        self.facts = replace(version, data=b"", repaired=None)
        self.ending = Ending(ReadList(None, (), (), ()), (), {})
        with own_process.talking():
            here.send_bytes(document.data if version.repaired is None else version.repaired)

    def batches(self, stretch: Stretch) -> Iterator[list[Arrived]]:
        """The entries in file order. After the last one it is known how the document ends."""
        while True:
            told = own_process.next_told(self._here, stretch.progress.checkpoint)
            if isinstance(told, Ending):
                self.ending = told
                return
            done, packed = cast("tuple[float, bytes]", told)
            arrived: list[Arrived] = marshal.loads(packed)  # noqa: S302 - our own rows
            yield arrived
            stretch.report(done)


@contextmanager
def reader(document: Document, spool: Spool) -> Iterator[Reader]:
    """Let a process read a document. It is ended with the block."""
    with own_process.beside(read_aloud) as here:
        yield Reader(here, document, spool)


def read_aloud(there: Connection) -> None:
    """What that process does: it tells what it reads, be it any bytes."""
    stream = ListStream(there.recv_bytes())
    telling = _Telling(there, stream)
    with no_collecting():
        for entry in stream.entries():
            telling.add(entry)
        telling.end()


class _Telling:
    """Tells the entries of a list, a batch at a time, and then what only the whole list says."""

    def __init__(self, there: Connection, stream: ListStream) -> None:
        self._there = there
        self._stream = stream
        self._batch: list[ReadEntry] = []
        self._starts = array("q")
        self._unsettled: dict[int, tuple[str, str]] = {}  # keys that may become others, and titles
        self._marks = array("q")  # hashes of key and title of each

    def add(self, entry: ReadEntry) -> None:
        key = entry.values.key
        if may_be_shared(key):
            self._unsettled[len(self._starts)] = key, entry.values.title
        self._marks.append(hash((key, entry.values.title)))
        self._starts.append(entry.start)
        self._batch.append(entry)
        if len(self._batch) == _BATCH:
            self._tell()

    def end(self) -> None:
        self._tell()
        found = read_list(self._stream)
        self._there.send(Ending(found, spans_of(found, self._starts), self._other_keys()))

    def _tell(self) -> None:
        rows = [entries.row_of(entry, shown(entry)) for entry in self._batch]
        arrived: list[Arrived] = [
            (entry.values.key, entry.section, row, search.columns(*entries.searched(row)))
            for entry, row in zip(self._batch, rows, strict=True)
        ]
        self._there.send((self._stream.progress, marshal.dumps(arrived)))
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
