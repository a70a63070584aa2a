"""A document's bytes, read: repaired where that is certain, with what people are shown."""

import hashlib
from dataclasses import dataclass
from html import escape

from effllm_desktop.domain.lists import ReadEntry, ReadList
from effllm_desktop.markdown import readable, reader
from effllm_desktop.markdown.repair import Repair, detect
from effllm_desktop.store.entries import ShownText
from effllm_desktop.store.lists import Version

_ELLIPSIS = "…"


@dataclass(frozen=True, slots=True)
class Reading:
    """What a document says, and what was done to its text before."""

    version: Version
    found: ReadList


def damage(version: Version) -> str | None:
    """How the text of a version was repaired, in a sentence."""
    return _notice(version.repair, version, certain=True)


def offered(version: Version) -> str | None:
    """The repair of a version that was not made because it may be wrong."""
    return _notice(version.offered, version, certain=False)


def _notice(method: str | None, version: Version, *, certain: bool) -> str | None:
    return Repair(b"", method, certain, recovered=version.recovered, lost=version.lost).notice


def sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def read(data: bytes) -> Reading:
    """Read a document. Any bytes will do."""
    repair = detect(data)
    version = Version(
        sha256=sha256(data),
        data=data,
        repaired=None if repair.data is data else repair.data,
        repair=repair.method if repair.certain else None,
        offered=None if repair.certain else repair.method,
        recovered=repair.recovered,
        lost=repair.lost,
    )
    return Reading(version, reader.read(repair.data))


def shown(entry: ReadEntry) -> ShownText:
    """What people see of an entry: mathematics made readable, authors in one line."""
    title = readable.plain(entry.text.title)
    html = readable.html(entry.text.title)
    return ShownText(title, None if html == escape(title) else html, byline(entry))


def byline(entry: ReadEntry) -> str:
    """The authors in one line, with an ellipsis where the list leaves some out."""
    authors = list(entry.text.authors)
    if not entry.text.authors_elided:
        return ", ".join(authors)
    words = " ".join(entry.source.replace(_ELLIPSIS, "...").split())
    for place in range(1, len(authors)):
        if f"{authors[place - 1]}, ..., {authors[place]}" in words:
            return ", ".join([*authors[:place], _ELLIPSIS, *authors[place:]])
    return ", ".join([*authors, _ELLIPSIS])
