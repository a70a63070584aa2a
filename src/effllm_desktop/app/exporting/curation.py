"""From chosen entries of lists to the chapters of the reader's own list."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from effllm_desktop.app.exporting.wording import ONE_LIST_TITLE
from effllm_desktop.markdown.writer import Chapter, ChosenEntry
from effllm_desktop.store.chosen import Heading, with_parents


@dataclass(frozen=True, slots=True)
class ChosenList:
    """A list's sections in file order and its chosen entries, each with its section's position."""

    name: str
    sections: tuple[Heading, ...]
    entries: tuple[tuple[int | None, ChosenEntry], ...]


class Composed(NamedTuple):
    """The parts of a curated list: its title, entries above any chapter, chapters in order."""

    title: str
    opening: tuple[ChosenEntry, ...]
    chapters: tuple[Chapter, ...]

    @property
    def entries(self) -> Iterator[ChosenEntry]:
        """All entries in order."""
        yield from self.opening
        for chapter in self.chapters:
            yield from chapter.entries


def composed(lists: Sequence[ChosenList], title: str | None = None) -> Composed:
    """The reader's own list: headings only where something is below them.

    One list keeps its name and levels. Several become chapters of one list, a level lower each.
    """
    chosen = [one for one in lists if one.entries]
    if len(chosen) == 1:
        (only,) = chosen
        opening, chapters = _chapters(only, deeper=0)
        return Composed(title or only.name, opening, tuple(chapters))
    together: list[Chapter] = []
    for one in chosen:
        opening, chapters = _chapters(one, deeper=1)
        together += [Chapter(one.name, 2, opening), *chapters]
    return Composed(title or ONE_LIST_TITLE, (), tuple(together))


def _chapters(one: ChosenList, *, deeper: int) -> tuple[tuple[ChosenEntry, ...], list[Chapter]]:
    """A list's entries above any chapter, and its chapters."""
    top = title_section(one.sections)
    shift = deeper if _fits_below_title(one.sections, top) else deeper + 1
    below = _by_section(one)
    kept = with_parents(one.sections, {place for place, _ in one.entries if place is not None})
    chapters = [
        Chapter(section.text, section.level + shift, tuple(below.get(place, ())))
        for place, section in enumerate(one.sections)
        if place in kept and place != top
    ]
    opening = (*below.get(None, ()), *(below.get(top, ()) if top is not None else ()))
    return opening, chapters


def title_section(sections: Sequence[Heading]) -> int | None:
    """The only level-one heading, when it is the list's title: the first heading of all."""
    tops = [place for place, section in enumerate(sections) if section.level == 1]
    return 0 if tops == [0] else None


def _fits_below_title(sections: Sequence[Heading], top: int | None) -> bool:
    return all(section.level > 1 for place, section in enumerate(sections) if place != top)


def _by_section(one: ChosenList) -> dict[int | None, list[ChosenEntry]]:
    found: dict[int | None, list[ChosenEntry]] = {}
    for place, entry in one.entries:
        found.setdefault(place, []).append(entry)
    return found
