"""Which entry of the known version is which of the new one, and which pairs prove nothing."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

from effllm_desktop.app.gathering import Gathered
from effllm_desktop.domain import section_paths
from effllm_desktop.domain.keys import normalise_title
from effllm_desktop.domain.lists import ReadList
from effllm_desktop.markdown import merge
from effllm_desktop.markdown.merge import Match, NewEntry, OldEntry, Pair, address
from effllm_desktop.store import entries
from effllm_desktop.store.database import Database, in_parts
from effllm_desktop.store.entries import KnownEntry

_TELLING = 10
"""Letters that a title must have to be taken for the same one under another address."""


def matched(database: Database, known: Sequence[KnownEntry], new: Gathered) -> Match:
    """Find the known entries again.

    A pair whose addresses differ rests on its title alone. Where that could be anybody's ("Paper",
    "Code"), the known entry counts as removed and the new one as added.
    """
    if not known:
        return Match(added=tuple(range(len(new.keys))))
    match = merge.match((_old(entry) for entry in known), _entries(new), new.titles)
    old = {entry.id: entry for entry in known}
    match = _without_blanks(database, match, new)
    doubtful = [p for p in match.pairs if address(old[p.old].key) != address(new.keys[p.new])]
    if not doubtful:
        return match
    titles = _normalised(new.titles(pair.new for pair in doubtful))
    wanted = frozenset(titles.values())
    before = Counter(normalise_title(entry.title) for entry in known if not entry.removed)
    after: Counter[str] = Counter()
    for some in in_parts(range(len(new.keys))):
        after.update(title for title in _normalised(new.titles(some)).values() if title in wanted)
    return parted(match, [p for p in doubtful if not _is_telling(titles[p.new], before, after)])


def _normalised(titles: dict[int, str]) -> dict[int, str]:
    return {place: normalise_title(title) for place, title in titles.items()}


def _entries(new: Gathered) -> Iterator[NewEntry]:
    paths = below_title(new.found)
    for position, (key, said) in enumerate(zip(new.keys, new.said, strict=True)):
        section = new.section(position)
        yield NewEntry(position, key, "" if section is None else paths[section], said)


def paths_of(found: ReadList) -> list[str]:
    """The full path of each section."""
    parents = [section.parent for section in found.sections]
    return section_paths.full_paths(parents, [section.heading for section in found.sections])


def parted(match: Match, pairs: Sequence[Pair]) -> Match:
    """The match with some pairs taken for a removed entry and an added one."""
    if not pairs:
        return match
    gone = set(pairs)
    return Match(
        pairs=tuple(pair for pair in match.pairs if pair not in gone),
        added=tuple(sorted((*match.added, *(pair.new for pair in pairs)))),
        removed=(*match.removed, *(pair.old for pair in pairs if not pair.returned)),
    )


def below_title(found: ReadList) -> list[str]:
    """Paths without the title: a list that gets another one keeps its entries where they are."""
    paths = paths_of(found)
    title = next((paths[s.index] for s in found.sections if s.level == 1), None)
    return [section_paths.below(path, title) for path in paths]


def _without_blanks(database: Database, match: Match, new: Gathered) -> Match:
    """The match without changes that say nothing: line ends, and blanks behind the text."""
    same = set()
    for some in in_parts(pair for pair in match.pairs if pair.changed):
        now = {place: _said(source) for place, source in new.sources(pair.new for pair in some)}
        new_place = {pair.old: pair.new for pair in some}
        for entry, source in entries.sources(database, new_place):
            if _said(source) == now[new_place[entry]]:
                same.add(entry)
    if not same:
        return match
    pairs = (p._replace(changed=False) if p.old in same else p for p in match.pairs)
    return replace(match, pairs=tuple(pairs))


def _said(source: bytes) -> list[str]:
    text = source.decode("utf-8", "surrogateescape")
    return [line.rstrip() for line in text.rstrip().splitlines()]


def _is_telling(title: str, before: Counter[str], after: Counter[str]) -> bool:
    return len(title) >= _TELLING and before[title] <= 1 and after[title] == 1


def _old(entry: KnownEntry) -> OldEntry:
    return OldEntry(
        id=entry.id,
        key=entry.key,
        title=entry.title,
        section=entry.section,
        said=entry.said,
        removed=entry.removed,
    )
