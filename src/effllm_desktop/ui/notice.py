"""What can be told in the window: one message, how grave it is, what can be done about it."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum


class Level(StrEnum):
    """How grave it is. The value is the colour, and the name of the icon."""

    INFO = "info"
    WARNING = "warning"
    ERROR = "error"


@dataclass(frozen=True, slots=True)
class NoticeAction:
    """A button of a notice; pressing it also takes the notice away, unless it `stays`."""

    text: str
    run: Callable[[], object]
    stays: bool = False


@dataclass(frozen=True, slots=True)
class Notice:
    """One message. A newer one with the same key takes its place."""

    key: str
    level: Level
    text: str
    hint: str = ""
    actions: tuple[NoticeAction, ...] = ()
