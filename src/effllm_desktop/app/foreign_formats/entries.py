"""What other programs' files say, as values."""

from dataclasses import dataclass, field

from effllm_desktop.domain.errors import BadInput
from effllm_desktop.domain.lists import Problem
from effllm_desktop.domain.state import UNTOUCHED, State

MOST = 250_000
"""Records of one file: nobody has read so many, and all of them are in memory."""
MOST_UNREAD = 100_000
"""Places that could not be read, of a file that still holds something."""


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
    """The records of a file, and lines of it that could not be read.

    Whoever reads goes on while it is told: what would be too much is refused as soon as it is.
    """

    entries: list[ForeignEntry] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)

    def take(self, entry: ForeignEntry) -> None:
        """Take a record down. Raises BadInput for more than anybody has."""
        if len(self.entries) >= MOST:
            raise too_many(entry.line)
        self.entries.append(entry)

    def miss(self, line: int, reason: str) -> None:
        """Note that something in a line could not be read. Raises BadInput where it is too much."""
        if len(self.problems) >= MOST_UNREAD:
            raise BadInput(
                f"More than {MOST_UNREAD:,} places up to line {line:,} cannot be read: {reason}.",
                "Look at the file: it is damaged, or of another form than it seems.",
            )
        self.problems.append(Problem(line, line, reason))


def too_many(line: int) -> BadInput:
    """What is said of a file that has more records, or parts of them, than anybody has."""
    return BadInput(
        f"There are more than {MOST:,} records up to line {line:,}.", "Import it in several parts."
    )
