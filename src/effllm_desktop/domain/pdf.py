"""What is known of a PDF, in plain values.

Pages are counted from 1. Places on a page are in points (1/72 inch), counted from the upper left
corner of the page as it is meant to be seen: cropped, and turned by the page's own rotation. What
the reader turns or enlarges on the screen changes no place.
"""

from collections.abc import Iterable
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from array import array


class Box(NamedTuple):
    """An upright rectangle on a page."""

    left: float
    top: float
    right: float
    bottom: float


class PageSize(NamedTuple):
    """Points."""

    width: float
    height: float


class DocumentFacts(NamedTuple):
    """What is known of a document once it is open. `about` is its subject, and its keywords."""

    pages: int
    sizes: tuple[PageSize, ...]
    title: str
    author: str
    about: str = ""


class Tile(NamedTuple):
    """A part of a page, in pixels of the page as it is enlarged and turned."""

    left: int
    top: int
    width: int
    height: int


class Picture(NamedTuple):
    """Pixels: blue, green, red, 255. A row begins `stride` bytes after the one above it."""

    width: int
    height: int
    stride: int
    buffer: bytes


class PageText(NamedTuple):
    """The text of a page in reading order, and where its characters are.

    `boxes` holds left, top, right, bottom of each character of `text`; four zeros for those that
    are nowhere, as line ends are. The letters of a ligature share its box.
    """

    text: str
    boxes: "array[float]"

    def box(self, character: int) -> Box:
        return Box(*self.boxes[4 * character : 4 * character + 4])


class Hit(NamedTuple):
    """A place where the words stand: a box for each line that they are on."""

    page: int
    boxes: tuple[Box, ...]


class TextHit(NamedTuple):
    """A page of some PDF on which words stand.

    `marked` are the stretches of the snippet, from and to, in which the words are.
    """

    sha256: str
    page: int
    snippet: str
    marked: tuple[tuple[int, int], ...]


class OutlineItem(NamedTuple):
    """A line of the document's contents; level 0 is the outermost. No page: it leads nowhere."""

    level: int
    title: str
    page: int | None
    top: float | None


class Link(NamedTuple):
    """Leads to a place in the document, or to an address outside."""

    box: Box
    page: int | None
    top: float | None
    uri: str


class Annotation(NamedTuple):
    """Somebody's mark that is in the file already. `colour` is `#rrggbb`, empty where not said."""

    kind: str
    boxes: tuple[Box, ...]
    colour: str
    contents: str


class Mark(NamedTuple):
    """A highlight of the reader's, to be written into a copy of the document.

    `kind` is that of an `Annotation`: highlight, underline, strikeout, or a note, which has one box
    and a sign with an `edge`.
    """

    page: int
    boxes: tuple[Box, ...]
    colour: str
    comment: str
    kind: str = "highlight"
    edge: str = "#000000"


class WholePdf(NamedTuple):
    """A file that opens and has pages."""

    pages: int


def merged(boxes: Iterable[Box]) -> tuple[Box, ...]:
    """One box for each run of boxes that lie on one line, as those of neighbouring letters do.

    Those without any extent are left out: spaces that the file does not hold lie anywhere.
    """
    lines: list[Box] = []
    for box in boxes:
        if box.left >= box.right or box.top >= box.bottom:
            continue
        if lines and _on_one_line(lines[-1], box):
            last = lines[-1]
            lines[-1] = Box(
                min(last.left, box.left),
                min(last.top, box.top),
                max(last.right, box.right),
                max(last.bottom, box.bottom),
            )
        else:
            lines.append(box)
    return tuple(lines)


def _on_one_line(one: Box, other: Box) -> bool:
    """Whether two boxes share half of the lower one's height, and the text does not jump back."""
    shared = min(one.bottom, other.bottom) - max(one.top, other.top)
    lower = min(one.bottom - one.top, other.bottom - other.top)
    return shared >= lower / 2 and other.left >= one.left
