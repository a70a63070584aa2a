"""Works that may be one: why one may think so, and what the reader says."""

import unicodedata
from collections.abc import Iterable, Sequence
from enum import StrEnum
from typing import NamedTuple

from effllm_desktop.domain.ids import WorkId


class Reason(StrEnum):
    """Why two works may be one."""

    DOI = "same DOI"
    ARXIV = "same arXiv id"
    RENAMED = "the repository was renamed"
    AUTHORS = "same title and authors"
    TITLE = "same title"  # and of one of them nobody says who wrote it


class Verdict(StrEnum):
    """What the reader says of two works."""

    SAME = "same"
    DIFFERENT = "different"


class Pair(NamedTuple):
    """Two works that may be one, the one that is known for longer first."""

    work: WorkId
    other: WorkId
    reasons: tuple[Reason, ...]


class Names(NamedTuple):
    """Authors as somebody says them; `elided`: some are left out."""

    authors: tuple[str, ...]
    elided: bool = False


def same_authors(some: Iterable[Names], others: Iterable[Names]) -> bool | None:
    """Whether any two say the same authors; None where of one work nobody says any."""
    mine = [one for one in some if one.authors]
    theirs = [one for one in others if one.authors]
    if not mine or not theirs:
        return None
    return any(_agree(one, other) for one in mine for other in theirs)


def _agree(one: Names, other: Names) -> bool:
    """Authors may be initialled, in another order, and left out where that is said."""
    few, many = sorted((one, other), key=lambda names: len(names.authors))
    if len(few.authors) < len(many.authors) and not few.elided:
        return False
    known = [_words(name) for name in many.authors]
    return all(any(_is_name_of(_words(name), k) for k in known) for name in few.authors)


def _words(name: str) -> Sequence[str]:
    """A name's words without case, accents and dots; `Last, First` is turned."""
    last, comma, first = name.partition(",")
    letters = unicodedata.normalize("NFKD", f"{first} {last}" if comma else name).casefold()
    plain = "".join(c if c.isalnum() else " " for c in letters if not unicodedata.combining(c))
    return plain.split()


def _is_name_of(one: Sequence[str], other: Sequence[str]) -> bool:
    """Whether two names may be one person's: `J. Smith` and `John B. Smith` are."""
    if sorted(one) == sorted(other):
        return True
    if len(one) < 2 or len(other) < 2 or one[-1] != other[-1]:
        return False
    return one[0].startswith(other[0]) or other[0].startswith(one[0])
