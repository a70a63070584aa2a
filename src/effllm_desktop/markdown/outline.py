"""The sections of a document while it is read: headings by level, and bullets that act as ones."""

from dataclasses import dataclass

from effllm_desktop.domain.lists import ReadSection


@dataclass(slots=True, eq=False)
class Bullet:
    """A list item without a link, which becomes a section when an entry is found below it.

    `above`: the bullet that it stands below. `end` is a character offset in the document.
    `has_one`: no more than one item stands below it.
    """

    words: str
    line: int
    start: int
    end: int
    above: "Bullet | None" = None
    has_one: bool = False
    index: int | None = None


class Outline:
    """Collects sections in file order; each knows its end once what it holds has ended."""

    def __init__(self) -> None:
        self.sections: list[ReadSection] = []
        self._headings: list[int] = []

    @property
    def current(self) -> int | None:
        """The heading that one is below."""
        return self._headings[-1] if self._headings else None

    @property
    def name(self) -> str | None:
        """The first heading of the first level."""
        return next((s.heading for s in self.sections if s.level == 1), None) or None

    def heading(self, words: str, level: int, line: int, start: int, end: int) -> int:
        """Begin a section; those of its level and below end here."""
        self._close(level, start)
        index = self._add(words, level, line, start, end, self.current)
        self._headings.append(index)
        return index

    def section_of(self, bullet: Bullet | None) -> int | None:
        """The section of an entry below a bullet, or below none."""
        if bullet is None:
            return self.current
        if bullet.index is None:
            above = self.section_of(bullet.above)
            level = 2 if above is None else self.sections[above].level + 1
            bullet.index = self._add(
                bullet.words, level, bullet.line, bullet.start, bullet.end, above
            )
        return bullet.index

    def finish(self, end: int) -> None:
        """The document ends at this offset, and all its sections with it."""
        self._close(0, end)

    def _close(self, level: int, end: int) -> None:
        while self._headings and self.sections[self._headings[-1]].level >= level:
            index = self._headings.pop()
            s = self.sections[index]
            self.sections[index] = ReadSection(
                s.index, s.parent, s.heading, s.level, s.line, s.start, end
            )

    def _add(
        self, words: str, level: int, line: int, start: int, end: int, parent: int | None
    ) -> int:
        index = len(self.sections)
        self.sections.append(ReadSection(index, parent, words, level, line, start, end))
        return index
