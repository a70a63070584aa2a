"""What an operation touched, told once to everybody who listens."""

from enum import Flag, auto
from typing import NamedTuple

from effllm_desktop.domain.ids import WorkId


class Aspect(Flag):
    """Kinds of thing that can change. They name what changed, never who shows it."""

    NOTHING = 0
    STATE = auto()  # status, star, rating of works
    TAGS = auto()
    NOTE = auto()
    QUEUE = auto()  # what to read next, and in which order
    HIGHLIGHTS = auto()
    LAST_PLACE = auto()  # where reading of a PDF stopped
    PDFS = auto()  # PDFs on this machine, downloads, pins
    CATALOG = auto()  # lists, sections, entries
    SEARCHES = auto()  # which searches are saved, and how they are called
    HISTORY = auto()  # what can be undone and redone
    METADATA = auto()  # what services know of works, and what the reader says better
    RECIPES = auto()  # which exports are kept under names
    VERDICTS = auto()  # which works are one, and which are not, as the reader says
    ANYTHING = (
        STATE
        | TAGS
        | NOTE
        | QUEUE
        | HIGHLIGHTS
        | LAST_PLACE
        | PDFS
        | METADATA
        | VERDICTS
        | CATALOG
        | SEARCHES
        | RECIPES
        | HISTORY
    )


class Changes(NamedTuple):
    """What is now different.

    `works` names the works touched; None means any may be. `origin` is whatever the caller
    passed, so that a view can leave out the echo of its own edit.
    """

    aspects: Aspect
    works: frozenset[WorkId] | None = frozenset()
    origin: object = None

    def touches(self, work: WorkId) -> bool:
        """Whether this work may have changed."""
        return self.works is None or work in self.works
