"""A document, read once from top to bottom: its rows put aside, little of each entry in memory."""

from array import array
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from effllm_desktop.app.findings import read_list, spans_of
from effllm_desktop.app.jobs import Stretch
from effllm_desktop.app.list_versions import version_of
from effllm_desktop.app.sources import Document
from effllm_desktop.domain.lists import Problem, ReadEntry, ReadList
from effllm_desktop.store import entries
from effllm_desktop.store.database import in_parts
from effllm_desktop.store.list_edits import Merged, Waiting
from effllm_desktop.store.lists import Version
from effllm_desktop.store.spool import KeptBytes, KeptRows, Spool

if TYPE_CHECKING:
    from effllm_desktop.markdown.reader import ListStream

_NO_SECTION = -1
Merge = Callable[[bytes], Merged]
"""From a version's text to that text with the reader's edits."""


@dataclass(frozen=True, slots=True)
class Gathered:
    """What a document says. Its entries are known by position, in file order.

    `found` has no entries, `facts` no bytes: those are put aside. `spans` are the positions of
    what stands in each section and below it. `rows` are those of `entries.row_of`. `edited` is
    what the reader's edits come to on this version, where there are any, and `waiting` those that
    must wait; `made_on` is the mark of the edits in it.
    """

    facts: Version
    data: KeptBytes
    repaired: KeptBytes | None
    found: ReadList
    spans: Sequence[range]
    keys: Sequence[str]
    said: Sequence[int]
    rows: KeptRows
    _sections: Sequence[int]
    edited: bytes | None = None
    waiting: tuple[Waiting, ...] = ()
    made_on: int = 0

    def section(self, position: int) -> int | None:
        """The section that an entry stands in, as a position in `found.sections`."""
        section = self._sections[position]
        return None if section == _NO_SECTION else section

    def titles(self, positions: Iterable[int]) -> dict[int, str]:
        return {position: row[entries.TITLE] for position, row in self.rows.at(positions)}

    def sources(self, positions: Iterable[int]) -> Iterator[tuple[int, bytes]]:
        """The bytes of entries' spans, in no order."""
        return ((place, row[entries.SOURCE]) for place, row in self.rows.at(positions))


def gather(
    document: Document, spool: Spool, stretch: Stretch, merge: Merge | None = None
) -> Gathered:
    """Read a document. Any bytes will do; what is to be written later waits in the spool.

    `merge` puts the reader's edits of the list into its text.
    """
    from effllm_desktop.markdown.reader import ListStream

    version = version_of(document.data, document.sha256)
    data = spool.keep(document.data)
    repaired = None if version.repaired is None else spool.keep(version.repaired)
    text = document.data if version.repaired is None else version.repaired
    merged = None if merge is None else merge(text)
    facts = replace(version, data=b"", repaired=None)
    del version
    if merged is None:
        reading = _read(ListStream(text), spool, stretch, document.unread)
        return reading.gathered(facts, data, repaired)
    reading = _read(ListStream(merged.data), spool, stretch, document.unread)
    gathered = reading.gathered(facts, data, repaired)
    edited = None if merged.data == text else merged.data
    return replace(gathered, edited=edited, waiting=merged.waiting, made_on=merged.made_on)


def gather_edited(data: bytes, spool: Spool, stretch: Stretch) -> Gathered:
    """Read what the reader's edits come to: text that needs no repair."""
    from effllm_desktop.markdown.reader import ListStream

    reading = _read(ListStream(data), spool, stretch)
    return reading.gathered(Version("", b""), spool.keep(b""), None)


def _read(
    stream: "ListStream", spool: Spool, stretch: Stretch, unread: Sequence[Problem] = ()
) -> "_Reading":
    reading = _Reading(stream, spool, unread)
    for entry in stream.entries():
        if reading.take(entry):
            stretch.report(stream.progress)
    return reading


class _Reading:
    """A document on its way through the reader."""

    def __init__(self, stream: "ListStream", spool: Spool, unread: Sequence[Problem]) -> None:
        self.stream = stream
        self._unread = unread
        self._rows = KeptRows(spool)
        self._keys: list[str] = []
        self._sections = array("q")
        self._said = array("q")
        self._starts = array("q")

    def take(self, entry: ReadEntry) -> bool:
        """Put an entry aside; whether that is a moment to say how far it is."""
        row = entries.row_of(entry)
        self._keys.append(entry.values.key)
        self._sections.append(_NO_SECTION if entry.section is None else entry.section)
        self._said.append(entries.fingerprint(row[entries.SOURCE]))
        self._starts.append(entry.start)
        return self._rows.add(row)

    def gathered(self, facts: Version, data: KeptBytes, repaired: KeptBytes | None) -> Gathered:
        self._tell_apart()
        read = read_list(self.stream)
        found = read._replace(problems=(*self._unread, *read.problems))
        spans = spans_of(found, self._starts)
        return Gathered(
            facts,
            data,
            repaired,
            found,
            spans,
            self._keys,
            self._said,
            self._rows,
            self._sections,
        )

    def _tell_apart(self) -> None:
        """Give entries their final keys: those that share an address may be different works."""
        uses: Counter[str] = Counter()
        for some in in_parts(self._keys):
            uses.update(some)
        shared = [place for place, key in enumerate(self._keys) if uses[key] > 1]
        for place, row in self._rows.at(shared):
            self._keys[place] = self.stream.keys.final(self._keys[place], row[entries.TITLE])
