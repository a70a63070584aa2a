"""What sort of publication a work is, as bibliographies tell them apart."""

import re
from enum import Enum, auto

from effllm_desktop.domain.lists import Kind
from effllm_desktop.store.cited_works import CitedWork


class Genre(Enum):
    """Each reference format has a word of its own for each of these."""

    PREPRINT = auto()
    CONFERENCE = auto()
    JOURNAL = auto()
    SOFTWARE = auto()
    DATASET = auto()
    VIDEO = auto()
    PAGE = auto()


_OF_KIND = {
    Kind.REPOSITORY: Genre.SOFTWARE,
    Kind.MODEL: Genre.SOFTWARE,
    Kind.DATASET: Genre.DATASET,
    Kind.VIDEO: Genre.VIDEO,
}
_PREPRINT = re.compile(r"arxiv|corr\b|preprint|biorxiv|openreview", re.IGNORECASE)
_JOURNAL = re.compile(
    r"\b(?:journal|transactions|trans\.|letters|magazine|annals|bulletin|surveys|review|nature|"
    r"science|neurocomputing|pnas|plos|jmlr|tmlr|tacl|csur|tpami|tnnls|tkde|ijcv|ieee access)\b",
    re.IGNORECASE,
)


def genre(work: CitedWork) -> Genre:
    """Told by the kind of a work; of a paper by the name of its venue."""
    return genre_of(work.kind, work.venue)


def genre_of(kind: Kind, venue: str | None) -> Genre:
    """The same of what it is told by."""
    if kind is not Kind.PAPER:
        return _OF_KIND.get(kind, Genre.PAGE)
    if not venue or _PREPRINT.search(venue):
        return Genre.PREPRINT
    return Genre.JOURNAL if _JOURNAL.search(venue) else Genre.CONFERENCE
