"""One line of the palette."""

from collections.abc import Callable
from typing import NamedTuple


class Item(NamedTuple):
    """One line. `about` says what it is, `keys` how one does it without the palette."""

    text: str
    about: str
    icon: str
    run: Callable[[], object]
    keys: str = ""
    rests: bool = False  # it cannot be done now; running it says why
    tone: str = "text_muted"  # of the icon
