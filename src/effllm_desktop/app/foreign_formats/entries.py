"""What other programs' files say, as values."""

from dataclasses import dataclass, field

from effllm_desktop.domain.lists import Problem
from effllm_desktop.domain.state import UNTOUCHED, State


@dataclass(frozen=True, slots=True)
class ForeignEntry:
    """One record. `section` are the headings that it stands below, `line` where it begins.

    `more` are links beside its own, with what they are called; `files` are PDFs, named as seen from
    where the record is.
    """

    title: str
    line: int
    url: str = ""
    arxiv: str | None = None
    doi: str | None = None
    authors: tuple[str, ...] = ()
    authors_elided: bool = False
    venue: str | None = None
    year: int | None = None
    description: str | None = None
    section: tuple[str, ...] = ()
    state: State = UNTOUCHED
    more: tuple[tuple[str, str], ...] = ()
    files: tuple[str, ...] = ()


@dataclass(slots=True)
class ForeignReading:
    """The records of a file, and lines of it that could not be read."""

    entries: list[ForeignEntry] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)

    def miss(self, line: int, reason: str) -> None:
        """Note that something in a line could not be read."""
        self.problems.append(Problem(line, line, reason))
