"""A list that is new, written while another process reads it."""

from array import array
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial

from effllm_desktop.app.jobs import Stretch
from effllm_desktop.app.reading_aloud import Arrived
from effllm_desktop.app.reading_beside import Reader
from effllm_desktop.app.shown_text import shown
from effllm_desktop.app.taking_in import Difference, new_sections
from effllm_desktop.domain.citation_words import NO_KEY
from effllm_desktop.domain.ids import EntryId, ListId, VersionId, WorkId
from effllm_desktop.domain.lists import Kind
from effllm_desktop.store import entries, lists, problems, search, sections, works
from effllm_desktop.store.database import Database, Row, in_parts
from effllm_desktop.store.works import NewWork

_ENTRY = 400  # bytes, about: how many entries are coming is not known before
_WRITTEN = 0.9  # of the time: after the last entry there is some left to do


def take_in_new(
    database: Database, list_id: ListId, reader: Reader, now: str, stretch: Stretch
) -> Difference:
    """Write the first version of a list. The library must know no work by a former key."""
    version = lists.add_version(database, list_id, reader.facts, now)
    # First, while the other process still begins: nobody would wait less for it at the end.
    lists.write_bytes(database, version, reader.data, reader.repaired)
    arrival = _Arrival(database, list_id, version, now)
    coming = reader.data.size // _ENTRY if arrival.is_first else 0
    with works.many_coming(database, coming), search.many_coming(database):
        for arrived in reader.batches(stretch.until(_WRITTEN)):
            arrival.write(arrived)
        ending = reader.ending
        sections.replace(database, list_id, new_sections(ending.found, ending.spans), now)
        problems.replace(database, list_id, ending.found.problems)
        arrival.tell_apart(ending.keys)
        for step in arrival.follow():
            stretch.report(_WRITTEN)
            step()
    return Difference(added=arrival.count)


class _Arrival:
    """The entries of a new list on their way into the library.

    Entries, sections and works are numbered as they come. What is derived of a work that one entry
    mentions is written with that entry, the rest at the end.
    """

    def __init__(self, database: Database, list_id: ListId, version: VersionId, now: str) -> None:
        self._database = database
        self._list = list_id
        self._version = version
        self._now = now
        self._first_entry = entries.next_id(database)
        self._first_section = sections.next_id(database)
        self._first_work = self._next_work = works.next_id(database)
        self._known: dict[str, WorkId] = {}
        self._works = array("q")  # of each entry
        self._anew: set[WorkId] = set()  # works that not one entry alone speaks for

    @property
    def is_first(self) -> bool:
        """Whether the library has no works but those that are made here."""
        return self._first_work == 1

    @property
    def count(self) -> int:
        return len(self._works)

    def write(self, arrived: list[Arrived]) -> None:
        """Write entries, and the works that are new with them.

        The works are made of what was just written: SQLite reads that faster than it is told.
        """
        rows: list[Row] = []
        words: list[Row] = []
        known = self._found(key for key, *_ in arrived)
        first_entry, first_section = self._first_entry, self._first_section
        entry, first_new = EntryId(first_entry + len(self._works)), self._next_work
        for position, (key, section, said) in enumerate(arrived, len(self._works)):
            row = entries.completed(said, shown(said))
            work = known.get(key)
            if work is None:
                work = known[key] = self._numbered()
                words.append((work, *search.columns(*entries.searched(row))))
            else:
                self._anew.add(work)
            self._works.append(work)
            place = None if section is None else first_section + section
            rows.append((first_entry + position, key, place, work, position, *row))
        entries.add(self._database, self._list, self._version, rows)
        works.add_mentioned(self._database, self._now, entry, first_new)
        search.add(self._database, words)

    def tell_apart(self, keys: Mapping[int, str]) -> None:
        """Give the entries at these positions other keys, and the works that those mean."""
        made: list[NewWork] = []
        known = self._found(keys.values())
        for position, key in keys.items():
            if key not in known:
                work = known[key] = self._numbered()
                entry = EntryId(self._first_entry + position)
                made.append(NewWork(work, key, entry, position, Kind.OTHER, "", None, None, NO_KEY))
            self._anew |= {WorkId(self._works[position]), known[key]}
            self._works[position] = known[key]
        works.add(self._database, self._list, self._version, self._now, made)
        entries.give_keys(
            self._database,
            ((key, known[key], self._first_entry + place) for place, key in keys.items()),
        )
        gone = {work for work in self._anew if work >= self._first_work}.difference(self._works)
        works.unmake(self._database, gone)

    def follow(self) -> Iterator[Callable[[], None]]:
        """The steps that bring up to date what is derived from several entries, or lists."""
        for some in in_parts(self._anew):
            yield partial(works.choose_leads, self._database, some)
            yield partial(search.reindex, self._database, some)

    def _found(self, keys: Iterable[str]) -> dict[str, WorkId]:
        """The works of all keys so far, these ones included where the library has them."""
        if not self.is_first:
            unknown = [key for key in keys if key not in self._known]
            self._known |= works.find(self._database, unknown)
        return self._known

    def _numbered(self) -> WorkId:
        """The next work that is made."""
        self._next_work = WorkId(self._next_work + 1)
        return WorkId(self._next_work - 1)
