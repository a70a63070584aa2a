"""How a list is made of chosen entries: what they stand below, how each of them is written."""

from dataclasses import dataclass
from enum import StrEnum

from effllm_desktop.domain.ids import ListId


class Arrangement(StrEnum):
    """What the entries stand below."""

    SECTIONS = "sections"  # as in their lists; of several lists each has a chapter
    MERGED = "merged"  # sections of all lists put together, as `Move`s say
    TAG = "tag"
    YEAR = "year"
    VENUE = "venue"


class Wording(StrEnum):
    """How an entry is written."""

    KEPT = "kept"  # as its curator wrote it
    PAPERS = "papers"  # bold title, venue, links; authors below
    BULLETS = "bullets"  # one line: a link, a dash, a sentence
    TABLE = "table"
    LIKE_LIST = "like"  # as a list of the library writes its own


@dataclass(frozen=True, slots=True)
class Move:
    """Entries of a section of a list go to another section.

    `source` is the list's name and the path of headings, `target` a path of headings: empty for
    the top of the list, None where the entries are left out.
    """

    source: str
    target: str | None


@dataclass(frozen=True, slots=True)
class Curation:
    """All that can be chosen of a curated list besides its entries and its title.

    `like` is the list of `Wording.LIKE_LIST`; `moves` are those that differ from where sections
    go by themselves; `introduction` is Markdown below the title.
    """

    arrangement: Arrangement = Arrangement.SECTIONS
    wording: Wording = Wording.KEPT
    like: ListId | None = None
    moves: tuple[Move, ...] = ()
    introduction: str = ""
    contents: bool = True
    badges: bool = True


AS_THE_LISTS = Curation()
