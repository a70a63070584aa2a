"""A document's bytes, read: repaired where that is certain, with what people are shown."""

from html import escape

from effllm_desktop.domain import entry_values
from effllm_desktop.domain.lists import ReadEntry
from effllm_desktop.markdown import readable
from effllm_desktop.markdown.repair import Repair, detect
from effllm_desktop.store.entries import ShownText
from effllm_desktop.store.lists import Version

_ELLIPSIS = "…"


def damage(version: Version) -> str | None:
    """How the text of a version was repaired, in a sentence."""
    return _notice(version.repair, version, certain=True)


def offered(version: Version) -> str | None:
    """The repair of a version that was not made because it may be wrong."""
    return _notice(version.offered, version, certain=False)


def _notice(method: str | None, version: Version, *, certain: bool) -> str | None:
    return Repair(b"", method, certain, recovered=version.recovered, lost=version.lost).notice


def version_of(data: bytes, sha256: str) -> Version:
    """A document as a version of a list, repaired where that is certain. Any bytes will do."""
    repair = detect(data)
    return Version(
        sha256=sha256,
        data=data,
        repaired=None if repair.data is data else repair.data,
        repair=repair.method if repair.certain else None,
        offered=None if repair.certain else repair.method,
        recovered=repair.recovered,
        lost=repair.lost,
    )


def shown(entry: ReadEntry) -> ShownText:
    """What people see of an entry: mathematics made readable, authors in one line."""
    title = entry.values.title
    if "$" not in title and "\\" not in title:  # nothing to make readable in most
        return ShownText(title, None, byline(entry))
    plain, html = readable.plain(title), readable.html(title)
    return ShownText(plain, None if html == escape(plain) else html, byline(entry))


def byline(entry: ReadEntry) -> str:
    """The authors in one line, with an ellipsis where the list leaves some out."""
    authors = entry_values.strings(entry.values.authors)
    if not entry.values.authors_elided:
        return ", ".join(authors)
    words = " ".join(entry.source.replace(_ELLIPSIS, "...").split())
    for place in range(1, len(authors)):
        if f"{authors[place - 1]}, ..., {authors[place]}" in words:
            return ", ".join([*authors[:place], _ELLIPSIS, *authors[place:]])
    return ", ".join([*authors, _ELLIPSIS])
