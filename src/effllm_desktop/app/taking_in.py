"""One version of one list into the library: compared with what is known, then written."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from effllm_desktop.app.gathering import Gathered
from effllm_desktop.app.identity import Identity
from effllm_desktop.app.import_reports import EntryNews, What
from effllm_desktop.app.jobs import Stretch
from effllm_desktop.app.matching import below_title, matched, paths_of
from effllm_desktop.app.writing_entries import EntryWriting, Target
from effllm_desktop.domain.ids import ListId, VersionId
from effllm_desktop.domain.lists import ReadList
from effllm_desktop.markdown.merge import Match
from effllm_desktop.store import entries, list_edits, lists, problems, sections, works
from effllm_desktop.store.database import Database, in_parts
from effllm_desktop.store.entries import KnownEntry
from effllm_desktop.store.sections import NewSection
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


def take_in(
    database: Database, list_id: ListId, new: Gathered, now: str, stretch: Stretch
) -> Difference:
    """Write a version that differs from the current one. Entries keep their ids and works."""
    version = lists.add_version(database, list_id, new.facts, now)
    difference = write(database, list_id, new, version, now, stretch)
    lists.write_bytes(database, version, new.data, new.repaired)
    list_edits.keep(database, list_id, new.edited, new.waiting)
    return difference


def write(
    database: Database,
    list_id: ListId,
    new: Gathered,
    version: VersionId | None,
    now: str,
    stretch: Stretch,
) -> Difference:
    """Write what a list's text says: a version's, or what the reader's edits come to."""
    known: list[KnownEntry] = []
    for some in in_parts(entries.known(database, list_id)):
        known += some
        stretch.report(0)
    before = works.of_list(database, list_id)
    problems.replace(database, list_id, new.found.problems)
    section_ids = sections.replace(
        database, list_id, new_sections(new.found, new.spans), now, edited=version is None
    )
    match = matched(database, known, new)
    stretch.report(0)
    resolved = Identity(database, list_id, now).resolve(match, known, new)
    stretch.report(0)
    entries.bury(database, resolved.match.removed, now)
    target = Target(database, list_id, version, section_ids, now)
    writing = EntryWriting(target, new, resolved)
    writing.write(stretch)
    writing.follow(before, known, stretch)
    if version is not None and known:
        changed = (pair.old for pair in resolved.match.pairs if pair.changed and not pair.returned)
        entries.note_changed(database, list_id, version, changed)
    return _difference(resolved.match, known, new)


def compare(database: Database, known: Sequence[KnownEntry], new: Gathered) -> Difference:
    """How a version would differ; nothing is written."""
    return _difference(matched(database, known, new), known, new)


def _difference(match: Match, known: Sequence[KnownEntry], new: Gathered) -> Difference:
    news = tuple(_news(match, known, new)) if known else ()
    counts = Counter(one.what for one in news)
    return Difference(
        added=len(match.added),
        changed=counts[What.CHANGED],
        moved=counts[What.MOVED],
        removed=len(match.removed),
        returned=counts[What.RETURNED],
        news=news,
    )


def _news(match: Match, known: Sequence[KnownEntry], new: Gathered) -> Iterator[EntryNews]:
    """What is new of each entry, in file order; what is gone comes last."""
    old = {entry.id: entry for entry in known}
    paths = below_title(new.found)
    differing = [pair for pair in match.pairs if pair.changed or pair.moved or pair.returned]
    titles = new.titles([*match.added, *(pair.new for pair in differing)])

    def told(what: What, position: int, before: KnownEntry | None = None) -> EntryNews:
        title, section = titles[position], new.section(position)
        was = before.title if before is not None and before.title != title else None
        return EntryNews(what, title, "" if section is None else paths[section], was)

    for position in match.added:
        yield told(What.ADDED, position)
    for pair in differing:
        if pair.returned:
            yield told(What.RETURNED, pair.new, old[pair.old])
        else:
            if pair.changed:
                yield told(What.CHANGED, pair.new, old[pair.old])
            if pair.moved:
                yield told(What.MOVED, pair.new, old[pair.old])
    for gone in match.removed:
        yield EntryNews(What.REMOVED, old[gone].title, old[gone].section)


def new_sections(found: ReadList, spans: Sequence[range]) -> list[NewSection]:
    """The sections, each with the run of entries that stand in it and below it."""
    return [
        NewSection(
            section.parent,
            clean(section.heading),
            clean(path),
            section.level,
            section.line,
            span.start,
            span.stop,
        )
        for section, path, span in zip(found.sections, paths_of(found), spans, strict=True)
    ]
