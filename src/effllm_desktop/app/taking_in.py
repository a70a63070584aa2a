"""One version of one list into the library: compared with what is known, then written."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from effllm_desktop.app.identity import Identity, Resolved
from effllm_desktop.app.import_reports import EntryNews, What
from effllm_desktop.app.matching import below_title, matched, paths_of
from effllm_desktop.app.reading import Reading, shown
from effllm_desktop.domain.ids import ListId, SectionId, VersionId, WorkId
from effllm_desktop.domain.lists import ReadEntry, ReadList
from effllm_desktop.markdown.merge import Match
from effllm_desktop.store import entries, lists, problems, search, sections, works
from effllm_desktop.store.database import Database
from effllm_desktop.store.entries import KnownEntry, NewEntry
from effllm_desktop.store.text import clean


@dataclass(frozen=True, slots=True)
class Difference:
    """How a new version differs from what was known."""

    added: int = 0
    changed: int = 0
    moved: int = 0
    removed: int = 0
    returned: int = 0
    news: tuple[EntryNews, ...] = ()


def take_in(database: Database, list_id: ListId, reading: Reading, now: str) -> Difference:
    """Write a version that differs from the current one. Entries keep their ids and works."""
    found = reading.found
    known = entries.of_list(database, list_id)
    before = works.of_list(database, list_id)
    version = lists.add_version(database, list_id, reading.version, now)
    problems.replace(database, list_id, found.problems)
    section_ids = sections.replace(database, list_id, _section_rows(found), now)
    match = matched(known, found)
    resolved = Identity(database, list_id, version, now).resolve(match, known, found.entries)
    _write(database, list_id, _Written(found.entries, section_ids, resolved), version, now)
    after = list({*before, *works.of_list(database, list_id)})
    works.choose_leads(database, after)
    search.reindex(database, after)
    return _difference(resolved.match, known, found)


def compare(known: Sequence[KnownEntry], found: ReadList) -> Difference:
    """How a version would differ; nothing is written."""
    return _difference(matched(known, found), known, found)


@dataclass(frozen=True, slots=True)
class _Written:
    entries: Sequence[ReadEntry]
    sections: Sequence[SectionId]
    resolved: Resolved

    def at(self, position: int) -> NewEntry:
        entry = self.entries[position]
        section = None if entry.section is None else self.sections[entry.section]
        work: WorkId = self.resolved.works[position]
        return NewEntry(entry, shown(entry), work, section, position)


def _write(
    database: Database, list_id: ListId, written: _Written, version: VersionId, now: str
) -> None:
    match = written.resolved.match
    entries.bury(database, match.removed, now)
    entries.rewrite(database, ((pair.old, written.at(pair.new)) for pair in match.pairs))
    entries.add(database, list_id, version, (written.at(place) for place in match.added))


def _difference(match: Match, known: Sequence[KnownEntry], found: ReadList) -> Difference:
    news = tuple(_news(match, known, found)) if known else ()
    counts = Counter(one.what for one in news)
    return Difference(
        added=len(match.added),
        changed=counts[What.CHANGED],
        moved=counts[What.MOVED],
        removed=len(match.removed),
        returned=counts[What.RETURNED],
        news=news,
    )


def _news(match: Match, known: Sequence[KnownEntry], found: ReadList) -> Iterator[EntryNews]:
    """What is new of each entry, in file order; what is gone comes last."""
    old = {entry.id: entry for entry in known}
    paths = below_title(found)

    def told(what: What, position: int, before: KnownEntry | None = None) -> EntryNews:
        entry = found.entries[position]
        title = entry.text.title
        section = "" if entry.section is None else paths[entry.section]
        was = before.title if before is not None and before.title != title else None
        return EntryNews(what, title, section, was)

    for position in match.added:
        yield told(What.ADDED, position)
    for pair in match.pairs:
        if pair.returned:
            yield told(What.RETURNED, pair.new, old[pair.old])
        else:
            if pair.changed:
                yield told(What.CHANGED, pair.new, old[pair.old])
            if pair.moved:
                yield told(What.MOVED, pair.new, old[pair.old])
    for gone in match.removed:
        yield EntryNews(What.REMOVED, old[gone].title, old[gone].section)


def _section_rows(found: ReadList) -> list[dict[str, Any]]:
    """Sections as rows, each with the run of entries that stand in it and below it."""
    spans = _spans(found)
    return [
        {
            "parent": section.parent,
            "heading": clean(section.heading),
            "path": clean(path),
            "level": section.level,
            "line": section.line,
            "first_entry": spans[section.index].start,
            "after_entry": spans[section.index].stop,
        }
        for section, path in zip(found.sections, paths_of(found), strict=True)
    ]


def _spans(found: ReadList) -> list[range]:
    """The positions of each section's entries: entries and sections both come in file order."""
    starts = [entry.start for entry in found.entries]
    return [
        range(bisect_left(starts, section.start), bisect_left(starts, section.end))
        for section in found.sections
    ]
