"""Which entry of the known version is which of the new one, and which pairs prove nothing."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace

from effllm_desktop.app.gathering import Gathered
from effllm_desktop.domain import section_paths
from effllm_desktop.domain.addresses import is_badge
from effllm_desktop.domain.keys import normalise_title
from effllm_desktop.domain.lists import ReadList
from effllm_desktop.markdown import merge
from effllm_desktop.markdown.merge import Match, NewEntry, OldEntry, Pair, address
from effllm_desktop.store import entries
from effllm_desktop.store.database import Database, in_parts
from effllm_desktop.store.entries import KnownEntry

_PLACE = re.compile(r"\A\s*+(?:(?:[-*+]|\d{1,9}[.)])\s++|\|?\s*+\d{1,5}\s*+(?=\|)|\|?\s*+)")
"""A bullet's marker or a row's number, which say where an entry stands."""
_PICTURE = re.compile(r" ?!\[[^\[\]]*+\]\(([^\s()]++)\)")
_BAR = re.compile(r" ?\| ?")
_TELLING = 10
"""Letters that a title must have to be taken for the same one under another address."""


def matched(database: Database, known: Sequence[KnownEntry], new: Gathered) -> Match:
    """Find the known entries again.

    A pair whose addresses differ rests on its title alone, unless all its words are the same (then
    others around it changed what its link stands for). Where the title could be anybody's ("Paper",
    "Code"), the known entry counts as removed and the new one as added.
    """
    if not known:
        return Match(added=tuple(range(len(new.keys))))
    match = merge.match((_old(entry) for entry in known), _entries(new), new.titles)
    old = {entry.id: entry for entry in known}
    match = _without_renames(_without_blanks(database, match, new), known, new)
    reworded = (pair for pair in match.pairs if pair.changed)
    doubtful = [p for p in reworded if address(old[p.old].key) != address(new.keys[p.new])]
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
    """The match without changes that say nothing: blanks, line ends, another number or marker."""
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
    """What an entry's lines say, wherever it stands in its list, however its table is aligned.

    Badges say nothing: many lists put one beside each of their entries at some time.
    """
    text = _PLACE.sub("", source.decode("utf-8", "surrogateescape"), count=1)
    text = _PICTURE.sub(lambda found: "" if is_badge(found[1]) else found[0], text)
    return [_BAR.sub("|", " ".join(line.split())) for line in text.rstrip().splitlines()]


def _without_renames(match: Match, known: Sequence[KnownEntry], new: Gathered) -> Match:
    """The match without moves from a section that is gone to the one that took its place."""
    moved = [pair for pair in match.pairs if pair.moved]
    if not moved:
        return match
    before = {entry.id: entry.section for entry in known}
    had = {entry.section for entry in known if not entry.removed}
    paths = below_title(new.found)
    now = {"", *paths}
    follows: defaultdict[str, Counter[str]] = defaultdict(Counter)
    places: dict[Pair, tuple[str, str]] = {}
    for pair in moved:
        section = new.section(pair.new)
        old, path = before[pair.old], "" if section is None else paths[section]
        if old not in now and path not in had:
            follows[old][path] += 1
            places[pair] = old, path
    renamed = {old: counts.most_common(1)[0][0] for old, counts in follows.items()}
    stay = {pair for pair, (old, path) in places.items() if renamed[old] == path}
    pairs = (p._replace(moved=False) if p in stay else p for p in match.pairs)
    return replace(match, pairs=tuple(pairs))


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
