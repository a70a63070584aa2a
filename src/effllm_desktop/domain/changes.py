"""What an operation touched, told once to everybody who listens."""

from dataclasses import dataclass, field
from enum import Flag, auto

from effllm_desktop.domain.ids import WorkId


class Aspect(Flag):
    """Kinds of thing that can change. They name what changed, never who shows it."""

    NOTHING = 0
    STATE = auto()  # status, star, rating of works
    TAGS = auto()
    NOTE = auto()
    CATALOG = auto()  # lists, sections, entries
    HISTORY = auto()  # what can be undone and redone
    PDFS = auto()  # PDFs on this machine, downloads, pins
    METADATA = auto()  # what services know of works, and what the reader says better
    ANYTHING = STATE | TAGS | NOTE | CATALOG | HISTORY | PDFS | METADATA


@dataclass(frozen=True, slots=True)
class Changes:
    """What is now different.

    `works` names the works touched; None means any may be. `origin` is whatever the caller
    passed, so that a view can leave out the echo of its own edit.
    """

    aspects: Aspect
    works: frozenset[WorkId] | None = field(default_factory=frozenset)
    origin: object = None

    def touches(self, work: WorkId) -> bool:
        """Whether this work may have changed."""
        return self.works is None or work in self.works
