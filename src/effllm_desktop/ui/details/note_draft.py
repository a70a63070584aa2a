"""What is typed into a note against what is stored: neither may swallow the other."""

from dataclasses import dataclass
from enum import Enum, auto


class Outside(Enum):
    """What a look at the stored note means for the one being typed."""

    NOTHING = auto()  # the stored note is the one we know
    TAKE = auto()  # it changed and nothing was typed: show it
    CONFLICT = auto()  # it changed and something was typed: keep both


@dataclass(slots=True)
class NoteDraft:
    """A note in the making. `stored` is the text that the library had when we last looked.

    `theirs` is a text that somebody else stored while this one was typed; until the reader has
    chosen, nothing is saved over it.
    """

    stored: str = ""
    typed: str = ""
    theirs: str | None = None

    @property
    def dirty(self) -> bool:
        """Whether there is something to save."""
        return self.typed != self.stored

    @property
    def disputed(self) -> bool:
        """Whether the reader has to choose between two texts."""
        return self.theirs is not None

    @property
    def to_save(self) -> bool:
        return self.dirty and not self.disputed

    def look(self, now: str) -> Outside:
        """Compare with the note that the library has now."""
        if now == self.stored:
            return Outside.NOTHING
        if now == self.typed or not self.dirty:
            settled = now == self.typed
            self.stored = self.typed = now
            self.theirs = None
            return Outside.NOTHING if settled else Outside.TAKE
        self.stored = now
        self.theirs = now
        return Outside.CONFLICT

    def keep_mine(self) -> None:
        self.theirs = None

    def take_theirs(self) -> None:
        self.typed = self.stored
        self.theirs = None

    def keep_both(self) -> None:
        """Set theirs below what was typed."""
        if self.theirs is not None and self.theirs not in self.typed:
            self.typed = "\n\n---\n\n".join(filter(None, (self.typed, self.theirs)))
        self.theirs = None

    def saved(self) -> None:
        self.stored = self.typed
