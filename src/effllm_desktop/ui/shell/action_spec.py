"""What a line of the table of actions says."""

from enum import Enum, auto
from typing import NamedTuple


class Needs(Enum):
    """What there must be, else the action is grey."""

    NOTHING = auto()
    LIBRARY = auto()
    LISTS = auto()  # the lists are in front, not a paper
    WORKS = auto()  # one or more selected in them
    TWO_WORKS = auto()  # two selected in them
    LIST_SCOPE = auto()  # a list or a section is shown
    LIST_ENTRIES = auto()  # entries selected in a list or a section
    LIST_ENTRY = auto()  # one of them
    SECTION = auto()  # a section is shown
    NAMED = auto()  # what the reader can name is shown: a section, a saved search
    PAPER = auto()  # a paper is in front
    PAPERS = auto()  # one is open
    UNDO = auto()
    REDO = auto()
    BACK = auto()
    FORWARD = auto()
    LOG = auto()  # a library was opened, so there is a log


class Keys(Enum):
    """Where the focus must be for the keys to count."""

    WINDOW = auto()
    ENTRIES = auto()  # in the table of entries: Enter and Space mean other things elsewhere


class ActionSpec(NamedTuple):
    """One action. `id` is unique; several may share a `name` and differ in their value."""

    id: str
    text: str
    tooltip: str
    keys: tuple[str, ...] = ()
    icon: str = ""
    needs: Needs = Needs.LIBRARY
    where: Keys = Keys.WINDOW
    name: str = ""
    value: object = None
    group: str = ""  # actions of a group are alternatives; the one that holds is ticked

    @property
    def method(self) -> str:
        return self.name or self.id
