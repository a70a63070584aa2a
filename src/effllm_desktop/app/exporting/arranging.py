"""Which heading each chosen entry goes below: sections put together, or tags, years, venues."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple

from effllm_desktop.app.exporting.curation import ChosenList, title_section
from effllm_desktop.app.exporting.wording import ONE_LIST_TITLE
from effllm_desktop.domain import section_paths
from effllm_desktop.domain.curation import Arrangement, Move
from effllm_desktop.markdown.writer import ChosenEntry
from effllm_desktop.store.chosen import Heading

Path = tuple[str, ...]
WITHOUT = {
    Arrangement.TAG: "Without a tag",
    Arrangement.YEAR: "Without a year",
    Arrangement.VENUE: "Without a venue",
}
_FIRST_LEVEL = 2


class Placed(NamedTuple):
    """An entry, and what it may be arranged by. `section` is a position in its list."""

    entry: ChosenEntry
    section: int | None
    tag: str | None = None
    year: int | None = None
    venue: str | None = None


@dataclass(frozen=True)
class FoundList:
    """A list's name, its headings in file order, and the entries chosen from it."""

    name: str
    headings: tuple[Heading, ...]
    entries: tuple[Placed, ...] = ()

    @cached_property
    def paths(self) -> Mapping[int | None, Path]:
        """The headings above each section's entries, without the list's title; () is the top."""
        top = title_section(self.headings)
        found: dict[int | None, Path] = {None: ()}
        for place, heading in enumerate(self.headings):
            above = found[heading.parent]
            found[place] = () if place == top else (*above, heading.text)
        return found

    @cached_property
    def sources(self) -> Mapping[int | None, str]:
        """What each section is called in a `Move`: the list's name, then its path."""
        top = title_section(self.headings)
        parents, texts = (
            zip(*((h.parent, h.text) for h in self.headings), strict=True)
            if (self.headings)
            else ((), ())
        )
        full = section_paths.full_paths(parents, texts)
        title = full[top] if top is not None else None
        below = [section_paths.below(path, title) for path in full]
        named = [section_paths.join([self.name, path]) if path else self.name for path in below]
        return {None: self.name, **dict(enumerate(named))}


class MergedSection(NamedTuple):
    """A row of the mapping: a section of a list, and where its entries go.

    `target` is a path of headings, empty for the top, None where they are left out.
    """

    source: str
    target: str | None
    entries: int
    is_moved: bool


@dataclass(frozen=True)
class SectionMap:
    """Where sections go: to the section of the same path, unless a move says otherwise.

    What is below a section that was moved goes with it.
    """

    moves: Mapping[str, str | None] = field(default_factory=dict)

    @classmethod
    def of(cls, moves: Iterable[Move]) -> "SectionMap":
        return cls({move.source: move.target for move in moves})

    def target(self, found: FoundList, section: int | None) -> Path | None:
        """Where the entries of a section go; None: nowhere."""
        sources, paths = found.sources, found.paths
        source = sources[section]
        if source in self.moves:
            return parsed(self.moves[source])
        parent = found.headings[section].parent if section is not None else None
        if section is None or not paths[section]:
            return ()
        if not self._is_below_moved(found, parent):
            return paths[section]
        above = self.target(found, parent)
        return None if above is None else (*above, found.headings[section].text)

    def _is_below_moved(self, found: FoundList, section: int | None) -> bool:
        """Whether a heading was moved; the top of a list takes nothing with it."""
        while section is not None and found.paths[section]:
            if found.sources[section] in self.moves:
                return True
            section = found.headings[section].parent
        return False


def parsed(target: str | None) -> Path | None:
    """A path as people write it."""
    if target is None:
        return None
    parts = (" ".join(part.split()) for part in target.split(section_paths.SEPARATOR))
    return tuple(part for part in parts if part)


def rows(
    counted: Sequence[tuple[FoundList, Mapping[int | None, int]]], moves: Iterable[Move]
) -> tuple[MergedSection, ...]:
    """The mapping as it is shown: each section that entries were chosen from, and how many."""
    mapping = SectionMap.of(moves)
    return tuple(
        _row(mapping, one, section, count)
        for one, counts in counted
        for section, count in sorted(counts.items(), key=lambda pair: _in_file_order(pair[0]))
    )


def _row(mapping: SectionMap, one: FoundList, section: int | None, count: int) -> MergedSection:
    source, path = one.sources[section], mapping.target(one, section)
    target = None if path is None else section_paths.join(path)
    return MergedSection(source, target, count, source in mapping.moves)


def _in_file_order(section: int | None) -> int:
    return -1 if section is None else section


def arranged(
    found: Sequence[FoundList], arrangement: Arrangement, moves: Iterable[Move] = ()
) -> list[ChosenList]:
    """The lists as their entries are to stand."""
    if arrangement is Arrangement.SECTIONS:
        return [
            ChosenList(one.name, one.headings, tuple((p.section, p.entry) for p in one.entries))
            for one in found
        ]
    name = found[0].name if len(found) == 1 else ONE_LIST_TITLE
    if arrangement is Arrangement.MERGED:
        return [_merged(name, found, SectionMap.of(moves))]
    placed = [one for of_list in found for one in of_list.entries]
    return [_by_value(name, placed, arrangement)]


def _merged(name: str, found: Sequence[FoundList], mapping: SectionMap) -> ChosenList:
    tree = _Tree()
    placed: list[tuple[_Node, ChosenEntry]] = []
    for one in found:
        targets = {place: mapping.target(one, place) for place in one.sources}
        for entry in one.entries:
            path = targets[entry.section]
            if path is not None:
                placed.append((tree.node(path), entry.entry))
    headings = tree.numbered()
    return ChosenList(name, headings, tuple((node.place, entry) for node, entry in placed))


@dataclass(eq=False)
class _Node:
    heading: str
    below: "dict[str, _Node]" = field(default_factory=dict)
    place: int | None = None


class _Tree:
    """Headings in the order in which they come; case and blanks make no other one."""

    def __init__(self) -> None:
        self._top = _Node("")

    def node(self, path: Path) -> _Node:
        node = self._top
        for heading in path:
            folded = " ".join(heading.split()).casefold()
            node = node.below.setdefault(folded, _Node(heading))
        return node

    def numbered(self) -> tuple[Heading, ...]:
        """All headings in order; each node learns its position among them."""
        found: list[Heading] = []
        self._number(self._top, _FIRST_LEVEL, found)
        return tuple(found)

    def _number(self, node: _Node, level: int, found: list[Heading]) -> None:
        for child in node.below.values():
            child.place = len(found)
            found.append(Heading(child.heading, level, node.place))
            self._number(child, level + 1, found)


def _by_value(name: str, placed: Sequence[Placed], arrangement: Arrangement) -> ChosenList:
    said = [_SAID[arrangement](one) for one in placed]
    first = {value.casefold(): value for value in reversed([one for one in said if one])}
    order = sorted(first, reverse=arrangement is Arrangement.YEAR)
    headings = [Heading(first[value], _FIRST_LEVEL, None) for value in order]
    if None in said:
        headings.append(Heading(WITHOUT[arrangement], _FIRST_LEVEL, None))
    places = {value: place for place, value in enumerate(order)}
    where = ((places[value.casefold()] if value else len(order)) for value in said)
    entries = zip(where, (one.entry for one in placed), strict=True)
    return ChosenList(name, tuple(headings), tuple(entries))


_SAID: Mapping[Arrangement, Callable[[Placed], str | None]] = {
    Arrangement.TAG: lambda one: one.tag,
    Arrangement.YEAR: lambda one: str(one.year) if one.year else None,
    Arrangement.VENUE: lambda one: " ".join(one.venue.split()) if one.venue else None,
}
