"""What a line of the table of actions says."""

from enum import Enum, auto
from typing import NamedTuple


class Needs(Enum):
    """What there must be, else the action is grey."""

    NOTHING = auto()
    LIBRARY = auto()
    LISTS = auto()  # the lists are in front, not a paper
    GROUPS = auto()  # their table is grouped
    WORKS = auto()  # one or more selected in them
    TWO_WORKS = auto()  # two selected in them
    LIST_SCOPE = auto()  # a list or a section is shown
    LIST_ENTRIES = auto()  # entries selected in a list or a section
    LIST_ENTRY = auto()  # one of them
    SECTION = auto()  # a section is shown
    NAMED = auto()  # what the reader can name is shown: a list, a section, a search
    PAPER = auto()  # a paper is in front
    PAPERS = auto()  # one is open
    UNDO = auto()
    REDO = auto()
    BACK = auto()
    FORWARD = auto()
    LOG = auto()  # a library was opened, so there is a log


MISSING = {
    Needs.NOTHING: "",
    Needs.LIBRARY: "Open a library first.",
    Needs.LISTS: "Go to the lists first.",
    Needs.GROUPS: "Group the table of entries first.",
    Needs.WORKS: "Select an entry first.",
    Needs.TWO_WORKS: "Select two works first.",
    Needs.LIST_SCOPE: "Go to a list or a section first.",
    Needs.LIST_ENTRIES: "Select entries of a list first.",
    Needs.LIST_ENTRY: "Select one entry of a list first.",
    Needs.SECTION: "Go to a section first.",
    Needs.NAMED: "Go to a list, a section or a saved search first.",
    Needs.PAPER: "Open a paper first.",
    Needs.PAPERS: "Open a paper first.",
    Needs.UNDO: "There is nothing to undo.",
    Needs.REDO: "There is nothing to do again.",
    Needs.BACK: "There is no place to go back to.",
    Needs.FORWARD: "There is no place to go forward to.",
    Needs.LOG: "Open a library first.",
}
"""What to say of an action that is grey."""


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
