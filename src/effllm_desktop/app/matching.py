"""Which entry of the known version is which of the new one, and which pairs prove nothing."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from effllm_desktop.domain import section_paths
from effllm_desktop.domain.keys import TITLE_MARK, normalise_title
from effllm_desktop.domain.lists import ReadEntry, ReadList
from effllm_desktop.markdown import merge
from effllm_desktop.markdown.merge import Match, OldEntry, Pair
from effllm_desktop.store.entries import KnownEntry

_TELLING = 10
"""Letters that a title must have to be taken for the same one under another address."""


def matched(known: Sequence[KnownEntry], found: ReadList) -> Match:
    """Find the known entries again.

    A pair whose addresses differ rests on its title alone. Where that could be anybody's ("Paper",
    "Code"), the known entry counts as removed and the new one as added.
    """
    new = found.entries
    match = merge.match([_old(entry) for entry in known], new, below_title(found))
    old = {entry.id: entry for entry in known}
    match = replace(match, pairs=tuple(_compared(p, old[p.old], new[p.new]) for p in match.pairs))
    doubtful = [p for p in match.pairs if _address(old[p.old].key) != _address(new[p.new].text.key)]
    if not doubtful:
        return match
    before = Counter(normalise_title(entry.title) for entry in known if not entry.removed)
    after = Counter(normalise_title(entry.text.title) for entry in new)
    return parted(match, [p for p in doubtful if not _is_telling(p, new, before, after)])


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


def _compared(pair: Pair, old: KnownEntry, new: ReadEntry) -> Pair:
    """The pair without changes that say nothing: line ends, and blanks behind the text."""
    if not pair.changed:
        return pair
    return replace(pair, changed=_said(_source(old)) != _said(new.source))


def _said(source: str) -> list[str]:
    return [line.rstrip() for line in source.rstrip().splitlines()]


def _source(entry: KnownEntry) -> str:
    return entry.source.decode("utf-8", "surrogateescape")


def _is_telling(
    pair: Pair, new: Sequence[ReadEntry], before: Counter[str], after: Counter[str]
) -> bool:
    title = normalise_title(new[pair.new].text.title)
    return len(title) >= _TELLING and before[title] <= 1 and after[title] == 1


def _address(key: str) -> str:
    """A key without the title that tells works of one address apart."""
    return key.partition(TITLE_MARK)[0]


def _old(entry: KnownEntry) -> OldEntry:
    return OldEntry(
        id=entry.id,
        key=entry.key,
        title=entry.title,
        section=entry.section,
        source=_source(entry),
        removed=entry.removed,
    )
