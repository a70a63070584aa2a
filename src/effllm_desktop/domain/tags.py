"""What the reader may give a tag beside its name: a colour, and a key that puts it on works."""

from enum import StrEnum

TAG_KEYS = range(1, 10)
"""The keys that tags may have: the digits from 1 to 9."""


class TagColour(StrEnum):
    """The colours of tags; how each looks in light and dark stands with the design."""

    RED = "red"
    ORANGE = "orange"
    YELLOW = "yellow"
    GREEN = "green"
    TEAL = "teal"
    BLUE = "blue"
    PURPLE = "purple"
    PINK = "pink"
