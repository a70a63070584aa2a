"""What can be told in the window: one message, how grave it is, what can be done about it."""

from collections.abc import Callable
from enum import StrEnum
from typing import NamedTuple


class Level(StrEnum):
    """How grave it is. The value is the colour, and the name of the icon."""

    INFO = "info"
    WARNING = "warning"
    ERROR = "error"


class NoticeAction(NamedTuple):
    """A button of a notice; pressing it also takes the notice away, unless it `stays`."""

    text: str
    run: Callable[[], object]
    stays: bool = False


class Notice(NamedTuple):
    """One message. A newer one with the same key takes its place."""

    key: str
    level: Level
    text: str
    hint: str = ""
    actions: tuple[NoticeAction, ...] = ()
