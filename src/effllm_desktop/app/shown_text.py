"""What people see of an entry: mathematics made readable, authors in one line."""

from collections.abc import Sequence
from html import escape

from effllm_desktop.domain import entry_values
from effllm_desktop.domain.lists import ReadEntry
from effllm_desktop.markdown import readable
from effllm_desktop.store.entries import ShownText

_ELLIPSIS = "…"


def shown(entry: ReadEntry) -> ShownText:
    """The text of an entry as it is shown."""
    said = entry.values
    title = said.title
    if said.authors_elided:
        names = _with_ellipsis(entry, entry_values.strings(said.authors))
    else:
        names = entry_values.joined(said.authors, ", ")
    if "$" not in title and "\\" not in title:  # nothing to make readable in most
        return ShownText(title, None, names)
    plain, html = readable.plain(title), readable.html(title)
    return ShownText(plain, None if html == escape(plain) else html, names)


def _with_ellipsis(entry: ReadEntry, authors: Sequence[str]) -> str:
    """The authors in one line, with an ellipsis where the list leaves some out."""
    words = " ".join(entry.source.replace(_ELLIPSIS, "...").split())
    if ", ..., " in words:
        for place in range(1, len(authors)):
            if f"{authors[place - 1]}, ..., {authors[place]}" in words:
                return ", ".join([*authors[:place], _ELLIPSIS, *authors[place:]])
    return ", ".join([*authors, _ELLIPSIS])
