"""What the entries pane can show: a place, a list, or a section of a list."""

from dataclasses import dataclass
from enum import StrEnum

from effllm_desktop.domain.ids import ListId, SectionId


class Place(StrEnum):
    """What the reader made of the lists. A place shows each work once."""

    NEW = "new"
    QUEUE = "queue"
    READING = "reading"
    STARRED = "starred"
    UNREAD = "unread"
    ALL = "all"


@dataclass(frozen=True, slots=True)
class PlaceScope:
    """All works of a place."""

    place: Place


@dataclass(frozen=True, slots=True)
class ListScope:
    """All entries of a list, in file order."""

    list_id: ListId


@dataclass(frozen=True, slots=True)
class SectionScope:
    """All entries of a section and of the sections below it, in file order."""

    section_id: SectionId


Scope = PlaceScope | ListScope | SectionScope


class Sort(StrEnum):
    """Orders of the entries pane. Ties keep list order."""

    LIST = "list"  # of the queue: its own
    TITLE = "title"
    YEAR = "year"  # newest first, unknown last
    CITATIONS = "citations"  # most first, unknown last
    CHANGED = "changed"  # the reader's latest change first
